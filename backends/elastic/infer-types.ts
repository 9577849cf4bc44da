/** Types that a query itself gives away: a field matched against a network can only be an `ip` field. */
import type { MatcherKind, Query } from '../../lib/query/query.ts';
import type { FieldType, FieldTypes } from './field-types.ts';

/** What a kind of matcher says about the type of its field. */
export type TypeHints = Readonly<Partial<Record<MatcherKind, FieldType>>>;

/** The declared types, with those of undeclared fields that the query's matchers hint at. */
export function inferTypes(query: Query, declared: FieldTypes, hints: TypeHints): FieldTypes {
  const found = new Map<string, FieldType>();
  collect(query, hints, found);
  if (found.size === 0) return declared;
  for (const [field, type] of declared) found.set(field, type);
  return found;
}

function collect(query: Query, hints: TypeHints, into: Map<string, FieldType>): void {
  switch (query.kind) {
    case 'leaf': {
      const type = hints[query.matcher.kind];
      if (type !== undefined && query.field !== null) into.set(query.field, type);
      break;
    }
    case 'any-of':
      for (const leaf of query.leaves) collect(leaf, hints, into);
      break;
    case 'and':
    case 'or':
      for (const operand of query.operands) collect(operand, hints, into);
      break;
    case 'not':
      collect(query.operand, hints, into);
      break;
    case 'constant':
  }
}
