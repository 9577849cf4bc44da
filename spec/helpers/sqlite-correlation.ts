/** Runs correlations in SQLite itself, compiled for JavaScript. */
import { expect } from 'chai';
import type { Database } from 'sql.js';
import { createSqlCorrelations } from '../../backends/sql/correlations/index.ts';
import type { ResolvedCorrelation } from '../../lib/collection/index.ts';
import { convertCorrelation } from '../../lib/convert-correlation.ts';
import type { Conversion } from '../../lib/convert.ts';
import type { TimedEvent } from './conformance.ts';
import { fieldsOf } from './duckdb-correlation.ts';
import { firingsOf, type Firing } from './firings.ts';

export function toSqlite(correlation: ResolvedCorrelation): Conversion {
  return convertCorrelation(correlation, createSqlCorrelations({ dialect: 'sqlite' }));
}

/** The firings of a correlation over events, in order. */
export function fireInSqlite(
  database: Database,
  correlation: ResolvedCorrelation,
  events: readonly TimedEvent[],
): readonly Firing[] {
  const { queries, diagnostics } = toSqlite(correlation);
  expect(diagnostics.map(({ message }) => message)).to.deep.equal([]);
  const names = [
    ...new Set(['time', ...events.flatMap(({ fields }) => Object.keys(fields)), ...fieldsOf(correlation)]),
  ];
  database.run('DROP TABLE IF EXISTS events');
  database.run(`CREATE TABLE events (${names.map((name) => `\`${name}\` TEXT`).join(', ')})`);
  for (const { at, fields } of events) {
    const row: Readonly<Record<string, unknown>> = { ...fields, time: new Date(at * 1000).toISOString() };
    database.run(
      `INSERT INTO events VALUES (${names.map(() => '?').join(', ')})`,
      names.map((name) => textOf(row[name])),
    );
  }
  const [result] = database.exec(queries[0] ?? '');
  return firingsOf(
    (result?.values ?? []).map(([time, ...groups]) => [
      Date.parse(`${String(time).replace(' ', 'T')}Z`) / 1000,
      ...groups.map(String),
    ]),
  );
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null;
}
