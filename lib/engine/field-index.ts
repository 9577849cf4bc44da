/** Everything the gates of one log source look for in one field, ready to be found in one go. */
import { foldCase } from '../query/fold.ts';
import type { Place } from './needle.ts';
import type { Raise, Signal, TextPattern } from './pattern.ts';
import { buildGramSearch, runGramSearch, type GramSearch } from './gram-search.ts';
import { keysOf, WORD } from './keys.ts';
import { buildTextTree, walkTextTree, type TextTree, type TreePattern } from './text-tree.ts';

/** Collects the patterns of a field. */
export interface FieldPatterns {
  add(place: Place, pattern: TextPattern): void;
  build(): FieldIndex;
}

export interface FieldIndex {
  readonly starts: TextTree | undefined;
  readonly ends: TextTree | undefined;
  /** Texts anywhere, those that lengthen or shorten the leaps of each other apart. */
  readonly anywhere: readonly GramSearch[];
  /** The same for texts that hold more than ASCII, which most values do not. */
  readonly beyondAscii: readonly GramSearch[];
  /** A few texts too short for it to matter how they are looked for. */
  readonly tiny: readonly TinyText[];
  /** Signals of patterns that every value has: those of the empty text. */
  readonly always: readonly Signal[];
  /** Values that are shorter hold nothing of it. */
  readonly minLength: number;
  /** Whether the text of a number or a boolean can hold any of it. */
  readonly isInNumbers: boolean;
}

interface TinyText {
  readonly folded: string;
  readonly pattern: TextPattern;
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
      const byGram = groupByGram(anywhere.filter(({ text }) => isAscii(text)));
      const beyondAscii = anywhere.filter(({ text }) => !isAscii(text));
      const tiny: TextPattern[] = [];
      for (const [gram, patterns] of byGram) {
        if (gram === WORD || patterns.length > FEW) continue;
        tiny.push(...patterns);
        byGram.delete(gram);
      }
      return {
        starts: starts.length === 0 ? undefined : buildTextTree(starts, 'forward'),
        ends: ends.length === 0 ? undefined : buildTextTree(ends, 'backward'),
        anywhere: Array.from(byGram.values(), buildGramSearch),
        beyondAscii: Array.from(groupByGram(beyondAscii).values(), buildGramSearch),
        tiny: tiny.map((pattern) => ({ pattern, folded: foldCase(pattern.text) })),
        always: anywhere.filter(({ text }) => text === '').map(({ signal }) => signal),
        minLength: all.reduce((least, { text }) => Math.min(least, text.length), Infinity),
        isInNumbers: all.some(({ text }) => isPartOfNumber(text)),
      };
    },
  };
}

function isPartOfNumber(text: string): boolean {
  return /^[\d.e+-]*$/i.test(text) || NAMES.includes(foldCase(text));
}

const NAMES = 'true false nan infinity';

function isAscii(text: string): boolean {
  // Whatever folds to ASCII can be found in ASCII.
  // eslint-disable-next-line no-control-regex
  return !/[^\x00-\x7f]/.test(foldCase(text));
}

/** So many native searches cost less than one of ours. */
const FEW = 4;

/** Texts shorter than a gram are searched by grams of their own length. */
function groupByGram(patterns: readonly TextPattern[]): Map<number, TextPattern[]> {
  const byGram = new Map<number, TextPattern[]>();
  for (const pattern of patterns) {
    const gram = Math.min(pattern.text.length, WORD);
    if (gram === 0) continue;
    const others = byGram.get(gram);
    if (others === undefined) byGram.set(gram, [pattern]);
    else others.push(pattern);
  }
  return byGram;
}

export function searchValue(index: FieldIndex, value: string, raise: Raise): void {
  const { starts, ends, anywhere, beyondAscii, tiny, always, minLength } = index;
  if (value.length < minLength) return;
  if (starts !== undefined) walkTextTree(starts, value, 0, raise);
  if (ends !== undefined) walkTextTree(ends, value, value.length, raise);
  if (beyondAscii.length > 0 && !keysOf(value).isAscii) {
    for (const search of beyondAscii) runGramSearch(search, value, raise);
  }
  for (const search of anywhere) runGramSearch(search, value, raise);
  if (tiny.length > 0) {
    const folded = foldCase(value);
    for (const { folded: text, pattern } of tiny) {
      if (folded.includes(text) && (!pattern.cased || value.includes(pattern.text))) raise(pattern.signal);
    }
  }
  for (const signal of always) raise(signal);
}
