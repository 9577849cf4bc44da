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

/** Types by column name. */
export type ColumnTypes = ReadonlyMap<string, ColumnType>;

/** A column, or a place inside a dynamic one, as a query refers to it. */
export interface Column {
  readonly reference: string;
  readonly type: ColumnType;
}

/**
 * The column a field stands for: the declared one of that name; else a path into the declared dynamic column
 * with the longest name that the field starts with; else a column of type string.
 *
 * @example with `{ userIdentity: 'dynamic' }`: userIdentity.userName → userIdentity.userName, dynamic
 * @example undeclared: userIdentity.userName → ['userIdentity.userName'], string
 */
export function columnOf(field: string, types: ColumnTypes): Column {
  const type = types.get(field);
  if (type !== undefined) return { reference: quoteName(field), type };
  if (types.size > 0) {
    for (let dot = field.lastIndexOf('.'); dot > 0; dot = field.lastIndexOf('.', dot - 1)) {
      const root = field.slice(0, dot);
      if (types.get(root) === 'dynamic')
        return { reference: pathInto(root, field.slice(dot + 1)), type: 'dynamic' };
    }
  }
  return { reference: quoteName(field), type: 'string' };
}

/** https://learn.microsoft.com/kusto/query/scalar-data-types/dynamic#dynamic-object-accessors */
function pathInto(root: string, path: string): string {
  let reference = quoteName(root);
  for (const key of path.split('.')) reference += isBareName(key) ? `.${key}` : `[${quoteText(key)}]`;
  return reference;
}

/**
 * The column's value as text; empty where there is no value.
 *
 * String operators on any other type are errors, and comparing a number with text is one as well.
 */
export function textOf({ reference, type }: Column): string {
  if (type === 'string') return reference;
  // The case in which a bool prints is not documented.
  return type === 'bool' ? `tolower(tostring(${reference}))` : `tostring(${reference})`;
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
