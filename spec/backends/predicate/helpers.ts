/** What the specs of the predicate share. */
import type { ConversionRequest } from '../../../lib/backend/backend.ts';
import { at } from '../../helpers/query.ts';
import {
  createPredicate,
  type EventRecord,
  type Predicate,
  type PredicateOptions,
} from '../../../backends/predicate/index.ts';
import type { Matcher, Query } from '../../../lib/query/query.ts';

/** A request for these queries. The backend never looks at the rule. */
export function request(...queries: readonly Query[]): ConversionRequest {
  return { rule: {} as ConversionRequest['rule'], queries, format: 'default', approximate: 'superset' };
}

/** The predicate of one query. */
export function compile(query: Query, options: PredicateOptions = {}): Predicate {
  const { outputs, gaps } = createPredicate(options).convert(request(query));
  if (gaps.length > 0) throw new Error(gaps.map(({ reason }) => reason).join());
  return outputs[0] as Predicate;
}

/** Whether an event whose field `f` holds `value` passes the matcher. */
export function accepts(matcher: Matcher, value: unknown): boolean {
  return holds(at('f', matcher), { f: value });
}

export function holds(query: Query, event: EventRecord): boolean {
  return compile(query)(event);
}
