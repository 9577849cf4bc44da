/**
 * Sets of events: where the events of a log source are indexed in Elastic, what tells them from others there, and what
 * their fields are called.
 */
import type { LogSource } from '../../../lib/ast/rule.ts';
import { and, leaf, or } from '../../../lib/query/build.ts';
import type { Query } from '../../../lib/query/query.ts';
import type { Span } from '../../../lib/source/source.ts';
import type { EventFields } from '../field-table.ts';

export interface EventSet extends EventFields {
  /** Index patterns. */
  readonly indices: readonly string[];
  /** What holds of these events and of no others in the indices. */
  readonly condition: (span: Span) => Query;
  /** The field that has the line of a text log; keywords are looked for in it. */
  readonly line?: string;
  /** Fields, under the names that rules use, whose place among others is not kept, and why that selects more; a clause. */
  readonly unplaced?: { readonly has: (field: string) => boolean; readonly reason: string };
}

/** The events that a log source stands for; or why there are none, a clause; undefined for somebody else to answer. */
export type EventSetOf = (logsource: LogSource) => EventSet | { readonly none: string } | undefined;

/** Whole values by field; of a list any will do. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** A condition on the values of fields, all of them. */
export function holds(values: Values): (span: Span) => Query {
  return (span) =>
    and(
      Object.entries(values).map(([field, value]) => or([value].flat().map((text) => is(field, text, span)))),
    );
}

/** A field has this value, in this case: the values of ECS and the names of channels are written in one way. */
export function is(field: string, value: string, span: Span): Query {
  return leaf(field, { kind: 'equals', value, cased: true }, span);
}
