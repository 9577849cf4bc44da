/**
 * Analysis: what a rule is about, as plain data.
 *
 * An entry point of its own (`sigmaq/analysis`): programs that only convert carry none of it.
 */
export { analyze } from './analyze.ts';
export type { Analysis, AnalyzeOptions, Indicator } from './analyze.ts';
export { commonValues } from './common.ts';
export type { CommonOptions, CommonValue } from './common.ts';
export { parseCollected } from './collected.ts';
export type { CollectedEvents } from './collected.ts';
export { createCorpus } from './corpus.ts';
export type { Corpus, Sense, SharedValue } from './corpus.ts';
export { coverageOf } from './coverage.ts';
export type { Coverage, CoverageOptions, EventCount, LogSourceCount, TechniqueCount } from './coverage.ts';
export type { EventCoverage } from './events.ts';
export type { Header, Relation } from './header.ts';
export type { ConditionLogic, Logic } from './logic.ts';
export { navigatorLayer } from './navigator.ts';
export type { LayerOptions, NavigatorLayer } from './navigator.ts';
export type { Predicate, PredicateKind } from './predicate.ts';
export type { ExclusionGroup, Row } from './rows.ts';
export type { ConditionStage, SearchStage, Stage } from './stages.ts';
export { similarRules } from './similar.ts';
export type { SharedIndicator, SimilarOptions, SimilarRule } from './similar.ts';
export { findSubsumptions, isSubsumedBy, relationOf, unreachableSearches } from './subsume/index.ts';
export type { RuleRelation, Subsumption, UnreachableSearch } from './subsume/index.ts';
export { resolveTags, techniqueTitle } from './attack/index.ts';
export type { AttackCoverage, OtherTag, TacticCoverage, TechniqueCoverage } from './attack/index.ts';
