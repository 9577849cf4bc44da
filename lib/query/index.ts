export type * from './query.ts';
export { and, FALSE, leaf, not, or, TRUE } from './build.ts';
export { caseVariants, foldCase } from './fold.ts';
export { foldLists } from './rewrite/fold-lists.ts';
export { pushNegation } from './rewrite/push-negation.ts';
