/**
 * What a text may measure. Rules come from strangers, and the parser cannot be interrupted: whatever is refused here
 * costs no time, no memory and no stack.
 *
 * Lengths are in UTF-16 code units, the unit of all offsets.
 */

/** Of a whole text. The public rule set in one file, 3,800 rules, has 5.7 million. */
export const MAX_TEXT_LENGTH: number = 8 * 1024 * 1024;

/**
 * Of one document. The longest public rule has 300,000, most have 1,500; the densest document of this length that
 * we found takes the parser a second.
 */
export const MAX_DOCUMENT_LENGTH: number = 1024 * 1024;

/** Documents in a text. */
export const MAX_DOCUMENTS = 10_000;

/** Scalars and collections in a text. The public rule set in one file has 240,000. */
export const MAX_NODES = 500_000;

/**
 * Nodes that the aliases of one document stand for. A few nested lists of aliases can stand for billions; rules that
 * use anchors to share a list of names stay far below.
 */
export const MAX_ALIASED_NODES = 50_000;

/** Collections inside each other, followed through aliases. Public rules use 5; the loader's recursion rests on it. */
export const MAX_DEPTH = 64;
