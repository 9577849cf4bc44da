/** Everything the gates of one log source look for in one field, ready to be found in one go. */
import type { Raise, TextPattern } from '../match/texts/pattern.ts';
import { buildTextSearch, searchText, type TextSearch } from '../match/texts/text-search.ts';
import { foldCase } from '../query/fold.ts';
import type { Place } from './needle.ts';
import { buildTextTree, walkTextTree, type TextTree, type TreePattern } from './text-tree.ts';

/** Collects the patterns of a field. */
export interface FieldPatterns {
  add(place: Place, pattern: TextPattern): void;
  build(): FieldIndex;
}

export interface FieldIndex {
  readonly starts: TextTree | undefined;
  readonly ends: TextTree | undefined;
  readonly anywhere: TextSearch | undefined;
  /** Values that are shorter hold nothing of it. */
  readonly minLength: number;
  /** Whether the text of a number or a boolean can hold any of it. */
  readonly isInNumbers: boolean;
}

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
      const all = [...starts, ...ends, ...anywhere];
      return {
        starts: starts.length === 0 ? undefined : buildTextTree(starts, 'forward'),
        ends: ends.length === 0 ? undefined : buildTextTree(ends, 'backward'),
        anywhere: anywhere.length === 0 ? undefined : buildTextSearch(anywhere),
        minLength: all.reduce((least, { text }) => Math.min(least, text.length), Infinity),
        isInNumbers: all.some(({ text }) => isPartOfNumber(text)),
      };
    },
  };
}

/** Whether some number or boolean has the text in its own; some texts that none has are let through. */
function isPartOfNumber(text: string): boolean {
  return /^[\d.e+-]*$/i.test(text) || NAMES.includes(foldCase(text));
}

const NAMES = 'true false nan -infinity';

/** Raises the signals of all patterns that the value has in their places. */
export function searchValue(index: FieldIndex, value: string, raise: Raise): void {
  if (value.length < index.minLength) return;
  const { starts, ends, anywhere } = index;
  if (starts !== undefined) walkTextTree(starts, value, 0, raise);
  if (ends !== undefined) walkTextTree(ends, value, value.length, raise);
  if (anywhere !== undefined) searchText(anywhere, value, raise);
}
