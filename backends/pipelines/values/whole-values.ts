/** To which values of a field a query limits what it selects. */
import type { Query } from '../../../lib/query/query.ts';
import { wholeValue } from './leaves.ts';

/**
 * The values that the field can have in what the query selects; undefined if it can have any. What is excluded limits nothing.
 *
 * @example (EventID: 4624 and x) or EventID: 4625 → 4624, 4625
 */
export function wholeValuesOf(query: Query, field: string): ReadonlySet<string> | undefined {
  switch (query.kind) {
    case 'leaf': {
      const value = query.field === field ? wholeValue(query) : undefined;
      return value === undefined ? undefined : new Set([value]);
    }
    case 'and':
      return query.operands
        .map((operand) => wholeValuesOf(operand, field))
        .find((found) => found !== undefined);
    case 'or':
      return unionOf(query.operands, field);
    case 'any-of':
      return unionOf(query.leaves, field);
    default:
      return undefined;
  }
}

function unionOf(queries: readonly Query[], field: string): ReadonlySet<string> | undefined {
  const union = new Set<string>();
  for (const query of queries) {
    const values = wholeValuesOf(query, field);
    if (values === undefined) return undefined;
    for (const value of values) union.add(value);
  }
  return union;
}
