/** What is known while a correlation is being written in SPL, and what it could not say. */
import type { SigmaCorrelation } from '../../../lib/ast/correlation.ts';
import type { CorrelationGap, RuleInput } from '../../../lib/backend/correlation.ts';
import type { Passage } from '../../../lib/backend/correlation-paths.ts';

/** A condition of `where`; undefined for one that all rows meet. */
export type Condition = string | undefined;

export interface Writer {
  /** The correlation that is being written, which may be an inner one. */
  readonly correlation: SigmaCorrelation;
  /** Whether an event of the search matches the rule. */
  readonly ruleTest: (input: RuleInput) => Condition;
  /** Whether it is a match of an inner correlation, with the fields of this passage. */
  readonly passageTest: (passage: Passage) => string;
  readonly gaps: CorrelationGap[];
}

/** Refuses the correlation for a reason of the target. */
export function refuse(
  { gaps, correlation }: Writer,
  reason: string,
  span: CorrelationGap['span'],
  hints: readonly string[] = [],
): void {
  gaps.push({ feature: 'correlation', reason, span, hints, outcome: 'refused', rule: correlation });
}

export function allOf(conditions: readonly Condition[]): Condition {
  const asked = conditions.filter((each) => each !== undefined);
  return asked.length === 0 ? undefined : asked.join(' AND ');
}

export function anyOf(conditions: readonly Condition[]): Condition {
  const asked = conditions.filter((each) => each !== undefined);
  if (asked.length < conditions.length) return undefined;
  const [first] = asked;
  return new Set(asked).size === 1 ? first : [...new Set(asked)].map((each) => `(${each})`).join(' OR ');
}
