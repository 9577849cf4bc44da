/** Maps of Parquet as objects: DuckDB gives a list of pairs, in which no field of a rule could be found. */
import type { DuckDBType } from '@duckdb/node-api';

/** A value of a type with a map in it, as JSON has it, with objects in the place of maps. */
export type Change = (value: unknown) => unknown;

/**
 * Undefined for a type that has no map in it.
 *
 * @param type - As DuckDB describes it; types nest as deep as the file says, which Parquet readers bound.
 */
export function mapsToObjects(type: DuckDBType): Change | undefined {
  if ('keyType' in type) {
    const change = mapsToObjects(type.valueType);
    return onList((pairs) =>
      Object.fromEntries(
        pairs.map((pair) => {
          const { key, value } = pair as { readonly key: unknown; readonly value: unknown };
          return [String(key), change === undefined ? value : change(value)];
        }),
      ),
    );
  }
  if ('entryNames' in type && 'entryTypes' in type) {
    const changes = type.entryNames.flatMap((name, index): readonly (readonly [string, Change])[] => {
      const entry = type.entryTypes[index];
      const change = entry && mapsToObjects(entry);
      return change === undefined ? [] : [[name, change]];
    });
    return changes.length === 0 ? undefined : (value) => changeMembers(value, changes);
  }
  if (!('valueType' in type)) return undefined;
  const change = mapsToObjects(type.valueType);
  return change && onList((items) => items.map(change));
}

function onList(change: (items: readonly unknown[]) => unknown): Change {
  return (value) => (Array.isArray(value) ? change(value) : value);
}

/** The same with some of its members changed. */
export function changeMembers(value: unknown, changes: readonly (readonly [string, Change])[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const members = value as Readonly<Record<string, unknown>>;
  return {
    ...members,
    ...Object.fromEntries(changes.map(([name, change]) => [name, change(members[name])])),
  };
}
