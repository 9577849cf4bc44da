/**
 * Keywords: values looked for in the whole event. `* contains "x"` asks every column, and is allowed wherever a
 * comparison is: https://learn.microsoft.com/kusto/query/where-operator
 *
 * Two such comparisons may be true of two different columns, so a leaf has to be a single one.
 */
import type { LeafTable, Unsupported } from '../../lib/backend/dialect.ts';
import type { LeafOf } from '../../lib/query/query.ts';
import { textOperator } from './operators.ts';
import { quoteText } from './quoting.ts';
import { printKeywordRegex } from './regex.ts';
import { wildcardRegex } from './wildcards.ts';

const NEEDS_FIELD: Unsupported = { unsupported: 'KQL asks every column for text alone', feature: 'keyword' };

export const KEYWORD_LEAVES: LeafTable = {
  equals: printText,
  contains: printText,
  startsWith: printText,
  endsWith: printText,
  wildcard: ({ matcher: { parts, cased } }) => `* matches regex ${quoteText(wildcardRegex(parts, cased))}`,
  number: ({ matcher: { text } }) => `* == ${quoteText(text)}`,
  boolean: ({ matcher: { value } }) => `* =~ "${value}"`,
  regex: printKeywordRegex,
  cidr: NEEDS_FIELD,
  compare: NEEDS_FIELD,
  exists: NEEDS_FIELD,
  null: NEEDS_FIELD,
  fieldRef: NEEDS_FIELD,
  timePart: NEEDS_FIELD,
};

function printText({ matcher }: LeafOf<'equals' | 'contains' | 'startsWith' | 'endsWith'>): string {
  return `* ${textOperator(matcher.kind, matcher.cased)} ${quoteText(matcher.value)}`;
}
