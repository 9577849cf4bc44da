/** Types that a query itself gives away: a field matched against a network can only be an `ip` field. */
import type { Query } from '../../lib/query/query.ts';
import type { FieldTypes, FieldType } from './field-types.ts';

/** The declared types, with those of undeclared fields that the query matches against networks. */
export function inferTypes(query: Query, declared: FieldTypes): FieldTypes {
  const fields = new Set<string>();
  collectNetworkFields(query, fields);
  if (fields.size === 0) return declared;
  const types = new Map<string, FieldType>();
  for (const field of fields) types.set(field, 'ip');
  for (const [field, type] of declared) types.set(field, type);
  return types;
}

function collectNetworkFields(query: Query, into: Set<string>): void {
  switch (query.kind) {
    case 'leaf':
      if (query.matcher.kind === 'cidr' && query.field !== null) into.add(query.field);
      break;
    case 'any-of':
      for (const leaf of query.leaves) collectNetworkFields(leaf, into);
      break;
    case 'and':
    case 'or':
      for (const operand of query.operands) collectNetworkFields(operand, into);
      break;
    case 'not':
      collectNetworkFields(query.operand, into);
      break;
    case 'constant':
  }
}
