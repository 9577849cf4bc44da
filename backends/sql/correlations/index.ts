/**
 * Correlations in SQL: `sigmaq/backends/sql/correlations`, for every engine of the family.
 *
 * A statement with common tables: `matches`, a row for each event that a rule matches; `ends`, each time and group that has
 * one; and for each of these what the window that ends there comes to. An inner correlation is such a table itself, in
 * front: the events that it matches are those of its rules at its times and of its groups, which a join finds.
 */
import type { SigmaCorrelation } from '../../../lib/ast/correlation.ts';
import type {
  CorrelationBackend,
  CorrelationGap,
  CorrelationRequest,
  CorrelationResult,
} from '../../../lib/backend/correlation.ts';
import { innerCorrelations, tooDeep } from '../../../lib/backend/correlation-paths.ts';
import { createColumns } from '../columns.ts';
import { engineOf } from '../engines/index.ts';
import { createSql, type SqlDialect, type SqlOptions } from '../index.ts';
import { isWritableName } from '../quoting.ts';
import { createTypesIn, typesOf } from '../types.ts';
import { clockOf } from './clock.ts';
import { matchesText } from './matches.ts';
import { createTableNames, groupColumn, groupColumns, TIME, VALUE } from './names.ts';
import { readingsOf } from './readings.ts';
import { windowsOf, type NamedTable, type TableNames } from './windows.ts';
import { refuse, type Writer } from './writer.ts';

/** Settings of {@link createSqlCorrelations}. */
export interface SqlCorrelationOptions extends Omit<SqlOptions, 'dialect'> {
  /** @default 'duckdb' */
  readonly dialect?: SqlDialect;
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
  const clock = clockOf(engine);
  const typesIn = createTypesIn(typesOf(columns));
  const lower = new Map(Object.entries(lowerCased));
  const columnsIn: Writer['columnsIn'] = (schema) => createColumns(typesIn(schema), engine, lower);

  function correlate(request: CorrelationRequest): CorrelationResult<string> {
    const { correlation } = request;
    const gaps: CorrelationGap[] = [];
    const innerTables = new Map<SigmaCorrelation, string>();
    const tableName = createTableNames(request, table);
    const writer = {
      engine,
      clock,
      columnsIn,
      backend,
      time,
      table,
      correlation,
      tableName,
      innerTables,
      gaps,
    };
    const deep = tooDeep(request);
    if (deep !== undefined) {
      refuse(writer, 'a statement of so many correlations in each other would be too large', deep.span);
      return { outputs: [], gaps };
    }
    const tables: NamedTable[] = [];
    for (const [index, inner] of innerCorrelations(request).entries()) {
      const rest = queryOf(
        inner,
        `inner${index + 1}_`,
        { ...writer, correlation: inner.correlation },
        tables,
      );
      if (rest === undefined) return { outputs: [], gaps };
      const columns = [TIME, ...groupColumns(inner.correlation)].map((column) => `e.${column}`);
      const name = tableName(`inner${index + 1}`);
      tables.push([name, [`SELECT ${columns.join(', ')}`, ...rest].join('\n  ')]);
      innerTables.set(inner.correlation, name);
    }
    const rest = queryOf(request, '', writer, tables);
    const { groupBy } = correlation.correlation;
    for (const { name, span } of groupBy) {
      if (!isWritableName(name))
        refuse(writer, 'no column can be called as the correlation calls this group', span);
    }
    if (rest === undefined || gaps.length > 0) return { outputs: [], gaps };
    const texts = tables.map(([name, body]) => `${name} AS (\n  ${body}\n)`);
    const result = [
      `${clock.show(`e.${TIME}`)} AS ${engine.name(time)}`,
      ...groupBy.map(({ name }, index) => `e.${groupColumn(index)} AS ${engine.name(name)}`),
    ];
    if (readingsOf(tables, rest.join('\n')) > (engine.mostReadings ?? Infinity)) {
      const reason =
        'common tables would be written out too often: the engine does so wherever they are named';
      refuse(writer, reason, correlation.correlation.typeSpan);
      return { outputs: [], gaps };
    }
    const lines = [`WITH ${texts.join(',\n')}`, `SELECT ${result.join(', ')}`, ...rest];
    return { outputs: [lines.join('\n')], gaps };
  }

  return {
    name: dialect,
    title: engine.title,
    assumptions: [...backend.assumptions, 'Groups are told apart with regard to case.', ...clock.assumptions],
    correlate,
  };
}

/** The query for the times and groups of a correlation, behind its columns; what it asks of joins the tables. */
function queryOf(
  request: CorrelationRequest,
  prefix: string,
  writer: Writer,
  tables: NamedTable[],
): readonly string[] | undefined {
  const nameOf = (base: string): string => writer.tableName(prefix + base);
  const names: TableNames = {
    found: nameOf('found'),
    matches: nameOf('matches'),
    ends: nameOf('ends'),
    chain: (alternative, step) => nameOf(`chain${alternative}_${step}`),
  };
  const found = matchesText(request, writer);
  const windows = windowsOf(request, names, writer);
  if (found === undefined || windows === undefined || writer.gaps.length > 0) return undefined;
  const keys = [TIME, ...groupColumns(request.correlation)].join(', ');
  tables.push(
    [names.found, found],
    [names.matches, `SELECT * FROM ${names.found}${whereComplete(request)}`],
    [names.ends, `SELECT DISTINCT ${keys} FROM ${names.matches}`],
    ...windows.tables,
  );
  return windows.rest;
}

/** Without a value for its group, or for what is counted, an event is no part of the correlation. */
function whereComplete({ correlation }: CorrelationRequest): string {
  const { condition } = correlation.correlation;
  const checks = groupColumns(correlation).map((column) => `${column} <> ''`);
  if (condition.kind === 'threshold' && condition.fields.length > 0) checks.push(`${VALUE} IS NOT NULL`);
  return checks.length === 0 ? '' : ` WHERE ${checks.join(' AND ')}`;
}
