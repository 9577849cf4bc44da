/** Numbers as KQL writes them, each in the type of the column it meets. */
import type { ColumnType } from './columns.ts';

const INTEGER = /^(?:0|-?[1-9]\d*)$/;
const PLAIN_DECIMAL = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/;

/** The digits of every `long` number are fewer; those with as many need a look at the value. */
const MAX_LONG_DIGITS = 19;
const MAX_LONG = 2n ** 63n - 1n;

/** A number of the types `int` and `long`; undefined for text that no such number has as its decimal. */
export function integerLiteral(text: string): string | undefined {
  if (!INTEGER.test(text)) return undefined;
  if (text.length < MAX_LONG_DIGITS) return text;
  const value = BigInt(text);
  return value <= MAX_LONG && value >= -MAX_LONG ? text : undefined;
}

/** Whether the text is how a decimal prints: no needless zeros, no exponent. */
export function isPlainDecimal(text: string): boolean {
  return PLAIN_DECIMAL.test(text);
}

/**
 * The literal of a number in decimal or exponent form, for a column of a numeric type.
 *
 * Literals of the types `long` and `real` compare with `int`, `long` and `real`; `decimal` has literals of its own.
 */
export function numberLiteral(text: string, type: ColumnType): string {
  if (type === 'decimal') return `decimal(${text})`;
  return INTEGER.test(text) && integerLiteral(text) === undefined ? `real(${text})` : text;
}
