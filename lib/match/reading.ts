/**
 * One pass over one event: each field is looked up, and its text folded, at most once however many leaves of
 * the rule ask for it. A reading lives as long as one call of a predicate.
 */
import type { EventRecord } from '../query/event.ts';
import { allValues, fieldPath, lookUp, type FieldPath } from './lookup.ts';
import type { FieldValue } from './values.ts';

export interface Reading {
  readonly event: EventRecord;
  readonly fields: readonly (FieldPath | null)[];
  /** By slot; undefined until asked for. */
  readonly values: (readonly FieldValue[] | undefined)[];
}

/** A fresh reading: nothing of the event is known yet. */
export function readingOf(event: EventRecord, fields: Reading['fields']): Reading {
  return { event, fields, values: [] };
}

/** A question to an event. */
export type EventTest = (reading: Reading) => boolean;

/** A question to one value of a field. */
export type ValueTest = (value: FieldValue) => boolean;

/** Gives each field of a rule a number, so that readings find its values without a hash. */
export interface Slots {
  readonly fields: readonly (FieldPath | null)[];
  /** The slot of a field; null for keywords, whose values are all those of the event. */
  slotOf(field: string | null): number;
}

export function createSlots(): Slots {
  const fields: (FieldPath | null)[] = [];
  const slots = new Map<string | null, number>();
  return {
    fields,
    slotOf(field) {
      const known = slots.get(field);
      if (known !== undefined) return known;
      const slot = fields.push(field === null ? null : fieldPath(field)) - 1;
      slots.set(field, slot);
      return slot;
    },
  };
}

/** The present values of the field in this slot. */
export function valuesAt(reading: Reading, slot: number): readonly FieldValue[] {
  return (reading.values[slot] ??= read(reading.event, reading.fields[slot] ?? null));
}

function read(event: EventRecord, path: FieldPath | null): readonly FieldValue[] {
  return path === null ? allValues(event) : lookUp(event, path);
}

/** True when some value of the field passes. */
export function someValue(slot: number, test: ValueTest): EventTest {
  return (reading) => {
    for (const value of valuesAt(reading, slot)) if (test(value)) return true;
    return false;
  };
}
