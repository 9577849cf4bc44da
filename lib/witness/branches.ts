/**
 * The ways a query can come out true, or false: each a short list of leaves that must, or must not, match.
 *
 * One branch for every operand that decides the verdict by itself, in the manner of modified condition / decision
 * coverage: every leaf gets a branch in which it matters. Branches are not all combinations, whose number explodes.
 */
import type { AnyOfQuery, Leaf, Query } from '../query/query.ts';

/** A leaf that must match (`expected: true`) or must not. */
export interface Literal {
  readonly leaf: Leaf;
  readonly expected: boolean;
  /** False for a leaf that only should come out so, to show that the others decide by themselves. */
  readonly required: boolean;
}

export type Branch = readonly Literal[];

/** At most `limit` branches, spread over the query: the first, the last and evenly between. */
export function branchesOf(query: Query, expected: boolean, limit: number): readonly Branch[] {
  switch (query.kind) {
    case 'constant':
      return query.value === expected ? [[]] : [];
    case 'leaf':
      return [[{ leaf: query, expected, required: true }]];
    case 'not':
      return branchesOf(query.operand, !expected, limit);
    case 'any-of':
      return listBranches(query, expected, limit);
    case 'and':
      return expected ? together(query.operands, true, limit) : oneByOne(query.operands, false, limit);
    case 'or':
      return expected ? oneByOne(query.operands, true, limit) : together(query.operands, false, limit);
  }
}

function listBranches(query: AnyOfQuery, expected: boolean, limit: number): readonly Branch[] {
  if (expected) return spread(query.leaves, limit).map((leaf) => [{ leaf, expected, required: true }]);
  return [query.leaves.map((leaf) => ({ leaf, expected, required: true }))];
}

/** Each operand alone brings the verdict about, while the others come out the other way where that is possible. */
function oneByOne(operands: readonly Query[], expected: boolean, limit: number): readonly Branch[] {
  const each = Math.max(1, Math.floor(limit / operands.length));
  return operands.flatMap((operand, i) => {
    const others = operands.flatMap((other, j) => (i === j ? [] : wishes(other, !expected)));
    return branchesOf(operand, expected, each).map((branch) => [...branch, ...others]);
  });
}

/** How an operand that does not decide should come out. */
function wishes(query: Query, expected: boolean): readonly Literal[] {
  const [branch = []] = branchesOf(query, expected, 1);
  return branch.map((literal) => ({ ...literal, required: false }));
}

/** All operands at once: the i-th branch of one goes with the i-th of the others. */
function together(operands: readonly Query[], expected: boolean, limit: number): readonly Branch[] {
  const choices = operands.map((operand) => branchesOf(operand, expected, limit));
  if (choices.some((branches) => branches.length === 0)) return [];
  const count = Math.max(...choices.map((branches) => branches.length));
  return Array.from({ length: Math.min(count, limit) }, (_, i) =>
    choices.flatMap((branches) => branches[i % branches.length] as Branch),
  );
}

function spread<T>(items: readonly T[], limit: number): readonly T[] {
  if (items.length <= limit) return items;
  if (limit <= 1) return items.slice(0, 1);
  return Array.from(
    { length: limit },
    (_, i) => items[Math.floor((i * (items.length - 1)) / (limit - 1))] as T,
  );
}
