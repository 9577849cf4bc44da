/** What the target's table looks like: the type of each column, and how a field of a rule becomes a column. */
import { isBareName, quoteName, quoteText } from './quoting.ts';

/** Scalar types of KQL: https://learn.microsoft.com/kusto/query/scalar-data-types */
export type ColumnType =
  'string' | 'int' | 'long' | 'real' | 'decimal' | 'bool' | 'datetime' | 'guid' | 'timespan' | 'dynamic';

/** Every {@link ColumnType}, for tools that read types from their user. */
export const COLUMN_TYPES: readonly ColumnType[] = [
  'string',
  'int',
  'long',
  'real',
  'decimal',
  'bool',
  'datetime',
  'guid',
  'timespan',
  'dynamic',
];

/** A column, or a place inside a dynamic one, as a query refers to it. */
export interface Column {
  readonly reference: string;
  readonly type: ColumnType;
  /**
   * The value as text, empty where there is none. Text operators on any other type are errors, and so is comparing
   * a number with text.
   */
  readonly text: string;
}

/** The column a field of a rule stands for. */
export type Columns = (field: string) => Column;

/** Names are at most this long: https://learn.microsoft.com/kusto/query/schema-entities/entity-names */
const MAX_NAME_LENGTH = 1024;

/**
 * A field stands for the declared column of that name; else for a path into the declared dynamic column with the
 * longest name that it starts with; else for a column of type string.
 *
 * @param types - by the column's name
 * @example with `{ userIdentity: 'dynamic' }`: userIdentity.userName → userIdentity.userName, dynamic
 * @example undeclared: userIdentity.userName → ['userIdentity.userName'], string
 */
export function createColumns(types: ReadonlyMap<string, ColumnType>): Columns {
  // Leaves of one field mostly come in a row.
  let lastField: string | undefined;
  let lastColumn: Column | undefined;
  return (field) => {
    if (field !== lastField || lastColumn === undefined) {
      lastField = field;
      lastColumn = find(field, types);
    }
    return lastColumn;
  };
}

function find(field: string, types: ReadonlyMap<string, ColumnType>): Column {
  const type = types.get(field);
  if (type !== undefined) return columnOf(quoteName(field), type);
  if (types.size > 0) {
    for (let dot = field.lastIndexOf('.', MAX_NAME_LENGTH); dot > 0; dot = field.lastIndexOf('.', dot - 1)) {
      const root = field.slice(0, dot);
      if (types.get(root) === 'dynamic') return columnOf(pathInto(root, field.slice(dot + 1)), 'dynamic');
    }
  }
  return columnOf(quoteName(field), 'string');
}

/** https://learn.microsoft.com/kusto/query/scalar-data-types/dynamic#dynamic-object-accessors */
function pathInto(root: string, path: string): string {
  let reference = quoteName(root);
  for (const key of path.split('.')) reference += isBareName(key) ? `.${key}` : `[${quoteText(key)}]`;
  return reference;
}

function columnOf(reference: string, type: ColumnType): Column {
  if (type === 'string') return { reference, type, text: reference };
  const text = `tostring(${reference})`;
  // The case in which a bool prints is not documented.
  return { reference, type, text: type === 'bool' ? `tolower(${text})` : text };
}

/** A column of type string has no null: a missing value is the empty text. */
export function hasValue({ reference, type }: Column): string {
  return type === 'string' ? `isnotempty(${reference})` : `isnotnull(${reference})`;
}

export function hasNoValue({ reference, type }: Column): string {
  return type === 'string' ? `isempty(${reference})` : `isnull(${reference})`;
}

export function isNumeric(type: ColumnType): boolean {
  return type === 'int' || type === 'long' || type === 'real' || type === 'decimal';
}
