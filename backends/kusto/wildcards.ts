/**
 * Wildcard patterns. KQL has no wildcard characters, so a pattern becomes operators and a length where these say
 * it exactly, and an anchored regular expression otherwise.
 */
import type { LeafText } from '../../lib/backend/dialect.ts';
import { caseVariants } from '../../lib/query/fold.ts';
import type { WildcardMatcher, WildcardPart } from '../../lib/query/query.ts';
import { hasValue, type Column } from './columns.ts';
import { textOperator } from './operators.ts';
import { quoteText } from './quoting.ts';

/** Shorter texts are in nearly every value: looking for them first saves nothing. */
export const MIN_PREFILTER_LENGTH = 3;

export function printWildcard({ parts, cased }: WildcardMatcher, column: Column): LeafText {
  const text = column.text;
  const affixes = affixesOf(parts);
  if (affixes !== undefined) return printAffixes(affixes, cased, column, text);

  const regex = `${text} matches regex ${quoteText(wildcardRegex(parts, cased))}`;
  const longest = longestText(parts);
  if (longest.length < MIN_PREFILTER_LENGTH) return regex;
  return {
    text: `${text} ${textOperator('contains', cased)} ${quoteText(longest)} and ${regex}`,
    level: 'and',
  };
}

/** A pattern with text at its ends alone: `a*b`, `a?`, `??*`. */
interface Affixes {
  readonly prefix: string;
  readonly suffix: string;
  /** Characters that a match has at least. */
  readonly length: number;
  /** Whether it may have more. */
  readonly open: boolean;
}

/** Undefined when there is text between wildcards, or text beyond the basic plane. */
function affixesOf(parts: readonly WildcardPart[]): Affixes | undefined {
  let prefix = '';
  let suffix = '';
  let ones = 0;
  let open = false;
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'many') open = true;
    else if (part.kind === 'one') ones++;
    else if (index === 0) prefix = part.text;
    else if (index === parts.length - 1) suffix = part.text;
    else return undefined;
  }
  // `strlen` counts code points; here a text's own length counts them too.
  if (/[\ud800-\udfff]/.test(prefix + suffix)) return undefined;
  return { prefix, suffix, length: prefix.length + suffix.length + ones, open };
}

/** Without the length, `aba` would start with `ab` and end with `ba` and so match `ab*ba`. */
function printAffixes(
  { prefix, suffix, length, open }: Affixes,
  cased: boolean,
  column: Column,
  text: string,
): LeafText {
  if (length === 0) return hasValue(column);
  const tests: string[] = [];
  if (prefix !== '') tests.push(`${text} ${textOperator('startsWith', cased)} ${quoteText(prefix)}`);
  if (suffix !== '') tests.push(`${text} ${textOperator('endsWith', cased)} ${quoteText(suffix)}`);
  tests.push(`strlen(${text}) ${open ? '>=' : '=='} ${length}`);
  return { text: tests.join(' and '), level: tests.length > 1 ? 'and' : 'atom' };
}

function longestText(parts: readonly WildcardPart[]): string {
  let longest = '';
  for (const part of parts)
    if (part.kind === 'text' && part.text.length > longest.length) longest = part.text;
  return longest;
}

/**
 * A regular expression for the whole value, in what Rust's and RE2's syntax have in common.
 *
 * @example `*a.b?c*` → (?is)a\.b.c
 */
export function wildcardRegex(parts: readonly WildcardPart[], cased: boolean): string {
  let regex = cased ? '(?s)' : '(?is)';
  const last = parts.length - 1;
  for (const [index, part] of parts.entries()) {
    // A star at an end is what leaving out the anchor means.
    if (index === 0 && part.kind !== 'many') regex += '\\A';
    if (part.kind === 'one') regex += '.';
    else if (part.kind === 'text') regex += cased ? escapeRegex(part.text) : escapeIgnoringCase(part.text);
    else if (index > 0 && index < last) regex += '.*';
    if (index === last && part.kind !== 'many') regex += '\\z';
  }
  return regex;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/**
 * Under the flag `i` regular expressions fold more than Sigma does: `k` also matches the Kelvin sign, `s` the long
 * s, and others beyond ASCII. Those letters are written out with their two cases.
 */
function escapeIgnoringCase(text: string): string {
  return escapeRegex(text).replace(/[KkSs]|[^\0-\x7f]/gu, (letter) => {
    if (letter.toLowerCase() === letter && letter.toUpperCase() === letter) return letter;
    const variants = caseVariants(letter).join('');
    return `(?-i:${letter.length < variants.length ? `[${variants}]` : letter})`;
  });
}
