/**
 * One pass over the fields of an event for several scanners at once: each field is looked up, and its text taken,
 * one time.
 *
 * Most values of a log have been seen before: the same programs, accounts and hashes again and again. What a short
 * value raised is remembered, so that seeing it again costs one look into a map.
 */
import { allValues, fieldPath, lookUp, type FieldPath } from '../match/lookup.ts';
import { textOf } from '../match/values.ts';
import type { EventRecord } from '../query/event.ts';
import { createFieldPatterns, searchValue, type FieldIndex } from './field-index.ts';
import type { Raise, Signal } from './pattern.ts';
import type { Scanner } from './scanner.ts';

export interface Sweep {
  /** Shows the event to the scanners; what they make of it is theirs to tell. */
  scan(event: EventRecord): void;
}

/** A signal of one of the scanners. */
interface Hit {
  readonly scanner: Scanner;
  readonly signal: Signal;
}

/** What is looked for in a field, or in every value. */
export interface Interest {
  readonly index: FieldIndex;
  readonly hitOf: (signal: Signal) => Hit;
  readonly raise: Raise;
}

interface FieldPlan {
  readonly interests: readonly Interest[];
  /** Those in every value among them. */
  readonly all: readonly Interest[];
  /** By value: what it raises. */
  readonly seen: Map<unknown, readonly Hit[]>;
}

interface PathPlan {
  readonly path: FieldPath;
  readonly interests: readonly Interest[];
}

/** Longer values seldom come twice, and taking them to a map costs about as much as searching them. */
const MAX_SEEN_LENGTH = 80;

/** A map that is full starts anew. Some ten thousand maps of this size are what the largest rule set can have. */
const MAX_SEEN = 1024;

/** @param keywords - What the scanners look for in every value, see {@link keywordInterest}. */
export function createSweep(scanners: readonly Scanner[], keywords: Interest | undefined): Sweep {
  const everywhere = keywords === undefined ? [] : [keywords];
  const byName = new Map<string, Interest[]>();
  for (const scanner of scanners) {
    const hitOf = (signal: Signal): Hit => ({ scanner, signal });
    for (const [field, index] of scanner.searches.fields) {
      const interests = byName.get(field);
      const interest = { index, hitOf, raise: scanner.raise };
      if (interests === undefined) byName.set(field, [interest]);
      else interests.push(interest);
    }
  }
  const plans = new Map<string, FieldPlan>();
  const paths: PathPlan[] = [];
  for (const [name, interests] of byName) {
    // A name with dots can be a path into nested objects and is looked up; others are keys of the event or nothing.
    if (name.includes('.')) paths.push({ path: fieldPath(name), interests });
    else plans.set(name, { interests, all: [...interests, ...everywhere], seen: new Map() });
  }
  const atLeast = keywords?.index.minLength ?? Infinity;

  function offerField(key: string, raw: unknown, nested: unknown[]): void {
    const plan = plans.get(key);
    if (plan !== undefined) offer(raw, plan);
    else if (typeof raw === 'string') {
      if (raw.length >= atLeast) searchAll(raw, everywhere);
    } else if (typeof raw !== 'object' && keywords !== undefined) {
      const text = textOf(raw);
      if (text !== undefined && text.length >= atLeast) searchAll(text, everywhere);
    }
    if (typeof raw === 'object' && raw !== null) nested.push(raw);
  }

  return {
    scan(event) {
      const nested: unknown[] = [];
      if (hasPlainPrototype(event)) {
        // The fast way through the fields of an object: they are all its own.
        for (const key in event) offerField(key, event[key], nested);
      } else for (const key of Object.keys(event)) offerField(key, event[key], nested);
      for (const { path, interests } of paths) {
        for (const { text } of lookUp(event, path)) searchAll(text, interests);
      }
      if (nested.length > 0 && keywords !== undefined) {
        for (const { text } of allValues({ nested })) searchAll(text, everywhere);
      }
    },
  };
}

/** The keywords of all scanners as one. */
export function keywordInterest(scanners: readonly Scanner[]): Interest | undefined {
  const patterns = createFieldPatterns();
  const hits: Hit[] = [];
  for (const scanner of scanners) {
    for (const { place, text, cased, signal } of scanner.searches.keywords) {
      patterns.add(place, { text, cased, signal: hits.push({ scanner, signal }) - 1 });
    }
  }
  if (hits.length === 0) return undefined;
  const hitOf = (index: Signal): Hit => hits[index] as Hit;
  const raise = (index: Signal): void => {
    const { scanner, signal } = hitOf(index);
    scanner.raise(signal);
  };
  return { index: patterns.build(), hitOf, raise };
}

function hasPlainPrototype(event: EventRecord): boolean {
  const prototype: unknown = Object.getPrototypeOf(event);
  if (prototype === null) return true;
  if (prototype !== Object.prototype) return false;
  // Whatever somebody put into the prototype of all objects.
  for (const _ in {}) return false;
  return true;
}

function offer(raw: unknown, plan: FieldPlan): void {
  if (typeof raw === 'object') {
    if (raw !== null) for (const { text } of lookUp({ raw }, RAW)) searchAll(text, plan.interests);
  } else if (typeof raw === 'string' && raw.length > MAX_SEEN_LENGTH) searchAll(raw, plan.all);
  else {
    const hits = plan.seen.get(raw) ?? learn(raw, plan);
    for (const { scanner, signal } of hits) scanner.raise(signal);
  }
}

const RAW: FieldPath = { name: 'raw', heads: [], tails: [] };

const NO_HITS: readonly Hit[] = [];

function learn(raw: unknown, { all, seen }: FieldPlan): readonly Hit[] {
  const text = textOf(raw);
  let hits: readonly Hit[] = NO_HITS;
  if (text !== undefined) {
    for (const { index, hitOf } of all) {
      const signals = new Set<Signal>();
      searchValue(index, text, (signal) => signals.add(signal));
      if (signals.size > 0) hits = [...hits, ...Array.from(signals, hitOf)];
    }
  }
  if (seen.size >= MAX_SEEN) seen.clear();
  seen.set(raw, hits);
  return hits;
}

function searchAll(text: string, interests: readonly Interest[]): void {
  for (const { index, raise } of interests) searchValue(index, text, raise);
}
