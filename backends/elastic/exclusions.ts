/**
 * Exclusions that the target cannot express: left out, so that the query selects more, where the policy allows that.
 *
 * A filter that compares two fields narrows a rule; without it the rule still finds what it is meant to find.
 */
import type { Gap } from '../../lib/backend/backend.ts';
import type { TextDialect } from '../../lib/backend/dialect.ts';
import { printQuery } from '../../lib/backend/print.ts';
import type { Query } from '../../lib/query/query.ts';
import { keepLeaves } from './keep-leaves.ts';

export interface Remainder {
  readonly query: Query;
  readonly gaps: readonly Gap[];
}

/** The query without the negated leaves that have no exact text; unchanged if they are all there is to it. */
export function leaveOutExclusions(query: Query, dialect: TextDialect): Remainder {
  const gaps: Gap[] = [];
  const remaining = keepLeaves(query, (leaf, positive) => {
    const [gap] = positive ? [] : printQuery(leaf, dialect, 'never').gaps;
    if (gap !== undefined) gaps.push({ ...gap, outcome: 'superset' });
    return gap === undefined;
  });
  return gaps.length === 0 || remaining.kind === 'constant'
    ? { query, gaps: [] }
    : { query: remaining, gaps };
}
