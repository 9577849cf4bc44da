/** Leaves out what a query asks twice: two values of a rule may be one in the target. */
import { and, not, or } from '../../../lib/query/build.ts';
import type { Query } from '../../../lib/query/query.ts';

/** The query with each alternative once. */
export function withoutRepeats(query: Query): Query {
  switch (query.kind) {
    case 'and':
      return and(query.operands.map(withoutRepeats));
    case 'not':
      return not(withoutRepeats(query.operand));
    case 'or':
      return or(distinct(query.operands.map(withoutRepeats)));
    case 'any-of':
      return or(distinct(query.leaves));
    default:
      return query;
  }
}

function distinct(queries: readonly Query[]): readonly Query[] {
  const seen = new Set<string>();
  return queries.filter((query) => {
    if (query.kind !== 'leaf') return true;
    const { field, matcher } = query;
    if (matcher.kind !== 'equals' && matcher.kind !== 'number') return true;
    const key = `${field ?? ''} ${matcher.kind} ${matcher.kind === 'equals' ? String(matcher.cased) : ''} ${matcher.value}`;
    const before = seen.size;
    seen.add(key);
    return seen.size > before;
  });
}
