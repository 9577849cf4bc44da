/** Types that a query itself gives away: a field matched against a network can only be an `ip` field. */
import { eachLeaf } from '../../lib/query/leaves.ts';
import type { MatcherKind, Query } from '../../lib/query/query.ts';
import type { FieldType, FieldTypes } from './field-types.ts';

/** What a kind of matcher says about the type of its field. */
export type TypeHints = Readonly<Partial<Record<MatcherKind, FieldType>>>;

/** The declared types, with those of undeclared fields that the query's matchers hint at. */
export function inferTypes(query: Query, declared: FieldTypes, hints: TypeHints): FieldTypes {
  const found = new Map<string, FieldType>();
  eachLeaf(query, ({ field, matcher }) => {
    const type = hints[matcher.kind];
    if (type !== undefined && field !== null) found.set(field, type);
  });
  if (found.size === 0) return declared;
  for (const [field, type] of declared) found.set(field, type);
  return found;
}
