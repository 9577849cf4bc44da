/** What at least two rules look for: values, and whole lists of values. */
import type { Corpus } from '../lib/analysis/corpus.ts';
import type { Predicate } from '../lib/analysis/index.ts';
import { rowKey } from '../lib/analysis/keys.ts';
import type { RuleEntry } from './catalogue.ts';
import { digest, slug, unique } from './names.ts';

export interface SharedIndicator {
  /** As the first of the rules spells it. A value that stands in lists has a predicate of its own. */
  readonly predicate: Predicate;
  readonly path: string;
  /** Rules with a row that says this and nothing else. */
  readonly alone: readonly RuleEntry[];
  /** Rules that have the value in a list only. */
  readonly listed: readonly RuleEntry[];
}

/** By key: a value alone has the same key as a row and as a value. */
export function indexIndicators(
  entries: readonly RuleEntry[],
  corpus: Corpus,
): ReadonlyMap<string, SharedIndicator> {
  const rows = new Map<string, { predicate: Predicate; alone: RuleEntry[] }>();
  const byRule = new Map(entries.map((entry, place) => [entry.rule, { entry, place }]));
  for (const entry of entries) {
    for (const indicator of entry.analysis.indicators) {
      const key = rowKey(indicator);
      const row = rows.get(key);
      if (row === undefined) rows.set(key, { predicate: indicator, alone: [entry] });
      else row.alone.push(entry);
    }
  }
  const found = new Map<string, Omit<SharedIndicator, 'path'>>();
  for (const { key, predicate, value, rules } of corpus.values()) {
    if (rules.length < 2) continue;
    const alone = rows.get(key)?.alone ?? [];
    const listed = rules
      .flatMap((rule) => byRule.get(rule) ?? [])
      .filter(({ entry }) => !alone.includes(entry))
      .sort((a, b) => a.place - b.place)
      .map(({ entry }) => entry);
    found.set(key, { predicate: single(predicate, value), alone, listed });
  }
  for (const [key, { predicate, alone }] of rows) {
    if (alone.length > 1 && !found.has(key)) found.set(key, { predicate, alone, listed: [] });
  }
  return withPaths(found);
}

/** The predicate with one of its values; that all values have to match then says nothing. */
function single({ all: _all, ...predicate }: Predicate, value: string): Predicate {
  const { kind } = predicate;
  return { ...predicate, kind: kind === 'in' ? 'equals' : kind, values: [value] };
}

/** Names are given in the order of keys, so that the order of the rules has no part in them. */
function withPaths(
  found: ReadonlyMap<string, Omit<SharedIndicator, 'path'>>,
): ReadonlyMap<string, SharedIndicator> {
  const taken = new Set<string>();
  const indicators = new Map<string, SharedIndicator>();
  for (const [key, indicator] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { field, kind, values } = indicator.predicate;
    const words = slug(`${field ?? 'anywhere'} ${kind} ${values[0] ?? ''}`);
    const more = values.length > 1 ? `-and-${values.length - 1}-more` : '';
    const name = unique(`${words}${more}-${digest(key)}`, taken);
    indicators.set(key, { ...indicator, path: `indicators/${name}.html` });
  }
  return indicators;
}
