/** What an event adds to a correlation: to which groups, and which values. */
import type { MatchedEvent } from './matched-event.ts';
import type { Counted } from './plan.ts';
import type { Addition } from './windows/kind.ts';

/** One event in one group of one correlation. */
export interface Contribution extends Addition {
  readonly event: PendingEvent;
  /** The rule through which it came, whose fields are the event's. */
  readonly rule: number;
  readonly values: Values;
  /** Of the group; see {@link keyOf}. */
  readonly key: string;
}

/** An event on its way; the number tells it from others. */
export interface PendingEvent extends MatchedEvent {
  readonly sequence: number;
}

/** Of each field of a rule; see `MatchedRule`. */
export type Values = readonly (readonly string[] | null)[];

/** The texts of one field; nothing where it has no value. */
export type FieldValues = readonly string[] | null | undefined;

/**
 * Groups and counted values one event may stand for, where its fields have several values. Far more than any real
 * event; the first ones count.
 */
const MAX_COMBINATIONS = 256;

const ONE_GROUP: readonly (readonly string[])[] = [[]];

/**
 * Each way to take one value of each field. None when a field has no value.
 *
 * @param fields - The values of each field.
 */
export function combine(fields: readonly FieldValues[]): readonly (readonly string[])[] {
  if (fields.length === 0) return ONE_GROUP;
  const first = fields[0];
  if (first === null || first === undefined) return [];
  if (fields.length === 1 && first.length === 1) return [first];
  let all: readonly (readonly string[])[] = ONE_GROUP;
  for (const values of fields) {
    if (values === null || values === undefined) return [];
    const [only] = values;
    all =
      values.length === 1 && only !== undefined
        ? all.map((each) => [...each, only])
        : all.flatMap((each) => values.map((value) => [...each, value])).slice(0, MAX_COMBINATIONS);
  }
  return all;
}

/** The text of a group or of counted values: the same exactly for the same values. */
export function keyOf(values: readonly string[]): string {
  return values.length === 1 ? (values[0] as string) : JSON.stringify(values);
}

/**
 * The values that a key stands for.
 *
 * @param count - How many they are.
 */
export function valuesOf(key: string, count: number): readonly string[] {
  return count === 1 ? [key] : (JSON.parse(key) as readonly string[]);
}

/** The keys of the groups that an event is in; see {@link combine}. */
export function groupKeys(fields: readonly FieldValues[]): readonly string[] {
  const [first] = fields;
  // One field with its texts, each of which is a key.
  if (fields.length === 1) return first ?? NO_KEYS;
  return combine(fields).map(keyOf);
}

const NO_KEYS: readonly string[] = [];

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
/** Longer than any number that a double tells from its neighbours needs. */
const MAX_NUMBER_LENGTH = 64;

/** Undefined for what is no finite number in decimal. */
export function numberFrom(text: string): number | undefined {
  if (text.length > MAX_NUMBER_LENGTH || !DECIMAL.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

export interface CountedValue {
  readonly text: string;
  readonly number: number;
}

const NO_VALUE: readonly CountedValue[] = [{ text: '', number: 0 }];

/** What of an event is counted; none when it has no value to count, and then it is no part of the correlation. */
export function countedValues(counted: Counted, fields: readonly FieldValues[]): readonly CountedValue[] {
  switch (counted) {
    case 'nothing':
      return NO_VALUE;
    case 'texts':
      return combine(fields).map((values) => ({ text: keyOf(values), number: 0 }));
    case 'numbers':
      return (fields[0] ?? []).flatMap((text) => {
        const number = numberFrom(text);
        return number === undefined ? [] : { text, number };
      });
  }
}
