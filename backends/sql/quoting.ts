/** Text and names as SQL writes them. Whatever a rule holds, it stays inside its quotes. */

/** Half of a surrogate pair is no character: no encoding of a query keeps it. */
const HALF_A_CHARACTER = /\p{Cs}/u;

export function hasHalfCharacter(text: string): boolean {
  return HALF_A_CHARACTER.test(text);
}

/**
 * Characters that a query should not hold as they are: a zero byte ends it in some clients, the others cannot be
 * seen or reorder what a reader sees. Line breaks and tabs are what they look like.
 */
const HIDDEN = /(?![\t\n\r])[\p{Cc}\p{Cf}\u2028\u2029]/u;
const HIDDEN_ALL = /* @__PURE__ */ new RegExp(HIDDEN, 'gu');

/**
 * A literal of standard SQL, where a backslash is a character like any other and a quote is doubled. Characters that
 * cannot be seen are joined to it by the function that makes them of their number.
 *
 * @example quoteStandard("it's", 'chr') // 'it''s'
 * @example quoteStandard('a\0b', 'chr') // ('a' || chr(0) || 'b')
 */
export function quoteStandard(text: string, character: string): string {
  if (!HIDDEN.test(text)) return quoted(text);
  const pieces: string[] = [];
  let from = 0;
  for (const { 0: hidden, index } of text.matchAll(HIDDEN_ALL)) {
    if (index > from) pieces.push(quoted(text.slice(from, index)));
    pieces.push(`${character}(${hidden.codePointAt(0) as number})`);
    from = index + hidden.length;
  }
  if (from < text.length) pieces.push(quoted(text.slice(from)));
  // A text to begin with, so that the first operand is one whatever the function gives.
  if (pieces.length === 1) return pieces[0] as string;
  return `(${pieces.join(' || ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['\\', '\\\\'],
  ["'", "\\'"],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);
const ESCAPED = /[\\'\n\r\t]|[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * A literal of the engines in which a backslash escapes.
 *
 * @param escape - Writes a character that has no short escape.
 * @example quoteEscaping("C:\\it's", …) // 'C:\\it\'s'
 */
export function quoteEscaping(text: string, escape: (character: string) => string): string {
  return `'${text.replace(ESCAPED, (character) => SHORT_ESCAPES.get(character) ?? escape(character))}'`;
}

/** Whether quotes can hold the name in every engine. Spark takes `${…}` for a variable even there, and names have no escapes. */
export function isWritableName(name: string): boolean {
  return name !== '' && !name.includes('\0') && !name.includes('${') && !hasHalfCharacter(name);
}

/**
 * A name between double quotes, which are doubled inside, or between others of that kind.
 *
 * @example quoteName('cs-method') // "cs-method"
 */
export function quoteName(name: string, quote = '"'): string {
  return quote + name.replaceAll(quote, quote + quote) + quote;
}
