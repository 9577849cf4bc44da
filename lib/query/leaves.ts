/** The leaves of a query, for readers that do not care how they are joined. */
import type { Leaf, Query } from './query.ts';

/**
 * Every leaf, from left to right.
 *
 * @example Image = 'a' and not (User = 'b' or User = 'c') → the leaves of 'a', 'b' and 'c'
 */
export function leavesOf(query: Query): readonly Leaf[] {
  const leaves: Leaf[] = [];
  eachLeaf(query, (leaf) => leaves.push(leaf));
  return leaves;
}

/**
 * Every leaf with whether it stands under an odd number of negations: there, a leaf that holds of more makes the query
 * hold of less.
 */
export function signedLeavesOf(query: Query, isNegated = false): readonly SignedLeaf[] {
  switch (query.kind) {
    case 'leaf':
      return [{ leaf: query, isNegated }];
    case 'any-of':
      return query.leaves.map((leaf) => ({ leaf, isNegated }));
    case 'not':
      return signedLeavesOf(query.operand, !isNegated);
    case 'and':
    case 'or':
      return query.operands.flatMap((operand) => signedLeavesOf(operand, isNegated));
    case 'constant':
      return [];
  }
}

/** See {@link signedLeavesOf}. */
export interface SignedLeaf {
  readonly leaf: Leaf;
  readonly isNegated: boolean;
}

/** Calls `use` with every leaf, from left to right. */
export function eachLeaf(query: Query, use: (leaf: Leaf) => void): void {
  switch (query.kind) {
    case 'leaf':
      use(query);
      return;
    case 'any-of':
      for (const leaf of query.leaves) use(leaf);
      return;
    case 'not':
      eachLeaf(query.operand, use);
      return;
    case 'and':
    case 'or':
      for (const operand of query.operands) eachLeaf(operand, use);
      return;
    case 'constant':
  }
}
