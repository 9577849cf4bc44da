/**
 * Searches that cannot match where the condition uses them: what else has to hold rules them out.
 *
 * Law: only what is proved is named. A filter that is named never excludes anything, a selection that is named makes
 * the rule, or its branch of an `or`, match nothing.
 */
import type { ConditionNode } from '../../ast/condition.ts';
import type { SigmaRule } from '../../ast/rule.ts';
import type { Query } from '../../query/query.ts';
import { toQueries } from '../../resolve/to-queries.ts';
import { normalise, usesOf } from '../condition.ts';
import { junction, toFormula, type Formula } from './formula.ts';
import { implies } from './prove.ts';

export interface UnreachableSearch {
  readonly search: string;
  /** Whether the condition excludes what the search matches. */
  readonly negated: boolean;
  /** The conjuncts that rule it out, by the searches they name. */
  readonly because: readonly string[];
}

/**
 * @returns In the order of use; none for a rule that cannot be resolved.
 * @example sel: { Image: a.exe }, filter: { Image: null }, condition: sel and not filter → filter, because of sel
 */
export function unreachableSearches(rule: SigmaRule): readonly UnreachableSearch[] {
  const { searches } = toQueries(rule);
  if (searches.size === 0) return [];
  const found = new Map<string, UnreachableSearch>();
  for (const { root } of rule.detection.conditions) {
    const normal = normalise(root, searches.keys());
    const conjuncts = normal.kind === 'and' ? normal.operands : [];
    for (const conjunct of conjuncts) {
      const others = conjuncts.filter((each) => each !== conjunct);
      const facts = others.map((each): Fact => ({
        formula: formulaOf(each, searches),
        names: usesOf(each, []).map((use) => use.name),
      }));
      for (const { name, negated } of usesOf(conjunct, [])) {
        const query = searches.get(name);
        if (query === undefined || found.has(name)) continue;
        const opposite = toFormula(query, true);
        if (!isProved(facts, opposite)) continue;
        found.set(name, { search: name, negated, because: reasonsFor(opposite, facts) });
      }
    }
  }
  return [...found.values()];
}

interface Fact {
  readonly formula: Formula;
  readonly names: readonly string[];
}

function isProved(facts: readonly Fact[], goal: Formula): boolean {
  return implies(
    facts.map(({ formula }) => formula),
    goal,
  );
}

/** Facts are left out as long as the rest still proves the goal. */
function reasonsFor(goal: Formula, facts: readonly Fact[]): readonly string[] {
  let needed = facts;
  for (const fact of facts) {
    const fewer = needed.filter((each) => each !== fact);
    if (isProved(fewer, goal)) needed = fewer;
  }
  return [...new Set(needed.flatMap(({ names }) => names))];
}

/** A normalised condition with the searches in place of their names. */
function formulaOf(node: ConditionNode, searches: ReadonlyMap<string, Query>): Formula {
  switch (node.kind) {
    case 'identifier':
      return toFormula(searches.get(node.name) ?? { kind: 'constant', value: true });
    case 'not':
      return node.operand.kind === 'identifier'
        ? toFormula(searches.get(node.operand.name) ?? { kind: 'constant', value: false }, true)
        : { kind: 'and', parts: [] };
    case 'and':
    case 'or':
      return junction(
        node.kind,
        node.operands.map((operand) => formulaOf(operand, searches)),
      );
    case 'selector':
      return { kind: 'and', parts: [] };
  }
}
