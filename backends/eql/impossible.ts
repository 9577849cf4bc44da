/**
 * Takes out what a field of type `ip` can never hold, such as the `-` that Windows writes in place of an address:
 * EQL refuses a query that compares an address with it, where the rule only means that it does not match.
 *
 * Law: the rewritten query gives the same verdict on every event whose fields have these types.
 */
import { and, FALSE, not, or } from '../../lib/query/build.ts';
import type { Leaf, Query } from '../../lib/query/query.ts';
import { typeOf, type FieldTypes } from './field-types.ts';
import { isValueMatcher, termsOf } from './matchers.ts';

/** @example with SourceIp an ip: SourceIp = '-' or User = 'x' → User = 'x' */
export function dropImpossible(query: Query, types: FieldTypes): Query {
  switch (query.kind) {
    case 'leaf':
      return isPossible(query, types) ? query : FALSE;
    case 'any-of': {
      const leaves = query.leaves.filter((leaf) => isPossible(leaf, types));
      if (leaves.length === query.leaves.length) return query;
      return leaves.length > 1 ? { ...query, leaves } : (leaves[0] ?? FALSE);
    }
    case 'and':
      return and(query.operands.map((operand) => dropImpossible(operand, types)));
    case 'or':
      return or(query.operands.map((operand) => dropImpossible(operand, types)));
    case 'not':
      return not(dropImpossible(query.operand, types));
    case 'constant':
      return query;
  }
}

function isPossible({ field, matcher }: Leaf, types: FieldTypes): boolean {
  if (field === null || typeOf(field, types) !== 'ip' || !isValueMatcher(matcher)) return true;
  const terms = termsOf(matcher, 'ip');
  return 'unsupported' in terms || terms.length > 0;
}
