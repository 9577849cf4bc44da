/**
 * Finding the values of a field in an event.
 *
 * The exact key comes first, so that `id.orig_h` of Zeek is one key. Otherwise the name is a path: at each object
 * the rest of the path is tried as one key, then its first part is followed; a list on the way stands for all
 * its elements. Only own properties count, and a null is as good as no key.
 */
import type { EventRecord } from '../query/event.ts';
import { collectValues, elementsOf, type FieldValue } from './values.ts';

/** A field's name, taken apart once for all events. */
export interface FieldPath {
  readonly name: string;
  /** The parts between dots; empty when there is no dot. */
  readonly heads: readonly string[];
  /** `tails[i]` is the path from part `i` on. */
  readonly tails: readonly string[];
}

/** Paths of real logs have up to ten parts. A name with more than this is an exact key only. */
const MAX_PATH_PARTS = 64;

const NO_VALUES: readonly FieldValue[] = [];

export function fieldPath(name: string): FieldPath {
  const heads = name.includes('.') ? name.split('.', MAX_PATH_PARTS + 1) : [];
  if (heads.length === 0 || heads.length > MAX_PATH_PARTS) return { name, heads: [], tails: [] };
  return { name, heads, tails: heads.map((_, index) => heads.slice(index).join('.')) };
}

/** The present values of the field in the order of the event; none when it is absent or null. */
export function lookUp(event: EventRecord, path: FieldPath): readonly FieldValue[] {
  const exact = ownValue(event, path.name);
  if (exact === undefined && path.heads.length === 0) return NO_VALUES;
  const values: FieldValue[] = [];
  if (exact !== undefined) collectValues(exact, values);
  else follow(event, path, values);
  return values;
}

function follow(event: EventRecord, { heads, tails }: FieldPath, values: FieldValue[]): void {
  let holders: readonly object[] = [event];
  for (let i = 0; i < heads.length && holders.length > 0; i++) {
    const next: object[] = [];
    for (const holder of holders) {
      const whole = ownValue(holder, tails[i] as string);
      if (whole !== undefined) collectValues(whole, values);
      else addObjects(ownValue(holder, heads[i] as string), next);
    }
    holders = next;
  }
}

function addObjects(value: unknown, into: object[]): void {
  if (Array.isArray(value)) {
    for (const element of elementsOf(value)) {
      if (typeof element === 'object' && element !== null) into.push(element);
    }
  } else if (typeof value === 'object' && value !== null) into.push(value);
}

/** Undefined for what is missing, inherited or null. */
function ownValue(holder: object, key: string): unknown {
  if (!Object.hasOwn(holder, key)) return undefined;
  return (holder as Readonly<Record<string, unknown>>)[key] ?? undefined;
}

/** All values anywhere in the event, for keywords. Names of fields are not values. */
export function allValues(event: EventRecord): readonly FieldValue[] {
  const values: FieldValue[] = [];
  const stack: object[] = [event];
  // An object may hold itself, or stand in many places: looking once is enough, and always ends.
  const seen = new Set<object>(stack);
  for (let holder = stack.pop(); holder !== undefined; holder = stack.pop()) {
    for (const value of Object.values(holder) as unknown[]) {
      if (typeof value !== 'object' || value === null || value instanceof Date) collectValues(value, values);
      else if (!seen.has(value)) {
        seen.add(value);
        stack.push(value);
      }
    }
  }
  return values;
}
