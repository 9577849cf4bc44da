/**
 * Text and names as KQL writes them. Whatever a rule holds, it stays inside its quotes.
 *
 * Literals: https://learn.microsoft.com/kusto/query/scalar-data-types/string
 * Names: https://learn.microsoft.com/kusto/query/schema-entities/entity-names
 */

/** Nearly every value there is. */
const PRINTABLE_ASCII = /^[ -~]*$/;

/**
 * Characters that a reader of the query cannot see, cannot tell from a blank, or that reorder what he sees, and
 * lone surrogates, which no encoding of the query keeps. Line breaks must not stand in a literal at all.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}]|(?! )\p{Z}/u;
const HIDDEN_OR_SPECIAL = /["\\\p{Cc}\p{Cf}\p{Cs}]|(?! )\p{Z}/gu;

const SHORT_ESCAPES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['\\', '\\\\'],
  ['"', '\\"'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * A string literal with this value: verbatim where there is a backslash or quote, escaped where there is
 * something that should not be written as it is, otherwise between plain quotes.
 *
 * @example quoteText('cmd.exe') // "cmd.exe"
 * @example quoteText('C:\\Windows\\') // @"C:\Windows\"
 * @example quoteText('a\nb') // "a\nb"
 */
export function quoteText(value: string): string {
  if (!PRINTABLE_ASCII.test(value) && HIDDEN.test(value)) {
    return `"${value.replace(HIDDEN_OR_SPECIAL, escapeCharacter)}"`;
  }
  if (value.includes('"')) return `@"${value.replaceAll('"', '""')}"`;
  return value.includes('\\') ? `@"${value}"` : `"${value}"`;
}

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES.get(character);
  if (short !== undefined) return short;
  // Beyond the basic plane there is no escape that every reader of KQL decodes the same.
  if (character.length > 1) return character;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Two leading underscores are the language's own. */
const WORD_WITH_CAPITAL = /^(?!__)(?=.*[A-Z])[A-Za-z_]\w*$/;

/**
 * Whether a name needs no brackets, as a column or after a dot. Keywords are a long list that grows, and they are in
 * lower case: a name with a capital letter is safe, and any other gets brackets.
 */
export function isBareName(name: string): boolean {
  return WORD_WITH_CAPITAL.test(name);
}

/**
 * The name of a column or table.
 *
 * @example quoteName('CommandLine') // CommandLine
 * @example quoteName('cs-method') // ['cs-method']
 * @example quoteName('type') // ['type']
 */
export function quoteName(name: string): string {
  return isBareName(name) ? name : bracket(name);
}

function bracket(name: string): string {
  return /^[ -&(-[\]-~]*$/.test(name) ? `['${name}']` : `[${quoteText(name)}]`;
}
