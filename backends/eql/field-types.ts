/** What the mapping says of a field: which operators EQL accepts on it, and how a value is written for it. */

/** Field types of Elasticsearch that EQL treats differently; others count as the one they resemble. */
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

/** Fields of these types hold whole texts; all text operators work on them. */
export function isText(type: FieldType): boolean {
  return type === 'keyword' || type === 'wildcard';
}

export function isNumeric(type: FieldType): boolean {
  return type === 'long' || type === 'double';
}
