/**
 * Takes out what a field of type `ip` can never hold, such as the `-` that Windows writes in place of an address:
 * EQL refuses a query that compares an address with it, where the rule only means that it does not match.
 *
 * Law: the rewritten query gives the same verdict on every event whose fields have these types.
 */
import type { Query } from '../../lib/query/query.ts';
import { typeOf, type FieldTypes } from '../elastic/field-types.ts';
import { keepLeaves } from '../elastic/keep-leaves.ts';
import { isValueMatcher } from '../elastic/matchers.ts';
import { termsOf } from './matchers.ts';

/** @example with SourceIp an ip: SourceIp = '-' or User = 'x' → User = 'x' */
export function dropImpossible(query: Query, types: FieldTypes): Query {
  return keepLeaves(query, ({ field, matcher }) => {
    if (field === null || typeOf(field, types) !== 'ip' || !isValueMatcher(matcher)) return true;
    const terms = termsOf(matcher, 'ip');
    return 'unsupported' in terms || terms.length > 0;
  });
}
