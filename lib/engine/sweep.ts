/**
 * One pass over the fields of an event for several scanners at once: each field is looked up, and its text taken,
 * one time.
 */
import { allValues, fieldPath, lookUp, type FieldPath } from '../match/lookup.ts';
import { textOf } from '../match/values.ts';
import type { EventRecord } from '../query/event.ts';
import { searchValue, type FieldIndex } from './field-index.ts';
import type { Raise } from './pattern.ts';
import type { Scanner } from './scanner.ts';

export interface Sweep {
  /** By scanner: the indices of its rules that match. */
  scan(event: EventRecord): readonly (readonly number[])[];
}

interface Interest {
  readonly index: FieldIndex;
  readonly raise: Raise;
}

interface PathInterest {
  readonly path: FieldPath;
  readonly interests: readonly Interest[];
}

export function createSweep(scanners: readonly Scanner[]): Sweep {
  const keywords: Interest[] = [];
  const byName = new Map<string, Interest[]>();
  for (const { indexes, raise } of scanners) {
    for (const [field, index] of indexes) {
      if (field === null) keywords.push({ index, raise });
      else {
        const interests = byName.get(field);
        if (interests === undefined) byName.set(field, [{ index, raise }]);
        else interests.push({ index, raise });
      }
    }
  }
  // A name with dots can be a path into nested objects and is looked up; others are keys of the event or nothing.
  const paths: PathInterest[] = [...byName]
    .filter(([name]) => name.includes('.'))
    .map(([name, interests]) => ({ path: fieldPath(name), interests }));
  for (const { path } of paths) byName.delete(path.name);

  return {
    scan(event) {
      for (const scanner of scanners) scanner.begin(event);
      for (const key of Object.keys(event)) {
        const interests = byName.get(key);
        if (interests !== undefined) offer(event[key], interests);
      }
      for (const { path, interests } of paths) {
        for (const { text } of lookUp(event, path)) search(text, interests);
      }
      if (keywords.length > 0) offerAll(event, keywords);
      return scanners.map((scanner) => scanner.finish());
    },
  };
}

function offer(raw: unknown, interests: readonly Interest[]): void {
  if (typeof raw === 'string') search(raw, interests);
  else if (typeof raw === 'object' && raw !== null) {
    for (const { text } of lookUp({ raw }, RAW)) search(text, interests);
  } else {
    const text = textOf(raw);
    if (text !== undefined) search(text, interests);
  }
}

const RAW: FieldPath = { name: 'raw', heads: [], tails: [] };

/** Every value anywhere. Flat events, the usual ones, need no list of their values. */
function offerAll(event: EventRecord, interests: readonly Interest[]): void {
  const isFlat = Object.values(event).every((value) => typeof value !== 'object' || value === null);
  if (isFlat) for (const value of Object.values(event)) offer(value, interests);
  else for (const { text } of allValues(event)) search(text, interests);
}

function search(text: string, interests: readonly Interest[]): void {
  for (const { index, raise } of interests) searchValue(index, text, raise);
}
