/** What the mapping says of a field: which operators a language accepts on it, and how a value is written for it. */
import type { FieldType as SchemaType, Schema } from '../../lib/backend/schema.ts';

/** Field types of Elasticsearch that its languages treat differently; others count as the one they resemble. */
export type FieldType = 'keyword' | 'wildcard' | 'text' | 'long' | 'double' | 'boolean' | 'ip' | 'date';

/** Every {@link FieldType}, for tools that read types from their user. */
export const FIELD_TYPES: readonly FieldType[] = [
  'keyword',
  'wildcard',
  'text',
  'long',
  'double',
  'boolean',
  'ip',
  'date',
];

/** Types by field name; a field that is not in it is a `keyword`. */
export type FieldTypes = ReadonlyMap<string, FieldType>;

export function typeOf(field: string, types: FieldTypes): FieldType {
  return types.get(field) ?? 'keyword';
}

export function isNumeric(type: FieldType): boolean {
  return type === 'long' || type === 'double';
}

/**
 * The types that settings declare.
 *
 * @throws RangeError for a type that is not one of {@link FIELD_TYPES}
 */
export function readTypes(fields: Readonly<Record<string, FieldType>>): FieldTypes {
  const types = new Map(Object.entries(fields));
  for (const [field, type] of types) {
    if (!FIELD_TYPES.includes(type)) {
      throw new RangeError(
        `"${type}" is no type of the field "${field}"; types are ${FIELD_TYPES.join(', ')}`,
      );
    }
  }
  return types;
}

/** Adds the types of settings to those of a schema, once for each schema. Where both name a field, settings count. */
export function createTypeMerger(own: FieldTypes): (schema: Schema | undefined) => FieldTypes {
  const merged = new WeakMap<Schema['types'], FieldTypes>();
  return (schema) => {
    if (schema === undefined) return own;
    const known = merged.get(schema.types);
    if (known !== undefined) return known;
    const types = new Map([...schema.types].map(([name, type]) => [name, ELASTIC_TYPE[type]] as const));
    for (const [name, type] of own) types.set(name, type);
    merged.set(schema.types, types);
    return types;
  };
}

const ELASTIC_TYPE: Readonly<Record<SchemaType, FieldType>> = {
  string: 'keyword',
  wildcard: 'wildcard',
  text: 'text',
  integer: 'long',
  real: 'double',
  boolean: 'boolean',
  datetime: 'date',
  ip: 'ip',
  guid: 'keyword',
  dynamic: 'keyword',
};
