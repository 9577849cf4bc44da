/**
 * How each command of SPL names a field, and which names it cannot write.
 *
 * A name comes from the rule and is as untrusted as a value: what has no documented quoting is refused.
 */
import { remember } from '../../lib/backend/remember.ts';

/** Needs no quotes: the names of most fields, and array paths such as `Records{}.name`. */
const PLAIN = /^[\w.{}]+$/;

/** No documented escape inside a quoted name, or a wildcard there. */
// eslint-disable-next-line no-control-regex
const NOT_IN_DOUBLE_QUOTES = /[*"\\\x00-\x1f\x7f]|```|\p{Cs}/u;

/**
 * The manual promises that pipes, brackets and macros are inert in double quotes; of single quotes it says no
 * such thing, so they may not hold them.
 */
// eslint-disable-next-line no-control-regex
const NOT_IN_SINGLE_QUOTES = /['"`|[\]\\\x00-\x1f\x7f]|\p{Cs}/u;

/**
 * Not a field in the `search` command unless told otherwise. The operators are names again in quotes; with any of
 * the others `name=value` sets the time range or runs a saved search. Some of them are no longer documented and
 * still work.
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/time-format-variables-and-modifiers/time-modifiers
 */
const RESERVED =
  /^(?:(and|or|not|in)|(_index_)?(earliest|latest)|now|timeformat|(start|end)timeu?|(start|end)?(minute|hour|day|month)sago|searchtimespan(minute|hour|day|month)s|saved(search|splunk))$/i;

/**
 * The name before `=` in the `search` command.
 *
 * @example cs-method → "cs-method"
 */
export const searchField: (name: string) => string | undefined = /* @__PURE__ */ remember((name) => {
  if (PLAIN.test(name)) {
    const reserved = RESERVED.exec(name);
    if (reserved === null) return name;
    return reserved[1] === undefined ? undefined : `"${name}"`;
  }
  return name === '' || NOT_IN_DOUBLE_QUOTES.test(name) ? undefined : `"${name}"`;
});

/**
 * The name in an expression of `where`: always quoted, so that no name is read as a number, a function or a
 * concatenation (`a.b`).
 *
 * @example a.b → 'a.b'
 */
export function whereField(name: string): string | undefined {
  return name === '' || NOT_IN_SINGLE_QUOTES.test(name) ? undefined : `'${name}'`;
}

/** The name before `=` in the `regex` command, whose manual shows plain names alone. */
export function regexField(name: string): string | undefined {
  return PLAIN.test(name) ? name : undefined;
}
