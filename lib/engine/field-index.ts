/** Everything the gates of one log source look for in one field, ready to be found in one go. */
import type { Raise, Signal, TextPattern } from './pattern.ts';
import { buildSkipSearch, runSkipSearch, type SkipSearch } from './skip-search.ts';
import { buildTextTree, walkTextTree, type TextTree, type TreePattern } from './text-tree.ts';

/** Where in a value a text must stand. */
export type Place = 'whole' | 'start' | 'end' | 'anywhere';

/** Collects the patterns of a field. */
export interface FieldPatterns {
  add(place: Place, pattern: TextPattern): void;
  build(): FieldIndex;
}

export interface FieldIndex {
  readonly starts: TextTree | undefined;
  readonly ends: TextTree | undefined;
  /** Long texts anywhere, and short ones, which would shorten the leaps of the long. */
  readonly long: SkipSearch | undefined;
  readonly short: SkipSearch | undefined;
  /** Single characters anywhere. */
  readonly characters: TextTree | undefined;
  /** Signals of patterns that every value has: those of the empty text. */
  readonly always: readonly Signal[];
}

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
      const characters = ofLength(1, 2).map((pattern) => ({ ...pattern, whole: false }));
      const short = ofLength(2, LONG);
      const long = ofLength(LONG, Infinity);
      return {
        starts: starts.length === 0 ? undefined : buildTextTree(starts, 'forward'),
        ends: ends.length === 0 ? undefined : buildTextTree(ends, 'backward'),
        long: long.length === 0 ? undefined : buildSkipSearch(long),
        short: short.length === 0 ? undefined : buildSkipSearch(short),
        characters: characters.length === 0 ? undefined : buildTextTree(characters, 'forward'),
        always: ofLength(0, 1).map(({ signal }) => signal),
      };
    },
  };
}

export function searchValue(index: FieldIndex, value: string, raise: Raise): void {
  const { starts, ends, long, short, characters, always } = index;
  if (starts !== undefined) walkTextTree(starts, value, 0, raise);
  if (ends !== undefined) walkTextTree(ends, value, value.length, raise);
  if (long !== undefined) runSkipSearch(long, value, raise);
  if (short !== undefined) runSkipSearch(short, value, raise);
  if (characters !== undefined) {
    for (let at = 0; at < value.length; at++) walkTextTree(characters, value, at, raise);
  }
  for (const signal of always) raise(signal);
}
