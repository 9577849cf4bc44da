/**
 * The only makers of query nodes: they keep the promises of `query.ts` (flat, no lists of one, no constants
 * inside a tree), so no reader of a query has to check them.
 */
import type { Leaf, Matcher, Query } from './query.ts';
import type { Span } from '../source/source.ts';

/** What every event matches. */
export const TRUE: Query = { kind: 'constant', value: true };
/** What no event matches. */
export const FALSE: Query = { kind: 'constant', value: false };

/** All of them. None is true, one is itself, nested ands are flattened, constants are absorbed. */
export function and(queries: readonly Query[]): Query {
  const operands: Query[] = [];
  for (const query of queries) {
    if (query.kind === 'constant') {
      if (!query.value) return FALSE;
    } else if (query.kind === 'and') append(operands, query.operands);
    else operands.push(query);
  }
  if (operands.length === 0) return TRUE;
  return operands.length === 1 ? (operands[0] as Query) : { kind: 'and', operands };
}

/** Any of them. None is false, one is itself, nested ors are flattened, constants are absorbed. */
export function or(queries: readonly Query[]): Query {
  const operands: Query[] = [];
  for (const query of queries) {
    if (query.kind === 'constant') {
      if (query.value) return TRUE;
    } else if (query.kind === 'or') append(operands, query.operands);
    else operands.push(query);
  }
  if (operands.length === 0) return FALSE;
  return operands.length === 1 ? (operands[0] as Query) : { kind: 'or', operands };
}

/** Not `push(...more)`: a list of a hundred thousand values has more than a call may have arguments. */
function append(operands: Query[], more: readonly Query[]): void {
  for (const operand of more) operands.push(operand);
}

/** The opposite. Two negations cancel out. */
export function not(query: Query): Query {
  if (query.kind === 'constant') return query.value ? FALSE : TRUE;
  return query.kind === 'not' ? query.operand : { kind: 'not', operand: query };
}

/** One field, or with null the whole event, against one matcher; `span` is the value in the rule it comes from. */
export function leaf(field: string | null, matcher: Matcher, span: Span): Leaf {
  return { kind: 'leaf', field, matcher, span };
}
