/** Which rules of a collection are matched, and what of their matches is wanted: the same in every thread. */
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { SigmaCollection } from '../../lib/collection/index.ts';
import { createPlan, type Plan } from '../../lib/correlate/plan.ts';

/** How much of one window is kept; see `CorrelatorOptions`. */
const MAX_WINDOW = 100_000;

export interface MatchingSetup {
  /** Rules to match, in the order of the collection. */
  readonly rules: readonly SigmaRule[];
  /** For each of them, whether its matches are alerts of their own. */
  readonly alerts: readonly boolean[];
  readonly plan: Plan;
}

export function createSetup({ rules, results, correlations }: SigmaCollection): MatchingSetup {
  const wanted = new Set<unknown>(results);
  const plan = createPlan(correlations, MAX_WINDOW);
  const matched = rules.filter((rule) => wanted.has(rule) || plan.ruleIndex.has(rule));
  return { rules: matched, alerts: matched.map((rule) => wanted.has(rule)), plan };
}
