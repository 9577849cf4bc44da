export type * from './query.ts';
export { and, FALSE, leaf, not, or, TRUE } from './build.ts';
export { caseVariants, foldCase } from './fold.ts';
export { leavesOf } from './leaves.ts';
export { foldLists } from './rewrite/fold-lists.ts';
export { mapLeaves } from './rewrite/map-leaves.ts';
export { pushNegation } from './rewrite/push-negation.ts';
