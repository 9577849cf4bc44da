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
