/**
 * Replaces leaves, keeping and / or / not as they are.
 *
 * Law: where each leaf is replaced by a query with the same verdict, the verdict of the whole stays the same.
 */
import { and, not, or } from '../build.ts';
import type { Leaf, Query } from '../query.ts';

/**
 * @param replace gives the leaf itself to keep it. The result is the query itself when every leaf was kept.
 * @example Image = 'a' and not User = 'b', User → TargetUser → Image = 'a' and not TargetUser = 'b'
 */
export function mapLeaves(query: Query, replace: (leaf: Leaf) => Query): Query {
  switch (query.kind) {
    case 'constant':
      return query;
    case 'leaf':
      return replace(query);
    case 'any-of': {
      const leaves = mapAll(query.leaves, replace);
      return leaves === query.leaves ? query : or(leaves);
    }
    case 'not': {
      const operand = mapLeaves(query.operand, replace);
      return operand === query.operand ? query : not(operand);
    }
    case 'and':
    case 'or': {
      const operands = mapAll(query.operands, (operand) => mapLeaves(operand, replace));
      if (operands === query.operands) return query;
      return query.kind === 'and' ? and(operands) : or(operands);
    }
  }
}

function mapAll<T extends Query>(queries: readonly T[], map: (query: T) => Query): readonly Query[] {
  const mapped = queries.map(map);
  return mapped.every((each, index) => each === queries[index]) ? queries : mapped;
}
