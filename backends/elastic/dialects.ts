/** Dialects by what a schema says of fields: the same schema comes back with every rule. */
import type { TextDialect } from '../../lib/backend/dialect.ts';
import type { FieldTypes } from './field-types.ts';

/** Makes each dialect once, as long as its types are in use; types that come from one schema have one set of lists. */
export function createDialects(
  make: (types: FieldTypes, lists: ReadonlySet<string>) => TextDialect,
): (types: FieldTypes, lists?: ReadonlySet<string>) => TextDialect {
  const made = new WeakMap<FieldTypes, TextDialect>();
  return (types, lists = NONE) => {
    let dialect = made.get(types);
    if (dialect === undefined) made.set(types, (dialect = make(types, lists)));
    return dialect;
  };
}

const NONE: ReadonlySet<string> = /* @__PURE__ */ new Set();
