/**
 * Many texts looked for anywhere in a value, by leaps: S. Wu and U. Manber, "A fast algorithm for multi-pattern
 * searching", University of Arizona TR-94-17.
 *
 * A window as long as the shortest text moves over the value. Its last two characters tell how far it can leap
 * without passing over the start of any text; only where they could end a start is the tree of texts walked.
 */
import { foldTable } from './folding.ts';
import type { Raise, TextPattern } from './pattern.ts';
import { buildTextTree, walkTextTree, type TextTree } from './text-tree.ts';

export interface SkipSearch {
  /** The length of the shortest text. */
  readonly window: number;
  /** By hash of two characters: how far to leap, 0 to look. */
  readonly leaps: Uint8Array;
  readonly tree: TextTree;
}

/** Pairs share an entry when their hashes meet, which makes leaps shorter and never wrong. */
const HASH_SIZE = 1 << 13;
const MAX_WINDOW = 64;

/** @param patterns texts of at least two characters */
export function buildSkipSearch(patterns: readonly TextPattern[]): SkipSearch {
  const fold = foldTable();
  const window = Math.min(MAX_WINDOW, ...patterns.map(({ text }) => text.length));
  const leaps = new Uint8Array(HASH_SIZE).fill(window - 1);
  for (const { text } of patterns) {
    for (let end = 1; end < window; end++) {
      const first = fold[text.charCodeAt(end - 1)] as number;
      const second = fold[text.charCodeAt(end)] as number;
      const at = hash(first, second);
      leaps[at] = Math.min(leaps[at] as number, window - 1 - end);
    }
  }
  const tree = buildTextTree(
    patterns.map((pattern) => ({ ...pattern, whole: false })),
    'forward',
  );
  return { window, leaps, tree };
}

function hash(first: number, second: number): number {
  return (first * 67 + second) & (HASH_SIZE - 1);
}

/** Raises the signals of all patterns that occur in the value. */
export function runSkipSearch({ window, leaps, tree }: SkipSearch, value: string, raise: Raise): void {
  const fold = foldTable();
  const { length } = value;
  let end = window - 1;
  while (end < length) {
    const first = fold[value.charCodeAt(end - 1)] as number;
    const second = fold[value.charCodeAt(end)] as number;
    const leap = leaps[(first * 67 + second) & (HASH_SIZE - 1)] as number;
    if (leap > 0) end += leap;
    else {
      walkTextTree(tree, value, end - window + 1, raise);
      end++;
    }
  }
}
