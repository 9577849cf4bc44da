/** Subsumption: which rules match only what others match, proved on what they mean. */
export { findSubsumptions } from './find.ts';
export type { Subsumption } from './find.ts';
export { isSubsumedBy, relationOf } from './rules.ts';
export type { RuleRelation } from './rules.ts';
export { unreachableSearches } from './unreachable.ts';
export type { UnreachableSearch } from './unreachable.ts';
