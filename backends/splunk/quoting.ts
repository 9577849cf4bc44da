/**
 * Text inside the double quotes of SPL. Nothing a rule holds may end the quotes or the line.
 *
 * Inside double quotes a backslash escapes itself and the quote; pipes, brackets and macros in backticks are
 * inert there. https://help.splunk.com/splunk-enterprise/search/search-manual/9.4/search-primer/backslashes
 * https://help.splunk.com/en/splunk-enterprise/manage-knowledge-objects/knowledge-management-manual/10.0/search-macros
 */

/** What a backslash has to stand before. */
const ESCAPED = /[\\"]/;

/**
 * A text without control characters as a string of SPL. JSON escapes in it what SPL does and no more, backslashes
 * and quotes, and does so fastest.
 *
 * @param before and `after`: stars around the text
 * @example C:\"x" → "C:\\\"x\""
 */
export function quote(text: string, before: '' | '*' = '', after: '' | '*' = ''): string {
  const escaped = ESCAPED.test(text) ? JSON.stringify(text).slice(1, -1) : text;
  return `"${before}${escaped}${after}"`;
}

/** A pair of backslashes, or what must not stand in a query as it is, with the backslash before it. */
// eslint-disable-next-line no-control-regex
const HAZARD_IN_REGEX = /\\\\|\\?[`\x00-\x1f\x7f]/g;

/**
 * A regular expression as a string of SPL, for `regex`, `match` and `mvfind` alike. SPL unescapes the string
 * before PCRE reads it, so a literal backslash takes four.
 *
 * Backticks (three begin a comment) and control characters become `\xHH`, which PCRE reads inside and outside
 * of classes.
 * https://help.splunk.com/splunk-enterprise/search/search-manual/9.0/expressions-and-predicates/spl-and-regular-expressions
 *
 * @example C:\\Temp → "C:\\\\Temp"
 */
export function quoteRegex(pattern: string): string {
  const safe = pattern.replace(HAZARD_IN_REGEX, (found) => {
    if (found === '\\\\') return found;
    return '\\x' + (found.codePointAt(found.length - 1) as number).toString(16).padStart(2, '0');
  });
  return quote(safe);
}
