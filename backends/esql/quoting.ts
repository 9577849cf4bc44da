/**
 * How ES|QL writes strings, patterns, column names and sources.
 *
 * https://www.elastic.co/docs/reference/query-languages/esql/esql-syntax
 */

/** The escapes there are. Any other letter after a backslash is a syntax error. */
const ESCAPES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);
const ESCAPED = /["\\\n\r\t]/g;

/** What three quotes can hold and one cannot without doubling it. */
const READS_BETTER_RAW = /^[^"\n\r\t]*\\[^"\n\r\t]*$/;

/**
 * The text as a string literal: between three quotes, where nothing is an escape, if it has backslashes; otherwise
 * between single ones. It must not hold half of a surrogate pair.
 *
 * @example C:\Temp\ → """C:\Temp\"""
 * @example say "hi" → "say \"hi\""
 */
export function quoteText(text: string): string {
  if (READS_BETTER_RAW.test(text)) return `"""${text}"""`;
  return `"${text.replace(ESCAPED, (character) => ESCAPES.get(character) as string)}"`;
}

/**
 * The text as a piece of a pattern for `like`, where it stands for itself.
 *
 * https://www.elastic.co/docs/reference/query-languages/esql/functions-operators/operators#esql-like
 */
export function escapePattern(text: string): string {
  return text.replace(/[\\*?]/g, '\\$&');
}

/** Words of expressions, which are words in any case. Quoting a name that needs no quotes does no harm. */
const RESERVED =
  '(?:and|any|as|asc|by|desc|false|first|from|in|is|join|last|like|metadata|not|null|nulls|on|or|rlike|true|where|with)';
const PART = `(?!${RESERVED}(?:\\.|$))(?:[a-z]|[_@][a-z_0-9])[a-z_0-9]*`;
const PLAIN_PART = /* @__PURE__ */ new RegExp(`^${PART}$`, 'i');
const PLAIN_FIELD = /* @__PURE__ */ new RegExp(`^${PART}(?:\\.${PART})*$`, 'i');

/** Backticks know no escape but their own doubling, so nothing in them can be made visible. */
const NOT_IN_BACKTICKS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * The name of a column, part by part; undefined for a name that the language cannot write.
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

const PLAIN_SOURCE = /^-?[\w.*][\w.*+-]*(?::[\w.*+-]+)?$/;

/**
 * Index patterns as `from` takes them.
 *
 * https://www.elastic.co/docs/reference/query-languages/esql/commands/from
 */
export function quoteSource(pattern: string): string {
  return PLAIN_SOURCE.test(pattern) ? pattern : quoteText(pattern);
}
