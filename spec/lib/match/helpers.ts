/** What the specs of matching share. */
import type { Gap } from '../../../lib/backend/backend.ts';
import { compileQuery, type Predicate } from '../../../lib/match/compile.ts';
import { regexSettings, type RegexOptions } from '../../../lib/match/settings.ts';
import type { EventRecord } from '../../../lib/query/event.ts';
import type { Matcher, Query } from '../../../lib/query/query.ts';
import { at } from '../../helpers/query.ts';

/** The predicate of a query that has one. */
export function compile(query: Query, options: RegexOptions = {}): Predicate {
  const { predicate, gaps } = compileQuery(query, regexSettings(options));
  if (gaps.length > 0) throw new Error(gaps.map(({ reason }) => reason).join());
  return predicate;
}

/** What stands in the way of a query. */
export function gapsOf(query: Query, options: RegexOptions = {}): readonly Gap[] {
  return compileQuery(query, regexSettings(options)).gaps;
}

/** Whether an event whose field `f` holds `value` passes the matcher. */
export function accepts(matcher: Matcher, value: unknown): boolean {
  return holds(at('f', matcher), { f: value });
}

export function holds(query: Query, event: EventRecord): boolean {
  return compile(query)(event);
}
