/**
 * Regular expressions: `matches regex` searches, is case-sensitive and takes the syntax of Rust's `regex` crate;
 * older pages of the manual name RE2. The printer keeps to what both take.
 * https://learn.microsoft.com/kusto/query/regex
 */
import type { LeafText, Unsupported } from '../../lib/backend/dialect.ts';
import type { LeafOf, RequiredLiteral } from '../../lib/query/query.ts';
import { printRust } from '../../lib/regex/print/rust.ts';
import { minLength } from '../../lib/regex/shape.ts';
import { hasValue, type Column } from './columns.ts';
import { textOperator } from './operators.ts';
import { quoteText } from './quoting.ts';
import { MIN_PREFILTER_LENGTH } from './wildcards.ts';

/** On a column, behind a cheap test for text that every match holds. */
export function printRegex(
  { matcher: { pattern, literals } }: LeafOf<'regex'>,
  column: Column,
): LeafText | Unsupported {
  const text = column.text;
  const literal = longestLiteral(literals);
  const prefilter = literal === undefined ? undefined : contains(text, literal);

  const regex = printRust(pattern);
  if (typeof regex !== 'string') return refuse(regex, prefilter);
  const test = `${text} matches regex ${quoteText(regex)}`;
  if (prefilter !== undefined) return { text: `${prefilter} and ${test}`, level: 'and' };
  // A missing value is the empty text, and must not match.
  return minLength(pattern.root) > 0 ? test : { text: `${hasValue(column)} and ${test}`, level: 'and' };
}

/** On every column: a second test might be true of another column, so there is none. */
export function printKeywordRegex({
  matcher: { pattern, literals },
}: LeafOf<'regex'>): LeafText | Unsupported {
  const regex = printRust(pattern);
  if (typeof regex === 'string') return `* matches regex ${quoteText(regex)}`;
  const literal = longestLiteral(literals);
  return refuse(regex, literal && contains('*', literal));
}

/** What remains of an expression without its regular part: the text it needs, or under `not` nothing at all. */
function refuse(refusal: Pick<Unsupported, 'unsupported' | 'span'>, wider: string | undefined): Unsupported {
  return { ...refusal, feature: 'regex', narrower: 'false', ...(wider !== undefined && { wider }) };
}

/** Undefined when every literal is so short that most values hold it. */
function longestLiteral(literals: readonly RequiredLiteral[]): RequiredLiteral | undefined {
  let longest: RequiredLiteral | undefined;
  for (const literal of literals) {
    if (literal.text.length > (longest?.text.length ?? MIN_PREFILTER_LENGTH - 1)) longest = literal;
  }
  return longest;
}

function contains(text: string, literal: RequiredLiteral): string {
  return `${text} ${textOperator('contains', literal.cased)} ${quoteText(literal.text)}`;
}
