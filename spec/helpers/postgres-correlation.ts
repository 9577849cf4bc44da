/** Runs correlations in PostgreSQL itself, compiled for JavaScript. */
import type { PGlite } from '@electric-sql/pglite';
import { expect } from 'chai';
import { createSqlCorrelations } from '../../backends/sql/correlations/index.ts';
import type { ResolvedCorrelation } from '../../lib/collection/index.ts';
import { convertCorrelation } from '../../lib/convert-correlation.ts';
import type { TimedEvent } from './conformance.ts';
import { fieldsOf } from './duckdb-correlation.ts';
import { firingsOf, type Firing } from './firings.ts';

/** The firings of a correlation over events, in order. */
export async function fireInPostgres(
  database: PGlite,
  correlation: ResolvedCorrelation,
  events: readonly TimedEvent[],
): Promise<readonly Firing[]> {
  const backend = createSqlCorrelations({ dialect: 'postgres' });
  const { queries, diagnostics } = convertCorrelation(correlation, backend);
  expect(diagnostics.map(({ message }) => message)).to.deep.equal([]);
  const names = [
    ...new Set(['time', ...events.flatMap(({ fields }) => Object.keys(fields)), ...fieldsOf(correlation)]),
  ];
  await database.exec(
    `DROP TABLE IF EXISTS events; CREATE TABLE events (${names.map((name) => `"${name}" text`).join(', ')})`,
  );
  const rows = events.map(({ at, fields }) => ({ ...fields, time: new Date(at * 1000).toISOString() }));
  await database.query('INSERT INTO events SELECT * FROM json_populate_recordset(NULL::events, $1::json)', [
    JSON.stringify(rows),
  ]);
  const groups = correlation.correlation.correlation.groupBy.map(({ name }) => name);
  const found = await database.query<Record<string, string>>(
    `SELECT *, extract(epoch FROM "time")::float8 AS sigma_at FROM (${queries[0]}) AS found`,
  );
  return firingsOf(
    found.rows.map((row) => [Number(row.sigma_at), ...groups.map((name) => row[name] ?? '')] as const),
  );
}
