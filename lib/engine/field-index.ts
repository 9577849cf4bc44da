/** Everything the gates of one log source look for in one field, ready to be found in one go. */
import type { Place } from './needle.ts';
import type { Raise, Signal, TextPattern } from './pattern.ts';
import { BLOCK, buildSkipSearch, runSkipSearch, type SkipSearch } from './skip-search.ts';
import { buildTextTree, walkTextTree, type TextTree, type TreePattern } from './text-tree.ts';

/** Collects the patterns of a field. */
export interface FieldPatterns {
  add(place: Place, pattern: TextPattern): void;
  build(): FieldIndex;
}

export interface FieldIndex {
  readonly starts: TextTree | undefined;
  readonly ends: TextTree | undefined;
  /** Texts anywhere: long ones, and those that would shorten the leaps of the long. */
  readonly long: SkipSearch | undefined;
  readonly short: SkipSearch | undefined;
  /** Texts anywhere that are too short to leap. */
  readonly tiny: TextTree | undefined;
  /** Signals of patterns that every value has: those of the empty text. */
  readonly always: readonly Signal[];
  /** Values that are shorter hold nothing of it. */
  readonly minLength: number;
}

/**
 * A second search costs more than short leaps do, unless so many texts are looked for that the first would stop at
 * every other place.
 */
const MANY = 64;
const LONG = 6;

export function createFieldPatterns(): FieldPatterns {
  const starts: TreePattern[] = [];
  const ends: TreePattern[] = [];
  const anywhere: TextPattern[] = [];
  return {
    add(place, pattern) {
      switch (place) {
        case 'whole':
          starts.push({ ...pattern, whole: true });
          return;
        case 'start':
          starts.push({ ...pattern, whole: false });
          return;
        case 'end':
          ends.push({ ...pattern, whole: false });
          return;
        case 'anywhere':
          anywhere.push(pattern);
      }
    },
    build: () => {
      const ofLength = (from: number, to: number): readonly TextPattern[] =>
        anywhere.filter(({ text: { length } }) => from <= length && length < to);
      const tiny = ofLength(1, BLOCK).map((pattern) => ({ ...pattern, whole: false }));
      const cut = anywhere.length > MANY ? LONG : BLOCK;
      const short = ofLength(BLOCK, cut);
      const long = ofLength(cut, Infinity);
      const all = [...starts, ...ends, ...anywhere];
      return {
        starts: starts.length === 0 ? undefined : buildTextTree(starts, 'forward'),
        ends: ends.length === 0 ? undefined : buildTextTree(ends, 'backward'),
        long: long.length === 0 ? undefined : buildSkipSearch(long),
        short: short.length === 0 ? undefined : buildSkipSearch(short),
        tiny: tiny.length === 0 ? undefined : buildTextTree(tiny, 'forward'),
        always: ofLength(0, 1).map(({ signal }) => signal),
        minLength: all.reduce((least, { text }) => Math.min(least, text.length), Infinity),
      };
    },
  };
}

export function searchValue(index: FieldIndex, value: string, raise: Raise): void {
  const { starts, ends, long, short, tiny, always, minLength } = index;
  if (value.length < minLength) return;
  if (starts !== undefined) walkTextTree(starts, value, 0, raise);
  if (ends !== undefined) walkTextTree(ends, value, value.length, raise);
  if (long !== undefined) runSkipSearch(long, value, raise);
  if (short !== undefined) runSkipSearch(short, value, raise);
  if (tiny !== undefined) {
    for (let at = 0; at < value.length; at++) walkTextTree(tiny, value, at, raise);
  }
  for (const signal of always) raise(signal);
}
