/**
 * How a query string writes values, patterns, expressions and field names.
 *
 * https://www.elastic.co/docs/reference/query-languages/query-dsl/query-dsl-query-string-query#_reserved_characters
 */

/** What needs no quotes; `AND`, `OR`, `NOT` and `TO` are words of the syntax. */
const PLAIN = /^(?!(?:AND|OR|NOT|TO)$)[\w.]+$/;

/**
 * A whole value. Quotes also keep a `<` or `>` at its start from being a comparison, for which there is no escape.
 *
 * @example 4688 → 4688
 * @example C:\Temp → "C:\\Temp"
 */
export function quoteValue(text: string): string {
  return PLAIN.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Everything that is special outside quotes, and all blanks. */
const SPECIAL = /[-+=&|><!(){}[\]^"~*?:\\/\s\u3000]/g;

/** The text as a piece of a pattern, where quotes would make stars mean themselves. */
export function escapePattern(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

/**
 * A regular expression between slashes.
 *
 * @param source - in Lucene's dialect
 */
export function quoteRegex(source: string): string {
  const escaped = escapeSlashes(source);
  // To the parser a backslash before the closing slash escapes it, whatever stands before the backslash.
  return escaped.endsWith('\\') ? `/${escaped.slice(0, -2)}[\\\\]/` : `/${escaped}/`;
}

/** As the expression is sent to Lucene, and counted against the limit on its length. */
export function escapeSlashes(source: string): string {
  return source.replaceAll('/', '\\/');
}

/** A star makes it a pattern of names even when it is escaped; nobody sees the others. */
const UNWRITABLE = /[*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * The name of a field before its colon; undefined for a name that the syntax cannot write.
 *
 * @example c-uri → c-uri
 * @example my field → my\ field
 */
export function quoteField(name: string): string | undefined {
  // `_exists_` is how a query asks for a field that has a value.
  if (name === '' || name === '_exists_' || UNWRITABLE.test(name)) return undefined;
  if (/^(?:AND|OR|NOT|TO)$/.test(name)) return `\\${name}`;
  // Inside a word a hyphen or a plus is a character like others.
  return name.replace(SPECIAL, (character, at: number) =>
    at > 0 && (character === '-' || character === '+') ? character : `\\${character}`,
  );
}
