/**
 * Correlations in SQL: `sigmaq/backends/sql/correlations`, for DuckDB, PostgreSQL, Spark and Trino.
 *
 * A statement with common tables: `matches`, a row for each event that a rule matches; `ends`, each time and group that has
 * one; and for each of these what the window that ends there comes to.
 */
import type {
  CorrelationBackend,
  CorrelationGap,
  CorrelationRequest,
  CorrelationResult,
} from '../../../lib/backend/correlation.ts';
import { createColumns } from '../columns.ts';
import { engineOf } from '../engines/index.ts';
import { createSql, type SqlDialect, type SqlOptions } from '../index.ts';
import { isWritableName } from '../quoting.ts';
import { createTypesIn, typesOf } from '../types.ts';
import { groupColumn, matchesText, refuse, TIME, VALUE, type Writer } from './matches.ts';
import { groupsOf, windowsOf, type NamedTable } from './windows.ts';

/** The engines that have correlations: those with intervals of time. */
export type CorrelationDialect = Exclude<SqlDialect, 'sqlite' | 'clickhouse'>;

/** Settings of {@link createSqlCorrelations}. */
export interface SqlCorrelationOptions extends Omit<SqlOptions, 'dialect'> {
  /** @default 'duckdb' */
  readonly dialect?: CorrelationDialect;
  /**
   * The column with the time of an event: a timestamp, or a text of ISO 8601 that can be cast to one.
   * @default 'time'
   */
  readonly time?: string;
}

/**
 * A backend for correlations in SQL. A statement gives the times and groups at which the correlation matches.
 *
 * @throws RangeError for settings that `createSql` does not take either
 * @example
 * // type: event_count, group-by: [User], timespan: 5m, condition: { gte: 10 }, over a rule with EventID: 4625:
 * // WITH matches AS (
 * //   SELECT CAST("time" AS TIMESTAMP) AS sigma_time, "User" AS sigma_group1, 1 AS sigma_rule1
 * //   FROM "events"
 * //   WHERE ("EventID" = '4625')
 * // ),
 * // ends AS (
 * //   SELECT DISTINCT sigma_time, sigma_group1 FROM matches WHERE sigma_group1 <> ''
 * // )
 * // SELECT e.sigma_time AS "time", e.sigma_group1 AS "User"
 * // FROM ends e
 * // JOIN matches m ON m.sigma_group1 = e.sigma_group1 AND m.sigma_time BETWEEN e.sigma_time - INTERVAL '300' SECOND AND e.sigma_time
 * // GROUP BY e.sigma_time, e.sigma_group1
 * // HAVING count(*) >= 10
 */
export function createSqlCorrelations(options: SqlCorrelationOptions = {}): CorrelationBackend {
  const { dialect = 'duckdb', time = 'time', table = 'events', columns = {}, lowerCased = {} } = options;
  const backend = createSql(options);
  const engine = engineOf(dialect);
  const typesIn = createTypesIn(typesOf(columns));
  const lower = new Map(Object.entries(lowerCased));
  const columnsIn: Writer['columnsIn'] = (schema) => createColumns(typesIn(schema), engine, lower);

  function correlate(request: CorrelationRequest): CorrelationResult<string> {
    const gaps: CorrelationGap[] = [];
    const writer: Writer = { engine, columnsIn, backend, time, table, gaps };
    const matches = matchesText(request, writer);
    const windows = windowsOf(request, writer);
    for (const { name, span } of request.correlation.correlation.groupBy) {
      if (!isWritableName(name))
        refuse(writer, 'no column can be called as the correlation calls this group', span);
    }
    if (matches === undefined || windows === undefined || gaps.length > 0) return { outputs: [], gaps };
    const tables: readonly NamedTable[] = [
      ['found', matches],
      ['matches', `SELECT * FROM found${whereComplete(request)}`],
      ['ends', `SELECT DISTINCT ${[TIME, ...groupsOf(request)].join(', ')} FROM matches`],
      ...windows.tables,
    ];
    const texts = tables.map(([name, body]) => `${name} AS (\n  ${body}\n)`);
    const { groupBy } = request.correlation.correlation;
    const result = [
      `e.${TIME} AS ${engine.name(time)}`,
      ...groupBy.map(({ name }, index) => `e.${groupColumn(index)} AS ${engine.name(name)}`),
    ];
    return { outputs: [`WITH ${texts.join(',\n')}\nSELECT ${result.join(', ')}\n${windows.rest}`], gaps };
  }

  return {
    name: dialect,
    title: engine.title,
    assumptions: [...backend.assumptions, 'Groups are told apart with regard to case.'],
    correlate,
  };
}

/** Without a value for its group, or for what is counted, an event is no part of the correlation. */
function whereComplete(request: CorrelationRequest): string {
  const { condition } = request.correlation.correlation;
  const checks = groupsOf(request).map((column) => `${column} <> ''`);
  if (condition.kind === 'threshold' && condition.fields.length > 0) checks.push(`${VALUE} IS NOT NULL`);
  return checks.length === 0 ? '' : ` WHERE ${checks.join(' AND ')}`;
}
