/** Runs correlations in KQL: printed, read by Microsoft's parser against the declared tables, and run over rows of them. */
import { expect } from 'chai';
import type { ColumnType } from '../../backends/kusto/index.ts';
import { createKustoCorrelations } from '../../backends/kusto/correlations/index.ts';
import { isRule, type CorrelationRequest } from '../../lib/backend/correlation.ts';
import type { ResolvedCorrelation } from '../../lib/collection/index.ts';
import { convertCorrelation } from '../../lib/convert-correlation.ts';
import type { Conversion } from '../../lib/convert.ts';
import { createKustoParser } from '../engines/kusto-parser.ts';
import type { KustoRow, KustoValue } from '../engines/kusto/evaluate.ts';
import { runKusto } from '../engines/kusto/tables.ts';
import type { TimedEvent } from './conformance.ts';
import { firingsOf, type Firing } from './firings.ts';

const TABLE = 'T';
const TIME = 'TimeGenerated';

export interface KustoSetting {
  /** Which tables each rule is about, by its name, and in which an event lies; one table by default. */
  readonly placing?: Placing;
  /** Fields that may hold lists. */
  readonly lists?: readonly string[];
}

export interface Placing {
  readonly tablesOf: Readonly<Record<string, readonly string[]>>;
  readonly tableOf: (event: TimedEvent) => string;
}

export function toKusto(
  correlation: ResolvedCorrelation,
  { placing, lists = [] }: KustoSetting = {},
): Conversion {
  const columns = Object.fromEntries(lists.map((name) => [name, 'dynamic'] as const));
  const backend = createKustoCorrelations({ table: TABLE, columns, multivalued: lists });
  return convertCorrelation(correlation, {
    ...backend,
    correlate: (request) => backend.correlate(placing ? place(request, placing.tablesOf) : request),
  });
}

/** As a pipeline would that knows the tables. */
function place(request: CorrelationRequest, tablesOf: Placing['tablesOf']): CorrelationRequest {
  const inputs = request.inputs.map((input) => {
    const { of } = input;
    if (!isRule(of)) return { ...input, of: place(of, tablesOf) };
    const sources = tablesOf[of.rule.name ?? ''] ?? [];
    return { ...input, of: { ...of, schema: { sources, types: new Map() } } };
  });
  return { ...request, inputs };
}

/** The firings of a correlation over events, in order. */
export function fireInKusto(
  correlation: ResolvedCorrelation,
  events: readonly TimedEvent[],
  setting: KustoSetting = {},
): readonly Firing[] {
  const { placing, lists = [] } = setting;
  const { queries, diagnostics } = toKusto(correlation, setting);
  expect(diagnostics.map(({ message }) => message)).to.deep.equal([]);
  const [query = ''] = queries;
  const fields = new Set([...events.flatMap((event) => Object.keys(event.fields)), ...fieldsOf(correlation)]);
  const columns = new Map<string, ColumnType>([[TIME, 'datetime']]);
  for (const name of fields) columns.set(name, lists.includes(name) ? 'dynamic' : 'string');
  const tables = new Map<string, KustoRow[]>(
    (placing ? Object.values(placing.tablesOf).flat() : [TABLE]).map((name) => [name, []]),
  );
  const parser = createKustoParser(Object.fromEntries(columns), ...tables.keys());
  const { diagnostics: found, tree } = parser.analyze(query);
  expect(found, query).to.deep.equal([]);

  for (const event of events) {
    const row = new Map<string, KustoValue>([
      [TIME, new Date(event.at * 1000)],
      ...[...fields].map((name) => {
        const value = event.fields[name];
        return [name, lists.includes(name) ? dynamicValue(value) : scalarText(value)] as const;
      }),
    ]);
    tables.get(placing?.tableOf(event) ?? TABLE)?.push(row);
  }
  const groups = correlation.correlation.correlation.groupBy.map(({ name }) => name);
  return firingsOf(
    runKusto(tree, tables).map((row) => {
      const time = row.get('_Time');
      return [
        time instanceof Date ? time.getTime() / 1000 : Number.NaN,
        ...groups.map((name) => textOf(row.get(name))),
      ];
    }),
  );
}

function textOf(value: KustoValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A table has columns that no event of a case may have a value in. */
function fieldsOf({ members }: ResolvedCorrelation): readonly string[] {
  return members.flatMap(({ target, groupBy, fields }) => [
    ...groupBy,
    ...fields,
    ...(target.kind === 'resolved-correlation' ? fieldsOf(target) : []),
  ]);
}

function dynamicValue(value: unknown): KustoValue {
  return value === undefined ? null : (value as KustoValue);
}

function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
