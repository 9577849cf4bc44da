/** What is proved of two rules: that one matches only what the other does. */
import { findSubsumptions, type Corpus, type RuleRelation } from '../lib/analysis/index.ts';
import type { SigmaRule } from '../lib/ast/rule.ts';
import type { RuleEntry } from './catalogue.ts';
import { compareTexts } from './order.ts';

export interface ProvedRelation {
  /** What the rule of the page is to the other: `narrower` if it matches only what the other does. */
  readonly relation: RuleRelation;
  readonly other: RuleEntry;
}

const ORDER: readonly RuleRelation[] = ['same', 'narrower', 'wider'];

/** By rule; those of which nothing is proved are not there. A rule and its copy under the same id are one. */
export function indexRelations(
  entries: ReadonlyMap<SigmaRule, RuleEntry>,
  corpus: Corpus,
): ReadonlyMap<SigmaRule, readonly ProvedRelation[]> {
  const found = new Map<SigmaRule, Map<RuleEntry, RuleRelation>>();
  const note = (rule: SigmaRule, other: SigmaRule, relation: RuleRelation): void => {
    const entry = entries.get(other);
    if (entry === undefined) return;
    const relations = found.get(rule) ?? new Map<RuleEntry, RuleRelation>();
    found.set(rule, relations);
    relations.set(entry, relations.has(entry) ? 'same' : relation);
  };
  for (const { narrow, wide } of findSubsumptions(corpus.rules)) {
    if (corpus.isSame(narrow, wide)) continue;
    note(narrow, wide, 'narrower');
    note(wide, narrow, 'wider');
  }
  return new Map([...found].map(([rule, relations]) => [rule, sorted(relations)]));
}

function sorted(relations: ReadonlyMap<RuleEntry, RuleRelation>): readonly ProvedRelation[] {
  return [...relations]
    .map(([other, relation]) => ({ relation, other }))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.relation) - ORDER.indexOf(b.relation) || compareTexts(a.other.path, b.other.path),
    );
}
