/** Types of columns, from the settings and from the schema that a pipeline found. */
import type { FieldType, Schema } from '../../lib/backend/schema.ts';
import { COLUMN_TYPES, type ColumnType, type ColumnTypes } from './columns.ts';

/** The types that settings name. @throws RangeError for one that there is not */
export function typesOf(columns: Readonly<Record<string, ColumnType>>): ColumnTypes {
  const types = new Map(Object.entries(columns));
  for (const [name, type] of types) {
    if (!COLUMN_TYPES.includes(type)) {
      throw new RangeError(`${name}: ${type} is none of ${COLUMN_TYPES.join(', ')}.`);
    }
  }
  return types;
}

/** The types in a schema, those of the settings before its own; prepared once for each schema. */
export function createTypesIn(ownTypes: ColumnTypes): (schema: Schema | undefined) => ColumnTypes {
  const prepared = new WeakMap<Schema['types'], ColumnTypes>();
  return (schema) => {
    if (schema === undefined) return ownTypes;
    let types = prepared.get(schema.types);
    if (types === undefined) {
      types = new Map([
        ...Array.from(schema.types, ([name, type]) => [name, OWN_TYPE[type]] as const),
        ...ownTypes,
      ]);
      prepared.set(schema.types, types);
    }
    return types;
  };
}

/** The types of a pipeline's schema. */
const OWN_TYPE: Readonly<Record<FieldType, ColumnType>> = {
  string: 'text',
  wildcard: 'text',
  text: 'text',
  // Lakes keep addresses as text.
  ip: 'text',
  integer: 'integer',
  real: 'real',
  boolean: 'boolean',
  datetime: 'timestamp',
  guid: 'other',
  dynamic: 'json',
};
