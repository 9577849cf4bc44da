/** Chooses a source by the log source of a rule, and where that is not enough by the numbers of the events it asks for. */
import type { Query } from '../../../lib/query/query.ts';
import type { Refusal } from '../field-table.ts';
import { wholeValuesOf } from '../values/whole-values.ts';
import type { EventSource, SourceChoice } from './event-source.ts';
import { fits } from './steps.ts';

/** What {@link byLogSource} chooses from. Keys are `product/category/service`, without empty parts at the end. */
export interface LogSources {
  /** Several in the order in which they are tried; the first that has an answer to all that a rule asks is taken. */
  readonly sources: ReadonlyMap<string, EventSource | readonly EventSource[]>;
  /** Sources for services whose events are in several places, each with the numbers of those it has. */
  readonly byEventId?: ReadonlyMap<
    string,
    readonly (readonly [EventSource, Readonly<Record<string, unknown>>])[]
  >;
}

/**
 * A source for each log source by its name.
 *
 * @example product: windows, category: process_creation → the source under windows/process_creation
 */
export function byLogSource({ sources, byEventId }: LogSources): SourceChoice {
  return (logsource, queries) => {
    const key = keyOf(logsource);
    const found = sources.get(key);
    if (found !== undefined) return firstFitting(found, queries);
    const candidates = byEventId?.get(key);
    if (candidates !== undefined) return chooseByEventId(candidates, queries);
    return { refused: `there is no table for \`${key}\`` };
  };
}

function firstFitting(found: EventSource | readonly EventSource[], queries: readonly Query[]): EventSource {
  if ('table' in found) return found;
  return found.find((source) => fits(source, queries)) ?? (found.at(-1) as EventSource);
}

export function keyOf({ product = '', category = '', service = '' }: Parameters<SourceChoice>[0]): string {
  return `${product}/${category}/${service}`.replace(/\/+$/, '');
}

function chooseByEventId(
  candidates: readonly (readonly [EventSource, Readonly<Record<string, unknown>>])[],
  queries: readonly Query[],
): EventSource | Refusal {
  const each = queries.map((query) => wholeValuesOf(query, 'EventID'));
  const ids = new Set(each.flatMap((found) => [...(found ?? [])]));
  if (ids.size === 0 || each.includes(undefined))
    return { refused: 'only some of its events are in a table, and the rule does not say which it means' };
  const fitting = candidates.find(([, known]) => [...ids].every((id) => Object.hasOwn(known, id)));
  if (fitting !== undefined) return fitting[0];
  const missing = [...ids].filter((id) => !candidates.some(([, known]) => Object.hasOwn(known, id)));
  if (missing.length === 0) return { refused: 'the events it asks for are in different tables' };
  return { refused: `no table has the event ${missing.join(', ')}` };
}
