/**
 * Takes out what a field of type `ip` can never hold, such as the `-` that Windows writes in place of an address: the
 * languages refuse to compare an address with it, where the rule only means that it does not match.
 *
 * Law: the rewritten query gives the same verdict on every event whose fields have these types.
 */
import type { Query } from '../../lib/query/query.ts';
import { typeOf, type FieldTypes } from './field-types.ts';
import { keepLeaves } from './keep-leaves.ts';
import { isTextMatcher } from './matchers.ts';
import { networksOf } from './networks.ts';

/** @example with SourceIp an ip: SourceIp = '-' or User = 'x' → User = 'x' */
export function dropImpossible(query: Query, types: FieldTypes): Query {
  return keepLeaves(query, ({ field, matcher }) => {
    if (field === null || typeOf(field, types) !== 'ip' || !isTextMatcher(matcher)) return true;
    return networksOf(matcher)?.length !== 0;
  });
}
