/**
 * Keywords: texts that are looked for in every field, which only a query string can.
 *
 * `qstr` is never null. It may stand under `and`, `or` and `not`, and in no other function: so not in the `coalesce` that a
 * negation of fields needs, and a query with keywords has its negations at the leaves.
 * https://www.elastic.co/docs/reference/query-languages/esql/functions-operators/search-functions#esql-qstr
 */
import type { LeafText, Unsupported } from '../../lib/backend/dialect.ts';
import { leavesOf } from '../../lib/query/leaves.ts';
import type { AnyOfQuery, Leaf, Query } from '../../lib/query/query.ts';
import { isValueMatcher } from '../elastic/matchers.ts';
import { termsOf } from '../elastic/query-string/matchers.ts';
import { quoteText } from './quoting.ts';

export function hasKeywords(query: Query): boolean {
  return leavesOf(query).some(({ field }) => field === null);
}

export function printKeyword(leaf: Leaf): LeafText | Unsupported {
  if (!isValueMatcher(leaf.matcher)) return TEXTS_ALONE;
  const terms = termsOf(leaf.matcher, 'keyword', false);
  if (!('unsupported' in terms)) return printSearch(terms);
  const { widerTerm, ...reason } = terms;
  return widerTerm === undefined ? reason : { ...reason, wider: printSearch([widerTerm]) };
}

/** One search for all that a query string can look for. */
export function printKeywords({ leaves }: AnyOfQuery): readonly (LeafText | Unsupported | Leaf)[] {
  const found: string[] = [];
  const rest: Leaf[] = [];
  for (const leaf of leaves) {
    const terms = isValueMatcher(leaf.matcher) ? termsOf(leaf.matcher, 'keyword', false) : undefined;
    if (terms === undefined || 'unsupported' in terms) rest.push(leaf);
    else found.push(...terms);
  }
  return found.length === 0 ? rest : [printSearch(found), ...rest];
}

function printSearch(terms: readonly string[]): string {
  return `qstr(${quoteText(terms.join(' OR '))})`;
}

const TEXTS_ALONE: Unsupported = {
  unsupported: 'ES|QL searches all fields for texts alone',
  feature: 'keyword',
};
