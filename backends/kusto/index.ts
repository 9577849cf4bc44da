/** Microsoft KQL: Azure Data Explorer, Microsoft Sentinel, Defender XDR. What maps to what is in README.md. */
import type { Backend } from '../../lib/backend/backend.ts';
import type { TextDialect } from '../../lib/backend/dialect.ts';
import { printQuery } from '../../lib/backend/print.ts';
import type { FieldType, Schema } from '../../lib/backend/schema.ts';
import { createTextBackend } from '../../lib/backend/text-backend.ts';
import { COLUMN_TYPES, createColumns, type ColumnType } from './columns.ts';
import { createDialect } from './dialect.ts';
import { quoteName } from './quoting.ts';

export { COLUMN_TYPES, type ColumnType } from './columns.ts';

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

/**
 * A backend for KQL that knows a table.
 *
 * @param options - the table and its columns, see {@link KustoOptions}
 * @throws RangeError for an empty table name or a column type that KQL does not have
 *
 * @example
 * const backend = createKusto({ table: 'SecurityEvent', columns: { EventID: 'int' } });
 * // EventID: 4688                       SecurityEvent
 * // NewProcessName|endswith: '\cmd.exe' | where EventID == 4688 and NewProcessName endswith @"\cmd.exe"
 */
export function createKusto(options: KustoOptions = {}): Backend<string> {
  const { table, columns = {} } = options;
  if (table === '') throw new RangeError('A table has a name.');
  const types = new Map(Object.entries(columns));
  for (const [name, type] of types) {
    if (!COLUMN_TYPES.includes(type)) {
      throw new RangeError(`${name}: ${type} is none of ${COLUMN_TYPES.join(', ')}.`);
    }
  }

  const ownDialect = createDialect(createColumns(types));
  const prepared = new WeakMap<Schema['types'], TextDialect>();
  const dialectOf = (schema: Schema | undefined): TextDialect => {
    if (schema === undefined) return ownDialect;
    const dialect =
      prepared.get(schema.types) ??
      createDialect(createColumns(new Map([...columnTypes(schema.types), ...types])));
    prepared.set(schema.types, dialect);
    return dialect;
  };
  const ownTables = table === undefined ? [] : [table];
  return createTextBackend({
    name: 'kusto',
    title: 'Microsoft KQL',
    assumptions: assumptionsOf(types.size > 0),
    formats: {
      default: {
        description:
          table === undefined
            ? 'The body of a where operator: put `Table | where ` in front.'
            : 'A query of the table.',
        render: (query, _rule, schema) =>
          startOf(schema?.sources.length ? schema.sources : ownTables) + query,
      },
    },
    dialect: ownDialect,
    print: (query, policy, schema) => printQuery(query, dialectOf(schema), policy),
  });
}

/** https://learn.microsoft.com/kusto/query/union-operator */
function startOf(tables: readonly string[]): string {
  if (tables.length === 0) return '';
  const names = tables.map(quoteName).join(', ');
  return `${tables.length > 1 ? 'union ' : ''}${names}\n| where `;
}

const COLUMN_TYPE: Readonly<Record<FieldType, ColumnType>> = {
  string: 'string',
  wildcard: 'string',
  text: 'string',
  ip: 'string',
  integer: 'long',
  real: 'real',
  boolean: 'bool',
  datetime: 'datetime',
  guid: 'guid',
  dynamic: 'dynamic',
};

function columnTypes(types: Schema['types']): Iterable<[string, ColumnType]> {
  return [...types].map(([name, type]) => [name, COLUMN_TYPE[type]]);
}

function assumptionsOf(typed: boolean): readonly string[] {
  return [
    typed ? 'Columns that are not declared are of type string.' : 'Every column is of type string.',
    'A string column has no null: a missing value is the empty text, and the empty text is a missing value.',
    'A column holds one value, not a list.',
    'What ignores case folds letters one by one, in every script.',
    'The star of a keyword stands for every column with text.',
    'A column compared with a network holds an address, without prefix length or zone.',
    'Text in which an expression looks for a word boundary is ASCII.',
    'Text read as a date is a date and time of ISO 8601, in UTC.',
  ];
}

/**
 * The backend for a table of string columns; the query is the body of a `where`.
 *
 * @example
 * // Image|endswith: '\cmd.exe'  →  Image endswith @"\cmd.exe"
 */
export const kusto: Backend<string> = /* @__PURE__ */ createKusto();
