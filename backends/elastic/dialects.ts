/** Dialects by the types of fields: the same types come back with every rule of a schema. */
import type { TextDialect } from '../../lib/backend/dialect.ts';
import type { FieldTypes } from './field-types.ts';

/** Makes each dialect once, as long as its types are in use. */
export function createDialects(make: (types: FieldTypes) => TextDialect): (types: FieldTypes) => TextDialect {
  const made = new WeakMap<FieldTypes, TextDialect>();
  return (types) => {
    let dialect = made.get(types);
    if (dialect === undefined) made.set(types, (dialect = make(types)));
    return dialect;
  };
}
