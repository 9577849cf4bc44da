/**
 * Exclusions that EQL cannot express: left out, so that the query selects more, where the policy allows that.
 *
 * A filter that compares two fields narrows a rule; without it the rule still finds what it is meant to find.
 */
import type { Gap } from '../../lib/backend/backend.ts';
import type { Unsupported } from '../../lib/backend/dialect.ts';
import type { Leaf, Query } from '../../lib/query/query.ts';
import { keepLeaves } from './keep-leaves.ts';

export interface Remainder {
  readonly query: Query;
  readonly gaps: readonly Gap[];
}

/** The query without the negated leaves that have a gap; unchanged if they are all there is to it. */
export function leaveOutExclusions(query: Query, gapOf: (leaf: Leaf) => Unsupported | undefined): Remainder {
  const gaps: Gap[] = [];
  const remaining = keepLeaves(query, (leaf, positive) => {
    const gap = positive ? undefined : gapOf(leaf);
    if (gap === undefined) return true;
    const { feature, unsupported, hints = [], span = leaf.span } = gap;
    gaps.push({ feature, reason: unsupported, hints, span, outcome: 'superset' });
    return false;
  });
  return gaps.length === 0 || remaining.kind === 'constant'
    ? { query, gaps: [] }
    : { query: remaining, gaps };
}
