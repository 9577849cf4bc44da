/** Runs correlations in KQL: printed, read by Microsoft's parser against the declared table, and run over rows of it. */
import { expect } from 'chai';
import { createKustoCorrelations } from '../../backends/kusto/correlations/index.ts';
import type { ResolvedCorrelation } from '../../lib/collection/index.ts';
import { convertCorrelation } from '../../lib/convert-correlation.ts';
import type { Conversion } from '../../lib/convert.ts';
import { createKustoParser } from '../engines/kusto-parser.ts';
import type { KustoValue } from '../engines/kusto/evaluate.ts';
import { runKusto } from '../engines/kusto/tables.ts';
import type { TimedEvent } from './conformance.ts';
import { firingsOf, type Firing } from './firings.ts';

const TABLE = 'T';
const TIME = 'TimeGenerated';

export function toKusto(correlation: ResolvedCorrelation): Conversion {
  return convertCorrelation(correlation, createKustoCorrelations({ table: TABLE }));
}

/** The firings of a correlation over events, in order. */
export function fireInKusto(
  correlation: ResolvedCorrelation,
  events: readonly TimedEvent[],
): readonly Firing[] {
  const { queries, diagnostics } = toKusto(correlation);
  expect(diagnostics.map(({ message }) => message)).to.deep.equal([]);
  const [query = ''] = queries;
  const fields = new Set([...events.flatMap((event) => Object.keys(event.fields)), ...fieldsOf(correlation)]);
  const columns = { [TIME]: 'datetime', ...Object.fromEntries([...fields].map((name) => [name, 'string'])) };
  const parser = createKustoParser(columns as Record<string, 'string' | 'datetime'>, TABLE);
  const { diagnostics: found, tree } = parser.analyze(query);
  expect(found, query).to.deep.equal([]);

  const rows = events.map(
    ({ at, fields: held }) =>
      new Map<string, KustoValue>([
        [TIME, new Date(at * 1000)],
        ...Object.entries(held).map(([name, value]) => [name, scalarText(value)] as const),
      ]),
  );
  const groups = correlation.correlation.correlation.groupBy.map(({ name }) => name);
  return firingsOf(
    runKusto(tree, new Map([[TABLE, rows]])).map((row) => {
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
  return members.flatMap(({ target, groupBy, fields }) =>
    target.kind === 'resolved-correlation' ? fieldsOf(target) : [...groupBy, ...fields],
  );
}

function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
