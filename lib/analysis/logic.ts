/** The logic of a rule in words, and what it needs of an event. */
import type { SigmaRule } from '../ast/rule.ts';
import { normalForm, sentenceOf } from './condition.ts';
import { searchStagesOf } from './stages.ts';

export interface Logic {
  readonly conditions: readonly ConditionLogic[];
  /** Fields of the searches in use, sorted. */
  readonly fields: readonly string[];
  /** Whether the rule looks for words anywhere in the event, for which it needs the event as a whole. */
  readonly keywords: boolean;
  /** Searches that no condition uses. */
  readonly unused: readonly string[];
}

export interface ConditionLogic {
  readonly text: string;
  /** `selection matches, and none of filter_a, filter_b matches` */
  readonly sentence: string;
  /** Selectors replaced by what they select, each `not` at a search. */
  readonly normalForm: string;
}

export function logicOf(rule: SigmaRule): Logic {
  const { searches, conditions } = rule.detection;
  const names = [...searches.keys()];
  const stages = searchStagesOf(rule);
  const fields = new Set(stages.flatMap(({ predicates }) => predicates.map(({ field }) => field)));
  const used = new Set(stages.map(({ search }) => search));
  return {
    conditions: conditions.map(({ text, root }) => ({
      text: text.trim(),
      sentence: sentenceOf(root, names),
      normalForm: normalForm(root, names),
    })),
    fields: [...fields].filter((field) => field !== null).sort(),
    keywords: fields.has(null),
    unused: names.filter((name) => !used.has(name)),
  };
}
