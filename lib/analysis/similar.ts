/**
 * Rules that are near another: by what both look for, and by what is proved of their logic.
 */
import type { SigmaRule } from '../ast/rule.ts';
import type { Corpus } from './corpus.ts';
import { valueKey } from './keys.ts';
import type { Predicate, PredicateKind } from './predicate.ts';
import { soughtRows } from './rows.ts';
import { relationOf, type RuleRelation } from './subsume/rules.ts';

export interface SimilarOptions {
  /**
   * How many rules at most. Those with a proved relation come in any case.
   * @default 10
   */
  readonly top?: number;
}

export interface SimilarRule {
  readonly rule: SigmaRule;
  /**
   * From 0, nothing in common, to 1, the same values under the same fields. Values count the more the fewer rules look
   * for them.
   */
  readonly score: number;
  /** What is proved of the rule asked about, seen from there: `narrower` means it matches only what this one does. */
  readonly relation: RuleRelation | null;
  /** The rarest first. */
  readonly shared: readonly SharedIndicator[];
}

export interface SharedIndicator {
  readonly field: string | null;
  readonly kind: PredicateKind;
  readonly value: string;
  /** How many rules of the corpus look for it, both rules included. */
  readonly rules: number;
}

/** A value of the rule asked about, with the weight it has by its rarity. */
interface Weighted extends SharedIndicator {
  readonly key: string;
  readonly weight: number;
  readonly others: readonly SigmaRule[];
}

/**
 * The rules of the corpus that are like a rule: those with a proved relation first, then by score.
 *
 * @param rule - Need not be part of the corpus; what has its id or text is not compared.
 * @example similarRules(rule, corpus, { top: 3 }).map(({ rule, score }) => [score, rule.title])
 */
export function similarRules(
  rule: SigmaRule,
  corpus: Corpus,
  { top = 10 }: SimilarOptions = {},
): readonly SimilarRule[] {
  const values = weigh(rule, corpus);
  const total = sum(values);
  const shared = new Map<SigmaRule, Weighted[]>();
  for (const value of values) {
    for (const other of value.others) {
      const list = shared.get(other);
      if (list === undefined) shared.set(other, [value]);
      else list.push(value);
    }
  }
  const found: SimilarRule[] = [];
  for (const other of corpus.rules) {
    if (corpus.isSame(rule, other)) continue;
    const common = shared.get(other) ?? [];
    // A rule can hold what another does with no value in common, so the whole corpus is asked.
    const relation = relationOf(rule, other);
    if (common.length === 0 && relation === undefined) continue;
    const union = total + sum(weigh(other, corpus)) - sum(common);
    found.push({
      rule: other,
      score: union === 0 ? 0 : sum(common) / union,
      relation: relation ?? null,
      shared: [...common].sort((a, b) => a.rules - b.rules).map(bare),
    });
  }
  found.sort((a, b) => rank(b) - rank(a) || b.score - a.score);
  const related = found.filter(({ relation }) => relation !== null).length;
  return found.slice(0, Math.max(top, related));
}

function rank({ relation }: SimilarRule): number {
  if (relation === null) return 0;
  return relation === 'same' ? 2 : 1;
}

/** Each value once, lists taken apart. */
function weigh(rule: SigmaRule, corpus: Corpus): readonly Weighted[] {
  const weighted = new Map<string, Weighted>();
  for (const { predicate } of soughtRows(rule)) {
    for (const value of predicate.values) {
      const key = valueKey(predicate, value);
      if (!weighted.has(key)) weighted.set(key, weighOne(key, predicate, value, rule, corpus));
    }
  }
  return [...weighted.values()];
}

function weighOne(
  key: string,
  predicate: Predicate,
  value: string,
  rule: SigmaRule,
  corpus: Corpus,
): Weighted {
  const { field, kind } = predicate;
  const others = corpus.othersWithValue(predicate, value, rule);
  const rules = others.length + 1;
  // As in the search of texts: what every rule has tells nothing, what two have tells most.
  const weight = Math.log((corpus.rules.length + 1) / rules) + 1e-6;
  return { key, field, kind: kind === 'in' ? 'equals' : kind, value, rules, weight, others };
}

function sum(values: readonly Weighted[]): number {
  return values.reduce((total, { weight }) => total + weight, 0);
}

function bare({ field, kind, value, rules }: Weighted): SharedIndicator {
  return { field, kind, value, rules };
}
