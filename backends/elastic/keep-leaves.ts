/** Leaves a part of a query out: what is not kept becomes false, and the query around it shrinks accordingly. */
import { and, FALSE, not, or } from '../../lib/query/build.ts';
import type { Leaf, Query } from '../../lib/query/query.ts';

/**
 * The query with false in place of every leaf that is not kept.
 *
 * @param keep - Asked for each leaf; `positive` is false under an odd number of negations, where a leaf that is
 * left out makes the query select more.
 * @example a or b, without b → a
 * @example a and not b, without b → a
 */
export function keepLeaves(
  query: Query,
  keep: (leaf: Leaf, positive: boolean) => boolean,
  positive: boolean = true,
): Query {
  switch (query.kind) {
    case 'leaf':
      return keep(query, positive) ? query : FALSE;
    case 'any-of': {
      const leaves = query.leaves.filter((leaf) => keep(leaf, positive));
      if (leaves.length === query.leaves.length) return query;
      return leaves.length > 1 ? { ...query, leaves } : (leaves[0] ?? FALSE);
    }
    case 'and':
    case 'or': {
      const operands = query.operands.map((operand) => keepLeaves(operand, keep, positive));
      if (operands.every((operand, i) => operand === query.operands[i])) return query;
      return query.kind === 'and' ? and(operands) : or(operands);
    }
    case 'not': {
      const operand = keepLeaves(query.operand, keep, !positive);
      return operand === query.operand ? query : not(operand);
    }
    case 'constant':
      return query;
  }
}
