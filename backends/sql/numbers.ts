/** Numbers as literals. */

const INTEGER = /^(?:0|-?[1-9][0-9]*)$/;
const PLAIN_DECIMAL = /^(?:0|-?[1-9][0-9]*|-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9])$/;

/** The digits of every number of 64 bits are fewer; those with as many need a look at the value. */
const MAX_DIGITS = 19;
const MAX_INTEGER = 2n ** 63n - 1n;

/** Whether the text is how an integer of 64 bits prints. Not every engine has literals for larger ones. */
export function isInteger(text: string): boolean {
  if (!INTEGER.test(text)) return false;
  if (text.length < MAX_DIGITS) return true;
  const value = BigInt(text);
  return value <= MAX_INTEGER && value >= -MAX_INTEGER;
}

/** Whether the text is how a number with a fraction, or without one, prints: no needless zeros, no exponent. */
export function isPlainDecimal(text: string): boolean {
  return PLAIN_DECIMAL.test(text) && text.length < MAX_DIGITS;
}

/** A number to compare with by size. */
export function numberLiteral(value: number): string {
  const text = String(value);
  return isInteger(text) || isPlainDecimal(text) ? text : value.toExponential();
}
