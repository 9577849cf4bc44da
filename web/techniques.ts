/** The ATT&CK techniques that rules cover, with those rules. */
import { attackTable, techniqueTitle, type Technique } from '../lib/analysis/attack/index.ts';
import type { RuleEntry } from './catalogue.ts';
import { compareTexts } from './order.ts';

export interface TechniqueEntry {
  readonly technique: Technique;
  /** With the name of the technique it refines. */
  readonly title: string;
  readonly path: string;
  /** Rules that name the technique itself; a rule for a sub-technique alone stands there. */
  readonly rules: readonly RuleEntry[];
  /** Identifiers of its sub-techniques that rules name. */
  readonly refinements: readonly string[];
}

/** Techniques that a rule names, and those that they refine. */
export function indexTechniques(entries: readonly RuleEntry[]): ReadonlyMap<string, TechniqueEntry> {
  const rules = new Map<string, RuleEntry[]>();
  for (const entry of entries) {
    for (const id of techniquesOf(entry)) rulesOf(rules, id).push(entry);
  }
  for (const id of [...rules.keys()]) {
    const { parent } = attackTable().techniques.get(id) ?? {};
    if (parent !== undefined) rulesOf(rules, parent.id);
  }
  const ids = [...rules.keys()].sort(compareTexts);
  const techniques = new Map<string, TechniqueEntry>();
  for (const id of ids) {
    const technique = attackTable().techniques.get(id);
    if (technique === undefined) continue;
    techniques.set(id, {
      technique,
      title: techniqueTitle(technique),
      path: `techniques/${id.toLowerCase()}.html`,
      rules: rulesOf(rules, id),
      refinements: ids.filter((each) => each.startsWith(`${id}.`)),
    });
  }
  return techniques;
}

/** The identifiers of the techniques of a rule, each once, in the order of the matrix. */
export function techniquesOf({ analysis }: RuleEntry): readonly string[] {
  return [...new Set(analysis.attack.tactics.flatMap(({ techniques }) => techniques.map(({ id }) => id)))];
}

function rulesOf(rules: Map<string, RuleEntry[]>, id: string): RuleEntry[] {
  let list = rules.get(id);
  if (list === undefined) {
    list = [];
    rules.set(id, list);
  }
  return list;
}
