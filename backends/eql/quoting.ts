/**
 * How EQL writes strings, field names and event categories.
 *
 * https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax#eql-syntax-strings
 */

/** Nearly every value there is: without a detour through what characters might need. */
const PRINTABLE_ASCII = /^[ -~]*$/;

/**
 * What is never written as itself: quotes and backslashes; control characters, since a string may not hold a line
 * break; and characters that have no width or reorder the text around them, so that a query reads as what it is.
 * The joiners and tags of which emoji are made stay.
 */
const ESCAPED = /["\\\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\xad\u200b\u2060-\u2064\ufeff]/gu;

/** The escapes there are besides `\u{…}`. Any other letter after a backslash is a syntax error. */
const SHORT_ESCAPES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * The text as a string literal. It must not hold half of a surrogate pair, which `\u{…}` refuses.
 *
 * @example C:\Temp\ → "C:\\Temp\\"
 */
export function quoteText(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return quoteAscii(text);
  return `"${text.replace(ESCAPED, escapeCharacter)}"`;
}

/** A text of printable ASCII as a string literal, with stars around it where they are asked for. */
export function quoteAscii(text: string, before: '' | '*' = '', after: '' | '*' = ''): string {
  // JSON escapes in such a text what EQL does and no more, backslashes and quotes, and does so fastest.
  const isPlain = !text.includes('\\') && !text.includes('"');
  const escaped = isPlain ? text : JSON.stringify(text).slice(1, -1);
  return `"${before}${escaped}${after}"`;
}

function escapeCharacter(character: string): string {
  const escape = SHORT_ESCAPES.get(character);
  if (escape !== undefined) return escape;
  // Two to eight digits.
  return `\\u{${(character.codePointAt(0) as number).toString(16).padStart(2, '0')}}`;
}

/**
 * Words of the grammar, with those of Elastic's earlier EQL. Matched in any case: versions differ on whether
 * keywords have a case, and quoting a name that needs no quotes does no harm.
 */
const RESERVED =
  '(?:and|any|by|const|false|fork|in|join|like|macro|maxspan|not|null|of|or|regex|sample|sequence|true|until|where|with)';

/** The same in every version: `@timestamp` needs no quotes in some of them. */
const PART = `(?!${RESERVED}(?:\\.|$))[a-z_][a-z_0-9]*`;
const PLAIN_PART = /* @__PURE__ */ new RegExp(`^${PART}$`, 'i');
const PLAIN_FIELD = /* @__PURE__ */ new RegExp(`^${PART}(?:\\.${PART})*$`, 'i');

/** Backticks know no escape but their own doubling, so nothing in them can be made visible. */
const NOT_IN_BACKTICKS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * The name of a field, part by part; undefined for a name that the language cannot write.
 *
 * https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax#eql-syntax-escape-a-field-name
 *
 * @example process.name → process.name
 * @example zeek.c-uri → zeek.`c-uri`
 */
export function quoteField(name: string): string | undefined {
  if (PLAIN_FIELD.test(name)) return name;
  if (name === '' || NOT_IN_BACKTICKS.test(name)) return undefined;
  const parts = name.split('.');
  // An empty part has no form of its own; inside backticks a dot is a dot of the name all the same.
  return parts.includes('') ? quotePart(name) : parts.map(quoteIfNeeded).join('.');
}

function quoteIfNeeded(part: string): string {
  return PLAIN_PART.test(part) ? part : quotePart(part);
}

function quotePart(part: string): string {
  return `\`${part.replaceAll('`', '``')}\``;
}

/**
 * The event category in front of `where`.
 *
 * https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax#eql-syntax-escape-an-event-category
 */
export function quoteCategory(category: string): string {
  return PLAIN_PART.test(category) ? category : quoteText(category);
}
