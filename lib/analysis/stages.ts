/**
 * The stages of a rule: its condition first, then each search the condition uses, in order of use.
 */
import type { SigmaRule } from '../ast/rule.ts';
import { usesOf } from './condition.ts';
import { predicatesOf, type Predicate } from './predicate.ts';
import { searchNodesOf, yamlOf } from './source-text.ts';

export type Stage = ConditionStage | SearchStage;

/** Stage 0. A rule with a list of conditions has them all here, a line each. */
export interface ConditionStage {
  readonly stage: 0;
  readonly kind: 'condition';
  readonly name: 'condition';
  readonly yaml: string;
}

export interface SearchStage {
  readonly stage: number;
  readonly kind: 'search';
  /** The search identifier with its polarity: `selection`, `not filter_main_python`. */
  readonly name: string;
  readonly search: string;
  /** `both` when the conditions ask for it in one place and exclude it in another. */
  readonly polarity: 'positive' | 'negative' | 'both';
  /** The search as the file has it, without comments. */
  readonly yaml: string;
  readonly predicates: readonly Predicate[];
}

/** Stages by rule: the corpus and the analysis of each of its rules need them both. */
const known = /* @__PURE__ */ new WeakMap<SigmaRule, readonly SearchStage[]>();

/** The stages behind the condition. Searches that no condition uses have none. */
export function searchStagesOf(rule: SigmaRule): readonly SearchStage[] {
  let stages = known.get(rule);
  if (stages === undefined) {
    stages = makeStages(rule);
    known.set(rule, stages);
  }
  return stages;
}

export function conditionStage({ detection }: SigmaRule): ConditionStage {
  const yaml = detection.conditions.map(({ text }) => text.trim()).join('\n');
  return { stage: 0, kind: 'condition', name: 'condition', yaml };
}

function makeStages(rule: SigmaRule): readonly SearchStage[] {
  const { searches, conditions } = rule.detection;
  const polarities = new Map<string, SearchStage['polarity']>();
  for (const { root } of conditions) {
    for (const { name, negated } of usesOf(root, searches.keys())) {
      const polarity = negated ? 'negative' : 'positive';
      const before = polarities.get(name);
      polarities.set(name, before === undefined || before === polarity ? polarity : 'both');
    }
  }
  const nodes = searchNodesOf(rule);
  const stages: SearchStage[] = [];
  for (const [name, polarity] of polarities) {
    const search = searches.get(name);
    if (search === undefined) continue;
    stages.push({
      stage: stages.length + 1,
      kind: 'search',
      name: polarity === 'negative' ? `not ${name}` : name,
      search: name,
      polarity,
      yaml: yamlOf(search, rule, nodes),
      predicates: predicatesOf(search.body, rule.source),
    });
  }
  return stages;
}
