/**
 * How far a pipeline may make a rule grow. Each step can double what the one before it made, and files come from others.
 */
import type { Leaf } from '../../query/query.ts';
import { patternOf } from './texts.ts';

/** Items in one list. Public pipelines have up to a hundred. */
export const MAX_ITEMS = 1000;

/** Of all that a step changed in one rule, as {@link sizeOf} counts: some 100,000 comparisons, or fewer with long texts. */
export const MAX_SIZE = 10_000_000;

/** Characters of a finished query. */
export const MAX_QUERY_LENGTH = 5_000_000;

/** What a leaf takes besides its texts, in characters. */
const LEAF_SIZE = 100;

/** Characters of the texts of leaves, and something for each leaf. */
export function sizeOf(leaves: readonly Leaf[]): number {
  let size = 0;
  for (const { field, matcher } of leaves) {
    size += LEAF_SIZE + (field?.length ?? 0);
    for (const part of patternOf(matcher)?.parts ?? []) size += part.kind === 'text' ? part.text.length : 1;
  }
  return size;
}
