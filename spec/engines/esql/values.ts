/** Values and types of ES|QL, as far as conditions need them. */

/** A `date` is held in milliseconds, an `ip` as its text. */
export type EsqlColumn = 'keyword' | 'long' | 'double' | 'boolean' | 'ip' | 'date';
export type EsqlMapping = ReadonlyMap<string, EsqlColumn>;

export type Typed = string | number | boolean;
/** Null where there is nothing, a list where there are several. */
export type EsqlValue = Typed | readonly Typed[] | null;

/** How a condition on `to_lower` is run: Elasticsearch chooses. */
export type EsqlWay = 'evaluated' | 'in the index';

export function isSeveral(value: EsqlValue): value is readonly Typed[] {
  return typeof value === 'object' && value !== null;
}
