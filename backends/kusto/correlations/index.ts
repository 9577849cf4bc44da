/**
 * Correlations in KQL: `sigmaq/backends/kusto/correlations`.
 *
 * A query gathers the matches of all rules, one row for each event, and then looks back from each time at which a group has
 * one. Windows slide: a join of the matches with themselves gives each time a window of its own, closed at both ends,
 * where `bin` would cut at fixed boundaries. Rules match few events, so the join is small.
 *
 * https://learn.microsoft.com/azure/data-explorer/kusto/query/join-time-window
 */
import {
  isRule,
  type CorrelationBackend,
  type CorrelationRequest,
  type CorrelationResult,
} from '../../../lib/backend/correlation.ts';
import { innerCorrelations } from '../../../lib/backend/correlation-paths.ts';
import { createTables, type KustoOptions } from '../tables.ts';
import { matchesTable } from './matches.ts';
import { orderedQuery } from './ordered.ts';
import { windowQuery } from './window.ts';
import { nameTable, type Writer } from './writer.ts';

/** Settings of {@link createKustoCorrelations}. */
export interface KustoCorrelationOptions extends KustoOptions {
  /**
   * The column that holds the time of an event, of type `datetime`, where no schema says.
   * @default 'TimeGenerated', as in Sentinel
   */
  readonly time?: string;
  /**
   * Fields that may hold several values: columns of type `dynamic`, or places in them, with arrays. An event stands for each
   * of the values. They can be named by the schema of a pipeline as well.
   * @default none
   */
  readonly multivalued?: readonly string[];
}

/**
 * A backend for correlations in KQL.
 *
 * @throws RangeError for settings that `createKusto` does not take either
 * @example
 * // type: event_count, group-by: [User], timespan: 5m, condition: { gte: 10 }, over a rule of SecurityEvent:
 * // let Matches = SecurityEvent
 * // | where EventID == 4625
 * // | project _Time = TimeGenerated, User
 * // | where isnotempty(User);
 * // Matches
 * // | distinct _Time, User
 * // | join kind=inner (Matches | project-rename _At = _Time) on User
 * // | where _At between ((_Time - 300s) .. _Time)
 * // | summarize _Number = count() by _Time, User
 * // | where _Number >= 10
 */
export function createKustoCorrelations(options: KustoCorrelationOptions = {}): CorrelationBackend {
  const tables = createTables(options);
  const { time = 'TimeGenerated' } = options;
  const lists = new Set(options.multivalued);

  function correlate(request: CorrelationRequest): CorrelationResult<string> {
    const reserved = new Set([options.table ?? '', ...sourcesOf(request)]);
    const { correlation } = request;
    const writer: Writer = {
      tables,
      time,
      correlation,
      lists,
      reserved,
      innerTables: new Map(),
      numbers: new Map(),
      statements: [],
      gaps: [],
    };
    const { innerTables, statements, gaps } = writer;
    for (const inner of innerCorrelations(request)) {
      const query = queryOf(inner, { ...writer, correlation: inner.correlation });
      if (query !== undefined) innerTables.set(inner.correlation, nameTable(writer, 'Inner', query));
    }
    const query = queryOf(request, writer);
    return {
      outputs: query === undefined || gaps.length > 0 ? [] : [[...statements, query].join('\n')],
      gaps,
    };
  }

  return {
    name: 'kusto',
    title: 'Microsoft KQL',
    assumptions: [
      'The column with the time of an event is of type datetime.',
      'A column holds one value, not a list, unless it is named as one that may.',
      'Where a percentile is asked for, a window has at most a million matches.',
    ],
    correlate,
  };
}

/** A row for each time and group at which the correlation matches; what stands in front of it goes to the writer. */
function queryOf(request: CorrelationRequest, writer: Writer): string | undefined {
  const matches = matchesTable(request, writer);
  if (matches === undefined) return undefined;
  return request.correlation.correlation.type === 'temporal_ordered'
    ? orderedQuery(request, matches, writer)
    : windowQuery(request, matches);
}

function sourcesOf({ inputs }: CorrelationRequest): readonly string[] {
  return inputs.flatMap(({ of }) => (isRule(of) ? (of.schema?.sources ?? []) : sourcesOf(of)));
}

/** {@link createKustoCorrelations} with its defaults: a pipeline says in which tables the events are. */
export const kustoCorrelations: CorrelationBackend = /* @__PURE__ */ createKustoCorrelations();
