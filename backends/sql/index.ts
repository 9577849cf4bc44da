/**
 * SQL: one description for DuckDB, ClickHouse, Spark, Trino, PostgreSQL and SQLite, so that the same rule runs on files
 * on a laptop and on a lake. What maps to what, and why, is in the README of this folder.
 */
import type { Backend, BackendResult, ConversionRequest, Gap } from '../../lib/backend/backend.ts';
import { printQuery } from '../../lib/backend/print.ts';
import { createColumns, type ColumnType } from './columns.ts';
import { createDialect } from './dialect.ts';
import { engineOf, type SqlDialect } from './engines/index.ts';
import { isWritableName } from './quoting.ts';
import { createParameters, type SqlStatement } from './statement.ts';
import { createTypesIn, typesOf } from './types.ts';

export { COLUMN_TYPES, type ColumnType } from './columns.ts';
export type { SqlDialect } from './engines/index.ts';
export type { SqlStatement } from './statement.ts';

/** What the rules run against. Nothing is required, but the more is said the better the queries fit. */
export interface SqlOptions {
  /** @default 'duckdb' */
  readonly dialect?: SqlDialect;
  /**
   * The table, with its schema and catalogue before it if need be: `lake.logs.events`. Each part is quoted.
   * @default 'events'
   */
  readonly table?: string;
  /**
   * Types of columns by name; see {@link ColumnType}. A column that is not here is taken for text.
   * @default no columns
   */
  readonly columns?: Readonly<Record<string, ColumnType>>;
  /**
   * Columns that hold the text of another in lower case, by the name of the other: rules that do not mind case then ask
   * those, and an index on them is of use.
   * @default none
   * @example { CommandLine: 'CommandLine_lower' }
   */
  readonly lowerCased?: Readonly<Record<string, string>>;
  /**
   * Columns in which keywords are looked for, such as one that holds the event as it was logged.
   * @default every column where the engine can go through those of a row: DuckDB and PostgreSQL
   */
  readonly keywords?: readonly string[];
  /**
   * Whether a column of text holds the empty text for a missing value, as columns of ClickHouse do unless they are
   * `Nullable`.
   * @default false
   */
  readonly emptyIsMissing?: boolean;
}

/**
 * A backend for SQL.
 *
 * @throws RangeError for a dialect or a column type that there is not, and for names that cannot be written
 *
 * @example
 * const backend = createSql({ dialect: 'duckdb', table: 'security', columns: { EventID: 'integer' } });
 * // EventID: 4688                       SELECT * FROM "security" WHERE "EventID" = 4688
 * // NewProcessName|endswith: '\cmd.exe' AND lower("NewProcessName") LIKE '%\cmd.exe'
 */
export function createSql(options: SqlOptions = {}): Backend<string> {
  const { dialect = 'duckdb' } = options;
  const print = createPrinter(options);
  const { title } = engineOf(dialect);
  return {
    name: dialect,
    title,
    assumptions: assumptionsOf(options),
    formats: {
      default: 'A statement that selects the rows.',
      where: 'The condition alone, for a WHERE of your own.',
      parameters: 'JSON with the statement and its texts apart from it: { "text": …, "values": […] }.',
    },
    convert(request) {
      const asParameters = request.format === 'parameters';
      return print(request, asParameters, (text, { finish }) =>
        asParameters ? JSON.stringify(finish(text)) : text,
      );
    },
  };
}

/**
 * A backend for SQL whose output is a statement with parameters, for programs that run it.
 *
 * @throws RangeError as {@link createSql} does
 * @example
 * const [statement] = convert(rule, createSqlStatements({ dialect: 'postgres' })).queries;
 * await client.query(statement.text, statement.values);
 * // Image|endswith: '\cmd.exe'  →  { text: 'SELECT * FROM "events" WHERE "Image" ILIKE $1 ESCAPE …', values: ['%\\cmd.exe'] }
 */
export function createSqlStatements(options: SqlOptions = {}): Backend<SqlStatement> {
  const { dialect = 'duckdb' } = options;
  const print = createPrinter(options);
  return {
    name: dialect,
    title: engineOf(dialect).title,
    assumptions: assumptionsOf(options),
    formats: { default: 'A statement that selects the rows.', where: 'The condition alone.' },
    convert: (request) => print(request, true, (text, { finish }) => finish(text)),
  };
}

/** The backend for DuckDB and a table `events` with columns of text. */
export const sql: Backend<string> = /* @__PURE__ */ createSql();

type Finish<Output> = (text: string, parameters: ReturnType<typeof createParameters>) => Output;
type Print = <Output>(
  request: ConversionRequest,
  asParameters: boolean,
  finish: Finish<Output>,
) => BackendResult<Output>;

function createPrinter(options: SqlOptions): Print {
  const { dialect = 'duckdb', table = 'events', keywords, emptyIsMissing = false } = options;
  const engine = engineOf(dialect);
  const ownTypes = typesOf(options.columns ?? {});
  checkNames(table.split('.'));
  if (keywords !== undefined) checkNames(keywords.length === 0 ? [''] : keywords);
  const lowerCased = new Map(Object.entries(options.lowerCased ?? {}));
  checkNames([...lowerCased.values()]);
  const typesIn = createTypesIn(ownTypes);

  return ({ queries, format, approximate, schema }, asParameters, finish) => {
    const columns = createColumns(typesIn(schema), engine, lowerCased);
    const tables = schema !== undefined && schema.sources.length > 0 ? schema.sources : [table];
    const gaps: Gap[] = [];
    const outputs = queries.map((query) => {
      const parameters = createParameters(engine);
      const write = asParameters ? parameters.write : engine.literal;
      const texts = tables.map((each, i) => {
        const names = each.split('.').map(engine.name);
        const row = names.at(-1) as string;
        const session = { engine, columns, write, emptyIsMissing, keywords, row };
        const printed = printQuery(query, createDialect(session), approximate);
        // What one table cannot say, none of them can.
        if (i === 0) gaps.push(...printed.gaps);
        return format === 'where' ? printed.text : `SELECT * FROM ${names.join('.')} WHERE ${printed.text}`;
      });
      return finish(format === 'where' ? (texts[0] as string) : texts.join(' UNION ALL '), parameters);
    });
    return { outputs: gaps.some((gap) => gap.outcome === 'refused') ? [] : outputs, gaps };
  };
}

function checkNames(names: readonly string[]): void {
  if (!names.every(isWritableName))
    throw new RangeError('A table or column has a name, without a zero byte in it.');
}

function assumptionsOf({
  dialect = 'duckdb',
  columns = {},
  keywords,
  emptyIsMissing = false,
}: SqlOptions): string[] {
  return [
    Object.keys(columns).length > 0 ? 'Columns that are not declared hold text.' : 'Every column holds text.',
    emptyIsMissing
      ? 'A missing value is the empty text, and the empty text is a missing value.'
      : 'A missing value is null.',
    'A column holds one value, unless it is declared as a list.',
    keywords === undefined
      ? 'A keyword is looked for in every column.'
      : 'A keyword is looked for in the columns that the settings name.',
    ...(dialect === 'sqlite' ? [] : ['What ignores case folds letters one by one, in every script.']),
    'A column compared with a network holds an address, without prefix length or zone, or nothing like one.',
    'Text that starts as a date and time of ISO 8601 is one.',
    ...engineOf(dialect).assumptions,
  ];
}
