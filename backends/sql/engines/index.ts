/** The engines by name. */
import type { Engine } from '../engine.ts';
import { clickhouse } from './clickhouse.ts';
import { duckdb } from './duckdb.ts';
import { postgres } from './postgres.ts';
import { spark } from './spark.ts';
import { sqlite } from './sqlite.ts';
import { trino } from './trino.ts';

/** The engines, by the names that users type. */
export type SqlDialect = 'duckdb' | 'clickhouse' | 'spark' | 'trino' | 'postgres' | 'sqlite';

const ENGINES: Readonly<Record<SqlDialect, Engine>> = {
  duckdb,
  clickhouse,
  spark,
  trino,
  postgres,
  sqlite,
};

/** @throws RangeError for a name that is none of theirs */
export function engineOf(dialect: SqlDialect): Engine {
  if (!Object.hasOwn(ENGINES, dialect)) {
    throw new RangeError(`${dialect} is none of ${Object.keys(ENGINES).join(', ')}.`);
  }
  return ENGINES[dialect];
}
