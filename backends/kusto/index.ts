/** Microsoft KQL: Azure Data Explorer, Microsoft Sentinel, Defender XDR. What maps to what is in README.md. */
import type { Backend } from '../../lib/backend/backend.ts';
import { printQuery } from '../../lib/backend/print.ts';
import { createTextBackend } from '../../lib/backend/text-backend.ts';
import { createTables, type KustoOptions } from './tables.ts';

export { COLUMN_TYPES, type ColumnType } from './columns.ts';
export type { KustoOptions } from './tables.ts';

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
  const tables = createTables(options);
  return createTextBackend({
    name: 'kusto',
    title: 'Microsoft KQL',
    assumptions: assumptionsOf(Object.keys(options.columns ?? {}).length > 0),
    formats: {
      default: {
        description:
          options.table === undefined
            ? 'The body of a where operator: put `Table | where ` in front.'
            : 'A query of the table.',
        render(query, _rule, schema) {
          const source = tables.sourceOf(schema);
          return source === undefined ? query : `${source}\n| where ${query}`;
        },
      },
    },
    dialect: tables.dialectOf(undefined),
    print: (query, policy, schema) => printQuery(query, tables.dialectOf(schema), policy),
  });
}

function assumptionsOf(typed: boolean): readonly string[] {
  return [
    typed ? 'Columns that are not declared are of type string.' : 'Every column is of type string.',
    'In a string column a missing value is the empty text, and the empty text a missing value.',
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
