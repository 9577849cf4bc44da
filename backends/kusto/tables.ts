/** Where the events lie: the tables a query starts with, and a dialect that knows their columns. */
import type { TextDialect } from '../../lib/backend/dialect.ts';
import type { FieldType, Schema } from '../../lib/backend/schema.ts';
import { COLUMN_TYPES, createColumns, type Columns, type ColumnType } from './columns.ts';
import { createDialect } from './dialect.ts';
import { quoteName } from './quoting.ts';

/** What the rules run against. Nothing is required, but the more is said the better the queries fit. */
export interface KustoOptions {
  /**
   * The table the query starts with: `SecurityEvent`. Without one a query is the body of a `where`.
   * @default none
   */
  readonly table?: string;
  /**
   * Types of columns by name. A column that is not here is taken as `string`. A field `a.b` is the column of that
   * name, or the property `b` of a column `a` declared `dynamic`.
   * @default no columns
   */
  readonly columns?: Readonly<Record<string, ColumnType>>;
}

/** Tables of the settings and of schemas. */
export interface Tables {
  /** `SecurityEvent`, `union A, B`; undefined where nothing says which. */
  sourceOf(schema: Schema | undefined): string | undefined;
  columnsOf(schema: Schema | undefined): Columns;
  dialectOf(schema: Schema | undefined): TextDialect;
}

interface Prepared {
  readonly columns: Columns;
  readonly dialect: TextDialect;
}

/**
 * Prepares what the settings say, and each schema when it first comes.
 *
 * @throws RangeError for an empty table name or a column type that KQL does not have
 */
export function createTables({ table, columns = {} }: KustoOptions): Tables {
  if (table === '') throw new RangeError('A table has a name.');
  const types = Object.entries(columns);
  for (const [name, type] of types) {
    if (!COLUMN_TYPES.includes(type)) {
      throw new RangeError(`${name}: ${type} is none of ${COLUMN_TYPES.join(', ')}.`);
    }
  }
  const own = prepare(new Map(types));
  const bySchema = new WeakMap<Schema['types'], Prepared>();

  function prepared(schema: Schema | undefined): Prepared {
    if (schema === undefined) return own;
    let found = bySchema.get(schema.types);
    if (found === undefined) {
      const declared = [...schema.types].map(
        ([name, type]) => [name, OTHER_NAMES[type] ?? (type as ColumnType)] as const,
      );
      found = prepare(new Map([...declared, ...types]));
      bySchema.set(schema.types, found);
    }
    return found;
  }

  return {
    sourceOf(schema) {
      const sources = schema?.sources ?? [];
      if (sources.length > 0) return sourceText(sources);
      return table === undefined ? undefined : quoteName(table);
    },
    columnsOf: (schema) => prepared(schema).columns,
    dialectOf: (schema) => prepared(schema).dialect,
  };
}

function prepare(types: ReadonlyMap<string, ColumnType>): Prepared {
  const columns = createColumns(types);
  return { columns, dialect: createDialect(columns) };
}

/** https://learn.microsoft.com/kusto/query/union-operator */
function sourceText(tables: readonly string[]): string {
  return `${tables.length > 1 ? 'union ' : ''}${tables.map(quoteName).join(', ')}`;
}

/** Those that KQL has another name for. */
const OTHER_NAMES: Partial<Record<FieldType, ColumnType>> = {
  wildcard: 'string',
  text: 'string',
  ip: 'string',
  integer: 'long',
  boolean: 'bool',
};
