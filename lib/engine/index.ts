/** The rule-set engine: thousands of rules against a stream of events. */
export type { Matcher, MatcherOptions, RuleMatch } from './matcher.ts';
export { createMatcher } from './matcher.ts';
