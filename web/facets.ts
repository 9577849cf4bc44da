/** Facets of the index: what each rule is filed under, and how many rules each choice has. */
import type { RuleEntry } from './catalogue.ts';
import { compareTexts, LEVELS, STATUSES } from './order.ts';

export interface Facet {
  readonly name: string;
  readonly title: string;
  readonly choices: readonly Choice[];
  /** Places in {@link choices}, for each rule in the order of the catalogue. */
  readonly places: readonly (readonly number[])[];
}

export interface Choice {
  readonly label: string;
  readonly count: number;
}

/** What a rule that says nothing is filed under. */
const NONE = 'none';

export function facetsOf(entries: readonly RuleEntry[]): readonly Facet[] {
  return [
    facet('level', 'Level', entries, ({ analysis }) => [analysis.header.level ?? NONE], LEVELS),
    facet('status', 'Status', entries, ({ analysis }) => [analysis.header.status ?? NONE], STATUSES),
    facet('tactic', 'Tactic', entries, ({ analysis }) => {
      const names = analysis.attack.tactics.map(({ name }) => name);
      return names.length === 0 ? [NONE] : [...new Set(names)];
    }),
    facet('product', 'Product', entries, ({ analysis }) => [analysis.header.logsource.product ?? NONE]),
    facet('category', 'Category', entries, ({ analysis }) => [analysis.header.logsource.category ?? NONE]),
  ];
}

/** @param order - Choices that come first, in this order; the others follow, the most common first. */
function facet(
  name: string,
  title: string,
  entries: readonly RuleEntry[],
  labelsOf: (entry: RuleEntry) => readonly string[],
  order: readonly string[] = [],
): Facet {
  const counts = new Map<string, number>();
  const labels = entries.map(labelsOf);
  for (const label of labels.flat()) counts.set(label, (counts.get(label) ?? 0) + 1);
  const rank = (label: string): number => (order.includes(label) ? order.indexOf(label) : order.length);
  const choices = [...counts]
    .map(([label, count]) => ({ label, count }))
    .sort(
      (a, b) =>
        Number(a.label === NONE) - Number(b.label === NONE) ||
        rank(a.label) - rank(b.label) ||
        b.count - a.count ||
        compareTexts(a.label, b.label),
    );
  const places = new Map(choices.map(({ label }, place) => [label, place]));
  return {
    name,
    title,
    choices,
    places: labels.map((each) => each.map((label) => places.get(label) ?? 0)),
  };
}
