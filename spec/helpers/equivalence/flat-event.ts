/** Events as the targets store them: a value, or a list of values, for each name. */
import { valuesOf } from '../evaluate.ts';

export type Scalar = string | number | boolean;
export type FlatValue = Scalar | null | readonly Scalar[];
export type FlatEvent = Readonly<Record<string, FlatValue>>;

/** The values that are there. */
export function heldBy(event: FlatEvent, field: string): readonly Scalar[] {
  const value = Object.hasOwn(event, field) ? event[field] : null;
  if (value === null || value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}

/**
 * These fields of an event of any shape. Collectors write paths with dots, lists without lists inside them, and
 * objects as JSON.
 */
export function flatten(event: Readonly<Record<string, unknown>>, fields: Iterable<string>): FlatEvent {
  const flat: Record<string, FlatValue> = {};
  for (const field of fields) {
    const values = valuesOf(event, field).map((value) =>
      typeof value === 'object' ? JSON.stringify(value) : (value as Scalar),
    );
    if (values.length > 0) flat[field] = values.length === 1 ? (values[0] as Scalar) : values;
  }
  return flat;
}
