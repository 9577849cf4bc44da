/** Why an event matched a rule, or why it did not: the rule's condition as a tree with a verdict at each node. */
export type {
  ExplainedCondition,
  ExplainedConstant,
  ExplainedGroup,
  ExplainedNode,
  ExplainedNot,
  ExplainedSearch,
  ExplainedSelector,
  ExplainedTest,
  Explanation,
} from './explanation.ts';
export { explainMatch } from './explain-match.ts';
export type { ExplainOptions } from './explain-match.ts';
