/** What the table looks like: the type of each column, and how a field of a rule becomes a column. */
import type { Engine } from './engine.ts';
import { isWritableName } from './quoting.ts';

/**
 * Types in words that every engine can translate:
 * - `text`: VARCHAR, TEXT, String. What is not declared is one.
 * - `integer`, `real`, `boolean`; `timestamp`: a point in time without a zone.
 * - `other`: anything else whose text is what a rule compares, such as UUID or an enumeration.
 * - `texts`: a list of texts, of which a rule's condition has to hold for one.
 * - `address`: INET of PostgreSQL, IPADDRESS of Trino, IPv4 and IPv6 of ClickHouse.
 * - `json`, `struct`, `map`: a column with parts. A field `a.b` is then the part `b` of the column `a`: text, unless
 *   `a.b` is declared as well.
 */
export type ColumnType =
  | 'text'
  | 'integer'
  | 'real'
  | 'boolean'
  | 'timestamp'
  | 'address'
  | 'other'
  | 'texts'
  | 'json'
  | 'struct'
  | 'map';

/** Every {@link ColumnType}, for tools that read types from their user. */
export const COLUMN_TYPES: readonly ColumnType[] = [
  'text',
  'integer',
  'real',
  'boolean',
  'timestamp',
  'address',
  'other',
  'texts',
  'json',
  'struct',
  'map',
];

/** Types of columns by name. */
export type ColumnTypes = ReadonlyMap<string, ColumnType>;

/** A column, a part of one, or an element of a list, as a query refers to it. */
export interface Column {
  readonly reference: string;
  readonly type: ColumnType;
  /** The value as text. */
  readonly text: string;
  /** Another column that holds the text in lower case. */
  readonly lowerCased?: string;
}

/** The column of a field; undefined for a field that no name of SQL can stand for. */
export type Columns = (field: string) => Column | undefined;

/**
 * A field stands for a part of the declared column with the longest name that it starts with; else for the column of
 * its name.
 *
 * @param lowerCased - Columns that hold the text of others in lower case, by the name of the other.
 * @example with `{ userIdentity: 'json' }` in DuckDB: userIdentity.userName → "userIdentity" ->> '$."userName"'
 * @example undeclared: userIdentity.userName → "userIdentity.userName"
 */
export function createColumns(
  types: ColumnTypes,
  engine: Engine,
  lowerCased: ReadonlyMap<string, string>,
): Columns {
  // Leaves of one field mostly come in a row.
  let lastField: string | undefined;
  let lastColumn: Column | undefined;
  return (field) => {
    if (field !== lastField) {
      lastField = field;
      const found = isWritableName(field) ? find(field, types, engine) : undefined;
      const other = lowerCased.get(field);
      lastColumn = found && other !== undefined ? { ...found, lowerCased: engine.name(other) } : found;
    }
    return lastColumn;
  };
}

/** Deeper paths are column names: no log nests that deep, and hostile names may have any number of dots. */
const MAX_DOTS = 64;

/** Keys that stand in a path of every engine as they are. */
const PLAIN_KEY = /^[\p{L}\p{N}_@: -]+$/u;

function find(field: string, types: ColumnTypes, engine: Engine): Column | undefined {
  let dot = types.size > 0 ? field.lastIndexOf('.') : -1;
  for (let dots = 0; dot > 0 && dots < MAX_DOTS; dots++) {
    const root = field.slice(0, dot);
    const type = types.get(root);
    if (type === 'json' || type === 'struct' || type === 'map') {
      return partOf(root, type, field.slice(dot + 1), types.get(field), engine);
    }
    dot = field.lastIndexOf('.', dot - 1);
  }
  return columnOf(engine.name(field), types.get(field) ?? 'text', engine);
}

function partOf(
  root: string,
  rootType: 'json' | 'struct' | 'map',
  path: string,
  type: ColumnType | undefined,
  engine: Engine,
): Column | undefined {
  const keys = rootType === 'map' ? [path] : path.split('.');
  if (!keys.every((key) => key.split('.').every((each) => PLAIN_KEY.test(each)))) return undefined;
  const reference = engine.part[rootType](engine.name(root), keys);
  // A struct has parts of any type, which only a cast makes text for sure.
  return columnOf(reference, type ?? (rootType === 'struct' ? 'other' : 'text'), engine);
}

export function textColumn(reference: string): Column {
  return { reference, type: 'text', text: reference };
}

function columnOf(reference: string, type: ColumnType, engine: Engine): Column {
  if (type === 'text' || type === 'texts') return { reference, type, text: reference };
  const toText = type === 'address' ? (engine.addressText ?? engine.toText) : engine.toText;
  return { reference, type, text: toText(reference) };
}

export function isNumeric(type: ColumnType): boolean {
  return type === 'integer' || type === 'real';
}
