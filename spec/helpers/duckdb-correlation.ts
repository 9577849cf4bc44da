/** Runs correlations in SQL, by DuckDB itself. */
import { DuckDBInstance } from '@duckdb/node-api';
import { expect } from 'chai';
import { createSqlCorrelations } from '../../backends/sql/correlations/index.ts';
import type { ResolvedCorrelation } from '../../lib/collection/index.ts';
import { convertCorrelation } from '../../lib/convert-correlation.ts';
import type { Conversion } from '../../lib/convert.ts';
import type { TimedEvent } from './conformance.ts';
import { firingsOf, type Firing } from './firings.ts';

export function toDuckdb(correlation: ResolvedCorrelation): Conversion {
  return convertCorrelation(correlation, createSqlCorrelations());
}

/** The firings of a correlation over events, in order. */
export async function fireInDuckdb(
  correlation: ResolvedCorrelation,
  events: readonly TimedEvent[],
): Promise<readonly Firing[]> {
  const { queries, diagnostics } = toDuckdb(correlation);
  expect(diagnostics.map(({ message }) => message)).to.deep.equal([]);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '500MB' });
  const connection = await instance.connect();
  try {
    const names = [
      ...new Set([...events.flatMap(({ fields }) => Object.keys(fields)), ...fieldsOf(correlation)]),
    ];
    await connection.run(
      `CREATE TABLE events (${['time', ...names].map((name) => `"${name}" VARCHAR`).join(', ')})`,
    );
    const appender = await connection.createAppender('events');
    for (const { at, fields } of events) {
      appender.appendVarchar(new Date(at * 1000).toISOString().replace('Z', ''));
      for (const name of names) {
        const value = fields[name];
        if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
          appender.appendVarchar(String(value));
        } else appender.appendNull();
      }
      appender.endRow();
    }
    appender.closeSync();
    const [query = ''] = queries;
    const groups = correlation.correlation.correlation.groupBy.map(({ name }) => `"${name}"`);
    const result = await connection.runAndReadAll(
      `SELECT ${['epoch_ms("time")', ...groups].join(', ')} FROM (${query})`,
    );
    return firingsOf(
      result
        .getRows()
        .map(
          ([time, ...values]) =>
            [
              Number(time) / 1000,
              ...values.map((value) => (typeof value === 'string' ? value : '')),
            ] as const,
        ),
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A table has columns that no event of a case may have a value in. */
export function fieldsOf({ members }: ResolvedCorrelation): readonly string[] {
  return members.flatMap(({ target, groupBy, fields }) => [
    ...groupBy,
    ...fields,
    ...(target.kind === 'resolved-correlation' ? fieldsOf(target) : []),
  ]);
}
