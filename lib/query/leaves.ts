/** The leaves of a query, for readers that do not care how they are joined. */
import type { Leaf, Query } from './query.ts';

/**
 * Every leaf, from left to right.
 *
 * @example Image = 'a' and not (User = 'b' or User = 'c') → the leaves of 'a', 'b' and 'c'
 */
export function leavesOf(query: Query): readonly Leaf[] {
  switch (query.kind) {
    case 'leaf':
      return [query];
    case 'any-of':
      return query.leaves;
    case 'not':
      return leavesOf(query.operand);
    case 'and':
    case 'or':
      return query.operands.flatMap(leavesOf);
    case 'constant':
      return [];
  }
}
