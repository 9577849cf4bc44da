/** Pieces of a rule inside a message: short, on one line, and unable to play with a terminal. */

/** Longer pieces are cut: a message is a sentence. */
const MAX_LENGTH = 60;

/**
 * A piece of a rule in backticks, or in double quotes when it has backticks itself.
 *
 * @example quoteText('selektion') // '`selektion`'
 */
export function quoteText(text: string): string {
  const short = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  const quote = short.includes('`') ? '"' : '`';
  return quote + short.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/gu, escape) + quote;
}

function escape(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
