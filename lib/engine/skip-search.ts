/**
 * Many texts looked for anywhere in a value, by leaps: S. Wu and U. Manber, "A fast algorithm for multi-pattern
 * searching", University of Arizona TR-94-17.
 *
 * A window as long as the shortest text moves over the value. Its last three characters tell how far it can leap
 * without passing over the start of any text; only where they could end a start is the tree of texts walked.
 */
import { caseVariants, foldCase } from '../query/fold.ts';
import { escapeRegex } from '../match/text.ts';
import type { Raise, TextPattern } from './pattern.ts';
import { buildTextTree, walkTextTree, type TextTree, type TreePattern } from './text-tree.ts';

export interface SkipSearch {
  /** The length of the shortest text. */
  readonly window: number;
  /** By hash of three characters: how far to leap, 0 to look. */
  readonly leaps: Uint8Array;
  /** How far apart the characters stand in the hash. */
  readonly shift: number;
  readonly tree: TextTree;
  /** Where leaps would be short and texts are few: an expression without which long values need no search. */
  readonly filter: RegExp | undefined;
}

/** Characters that a leap is decided by: also the shortest text that can be looked for. */
export const BLOCK = 3;

/**
 * Low bits of each character. Letters of ASCII have theirs in common with their other case, so the search need not
 * fold. Blocks share an entry when their hashes meet, which makes leaps shorter and never wrong.
 */
const MASK = 31;

/** Tables of 8 kB, which stay in the fastest cache, and of 32 kB for more texts than those tell apart. */
const SMALL_SHIFT = 4;
const LARGE_SHIFT = 5;
const MANY = 128;

const MAX_WINDOW = 64;

/** @param patterns - Texts of at least {@link BLOCK} characters. */
export function buildSkipSearch(patterns: readonly TextPattern[]): SkipSearch {
  let window = MAX_WINDOW;
  for (const { text } of patterns) window = Math.min(window, text.length);
  const placed = placeWindows(patterns, window);
  const shift = patterns.length > MANY ? LARGE_SHIFT : SMALL_SHIFT;
  const leaps = new Uint8Array(1 << (2 * shift + 5)).fill(window - BLOCK + 1);
  for (const { text, lead } of placed) {
    for (let end = BLOCK - 1; end < window; end++) {
      const leap = window - 1 - end;
      const last = lead.length + end;
      for (const at of hashesOf(text.slice(last - BLOCK + 1, last + 1), shift)) {
        if (leap < (leaps[at] as number)) leaps[at] = leap;
      }
    }
  }
  return { window, leaps, shift, tree: buildTextTree(placed, 'forward'), filter: filterOf(patterns, window) };
}

const FILTER_WINDOW = 5;
const FILTER_TEXTS = 12;

/** `RegExp` looks for a few texts at about a nanosecond a character, several times as fast as we do one by one. */
function filterOf(patterns: readonly TextPattern[], window: number): RegExp | undefined {
  if (window > FILTER_WINDOW || patterns.length > FILTER_TEXTS) return undefined;
  const texts = new Set(patterns.map(({ text }) => text));
  // Beyond ASCII, `i` does not fold as we do.
  // eslint-disable-next-line no-control-regex
  if ([...texts].some((text) => /[^\x00-\x7f]/.test(text))) return undefined;
  return new RegExp([...texts].map(escapeRegex).join('|'), 'i');
}

interface PlacedPattern extends TreePattern {
  readonly lead: string;
}

/**
 * Which part of each text is looked for first: one whose end few of the texts share. What many rules look for,
 * `Windows` and `.dll`, is what many events have, and would call for a look at every other place.
 */
function placeWindows(patterns: readonly TextPattern[], window: number): readonly PlacedPattern[] {
  const folded = patterns.map(({ text }) => foldCase(text));
  if (patterns.length > MAX_PLACED) {
    return patterns.map((pattern) => ({ ...pattern, whole: false, lead: '' }));
  }
  const counts = new Map<string, number>();
  for (const text of folded) {
    for (let end = BLOCK; end <= text.length; end++) {
      const block = text.slice(end - BLOCK, end);
      counts.set(block, (counts.get(block) ?? 0) + 1);
    }
  }
  return patterns.map((pattern, index) => {
    const text = folded[index] as string;
    let best = window;
    let least = Infinity;
    for (let end = window; end <= Math.min(text.length, window + MAX_LEAD); end++) {
      const count = counts.get(text.slice(end - BLOCK, end)) as number;
      if (count > least) continue;
      least = count;
      best = end;
    }
    return { ...pattern, whole: false, lead: text.slice(0, best - window) };
  });
}

/** Among so many texts every part is rare. */
const MAX_PLACED = 200;

/** Beyond it all parts are as good. */
const MAX_LEAD = 64;

/** The hashes of a block in all its cases. */
function hashesOf(block: string, shift: number): Iterable<number> {
  let hashes = new Set([0]);
  for (const unit of block.split('')) {
    const longer = new Set<number>();
    // The variants of a folded unit are all that fold to it.
    for (const variant of caseVariants(unit)) {
      for (const hash of hashes) longer.add((hash << shift) ^ (variant.charCodeAt(0) & MASK));
    }
    hashes = longer;
  }
  return hashes;
}

/** Raises the signals of all patterns that occur in the value. */
export function runSkipSearch(search: SkipSearch, value: string, raise: Raise): void {
  const { window, leaps, shift, tree, filter } = search;
  const { length } = value;
  if (filter !== undefined && length > SHORT && !filter.test(value)) return;
  // Each leap waits for the one before it. In long values two windows take turns, one for each half, so that the
  // processor has something to do meanwhile.
  let end = window - 1;
  let last = length;
  if (length > LONG) {
    last = length >> 1;
    let other = last;
    while (end < last && other < length) {
      const leap = leaps[hashAt(value, end, shift)] as number;
      const otherLeap = leaps[hashAt(value, other, shift)] as number;
      if (leap === 0) walkTextTree(tree, value, end - window + 1, raise);
      if (otherLeap === 0) walkTextTree(tree, value, other - window + 1, raise);
      end += leap === 0 ? 1 : leap;
      other += otherLeap === 0 ? 1 : otherLeap;
    }
    searchFrom(search, value, other, length, raise);
  }
  searchFrom(search, value, end, last, raise);
}

const SHORT = 40;
const LONG = 200;

/** With the window's end from one place to before another. */
function searchFrom(
  { window, leaps, shift, tree }: SkipSearch,
  value: string,
  from: number,
  to: number,
  raise: Raise,
): void {
  let end = from;
  while (end < to) {
    const leap = leaps[hashAt(value, end, shift)] as number;
    if (leap > 0) end += leap;
    else {
      walkTextTree(tree, value, end - window + 1, raise);
      end++;
    }
  }
}

function hashAt(value: string, end: number, shift: number): number {
  return (
    ((value.charCodeAt(end - 2) & MASK) << (2 * shift)) ^
    ((value.charCodeAt(end - 1) & MASK) << shift) ^
    (value.charCodeAt(end) & MASK)
  );
}
