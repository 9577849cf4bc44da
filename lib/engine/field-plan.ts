/**
 * What is looked for in one field of the events of one kind, and what its values were found to hold.
 *
 * Most values of a log have been seen before: the same programs, accounts and hashes again and again. Of short values
 * many are remembered; of every field the last value is, since an event often resembles the one before it.
 */
import { lookUp, type FieldPath } from '../match/lookup.ts';
import type { Raise, Signal } from '../match/texts/pattern.ts';
import { textOf } from '../match/values.ts';
import { searchValue, type FieldIndex } from './field-index.ts';
import type { Scanner } from './scanner.ts';

/** A signal of one of the scanners. */
export interface Hit {
  readonly scanner: Scanner;
  readonly signal: Signal;
}

/** What is looked for in a field, or in every value. */
export interface Interest {
  readonly index: FieldIndex;
  /** Raises a signal of the index at the scanner that asked for it. */
  readonly raise: Raise;
  /** Notes it in {@link found}. */
  readonly note: Raise;
}

export interface FieldPlan {
  /** Those in this field alone. */
  readonly interests: readonly Interest[];
  /** Those in every value as well. */
  readonly all: readonly Interest[];
  /** By short value: what it raises. Undefined for fields that no rule names, whose values are told apart by searching. */
  readonly seen: Map<unknown, readonly Hit[]> | undefined;
  /** The last value that was searched, and what it raises. */
  last: unknown;
  lastHits: readonly Hit[];
}

/** Taking longer values to a map costs more than searching them. */
const MAX_SEEN_LENGTH = 80;

/** A map that is full starts anew. Some ten thousand maps of this size are what the largest rule set can have. */
const MAX_SEEN = 1024;

/** What is longer is not kept as the last value, which would hold on to much memory. */
const MAX_KEPT_LENGTH = 1 << 16;

/** Stands for a last value that was not kept: it equals none, itself included. */
const NOT_KEPT = NaN;

const NO_HITS: readonly Hit[] = [];

/** @param everywhere - What is looked for in every value. */
export function planField(interests: readonly Interest[], everywhere: readonly Interest[]): FieldPlan {
  return {
    interests,
    all: [...interests, ...everywhere],
    seen: interests.length === 0 ? undefined : new Map(),
    last: undefined,
    lastHits: NO_HITS,
  };
}

/** What a value that is being searched holds, for {@link hitsIn}. */
let found: Hit[] = [];

/** @param hits - By what the index calls its signals. */
export function interestIn(index: FieldIndex, hits: readonly Hit[]): Interest {
  return {
    index,
    raise(name) {
      const { scanner, signal } = hits[name] as Hit;
      scanner.raise(signal);
    },
    note(name) {
      const hit = hits[name] as Hit;
      if (!found.includes(hit)) found.push(hit);
    },
  };
}

/** Raises what the value of the field holds. */
export function offer(raw: unknown, plan: FieldPlan): void {
  if (raw !== plan.last) {
    if (typeof raw === 'object') {
      if (raw !== null) for (const { text } of lookUp({ raw }, RAW)) searchAll(text, plan.interests);
      return;
    }
    plan.lastHits = typeof raw === 'string' ? hitsOfText(raw, plan) : hitsOfOther(raw, plan);
    plan.last = typeof raw === 'string' && raw.length > MAX_KEPT_LENGTH ? NOT_KEPT : raw;
  }
  const { lastHits } = plan;
  for (let i = 0; i < lastHits.length; i++) {
    const { scanner, signal } = lastHits[i] as Hit;
    scanner.raise(signal);
  }
}

const RAW: FieldPath = { name: 'raw', heads: [], tails: [] };

function hitsOfText(text: string, { seen, all }: FieldPlan): readonly Hit[] {
  if (seen === undefined || text.length > MAX_SEEN_LENGTH) return hitsIn(text, all);
  let hits = seen.get(text);
  if (hits === undefined) remember(seen, text, (hits = hitsIn(text, all)));
  return hits;
}

/** Of a number, a boolean, or no value. */
function hitsOfOther(raw: unknown, { seen, all }: FieldPlan): readonly Hit[] {
  if (seen === undefined) {
    const asked = all.filter(({ index }) => index.isInNumbers);
    const text = asked.length === 0 ? undefined : textOf(raw);
    return text === undefined ? NO_HITS : hitsIn(text, asked);
  }
  let hits = seen.get(raw);
  if (hits === undefined) {
    const text = textOf(raw);
    hits = text === undefined ? NO_HITS : hitsIn(text, all);
    remember(seen, raw, hits);
  }
  return hits;
}

function remember(seen: Map<unknown, readonly Hit[]>, raw: unknown, hits: readonly Hit[]): void {
  if (seen.size >= MAX_SEEN) seen.clear();
  seen.set(raw, hits);
}

function hitsIn(text: string, interests: readonly Interest[]): readonly Hit[] {
  // Left by a search that was cut short: whoever asks from deep down has no stack left.
  if (found.length > 0) found = [];
  for (const { index, note } of interests) {
    searchValue(index, text, note);
  }
  if (found.length === 0) return NO_HITS;
  const hits = found;
  found = [];
  return hits;
}

/** Raises what the text holds. */
export function searchAll(text: string, interests: readonly Interest[]): void {
  for (const { index, raise } of interests) searchValue(index, text, raise);
}
