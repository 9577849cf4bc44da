/**
 * Rows of a rule: what it looks for, and what it leaves out.
 *
 * A rule looks for what stands under an even number of negations, wherever in the condition. It leaves out what a `not`
 * at the top of its condition excludes: such a filter alone keeps an event from matching.
 */
import type { SigmaRule } from '../ast/rule.ts';
import { normalForm, normalise, usesOf } from './condition.ts';
import { rowKey } from './keys.ts';
import type { Predicate } from './predicate.ts';
import { searchStagesOf } from './stages.ts';

/** A predicate with the searches that have it. */
export interface Row {
  readonly predicate: Predicate;
  readonly key: string;
  readonly searches: readonly string[];
}

/** Rows by rule: the corpus and the analysis of each of its rules need them both. */
const known = /* @__PURE__ */ new WeakMap<SigmaRule, readonly Row[]>();

/** What the rule looks for, each row once, in the order of the stages. */
export function soughtRows(rule: SigmaRule): readonly Row[] {
  let rows = known.get(rule);
  if (rows === undefined) {
    rows = rowsOf(rule, (polarity, negated) => polarity === 'both' || (polarity === 'negative') === negated);
    known.set(rule, rows);
  }
  return rows;
}

/** What the rule turns away in some place: the opposite of {@link soughtRows}. */
export function avoidedRows(rule: SigmaRule): readonly Row[] {
  return rowsOf(rule, (polarity, negated) => polarity === 'both' || (polarity === 'negative') !== negated);
}

function rowsOf(
  rule: SigmaRule,
  belongs: (polarity: 'positive' | 'negative' | 'both', negated: boolean) => boolean,
): readonly Row[] {
  const rows = new Map<string, { predicate: Predicate; key: string; searches: string[] }>();
  for (const { search, polarity, predicates } of searchStagesOf(rule)) {
    for (const predicate of predicates) {
      if (!belongs(polarity, predicate.negated === true)) continue;
      const key = rowKey(predicate);
      const row = rows.get(key);
      if (row === undefined) rows.set(key, { predicate: bare(predicate), key, searches: [search] });
      else if (row.searches.at(-1) !== search) row.searches.push(search);
    }
  }
  return [...rows.values()];
}

/** A filter at the top of the condition. */
export interface ExclusionGroup {
  /** What excludes an event: a filter's name, or a condition over several. */
  readonly filter: string;
  readonly searches: readonly string[];
  /** For a filter of one search, all rows of one {@link Predicate.alternative} have to match to exclude an event. */
  readonly predicates: readonly Predicate[];
}

/** The filters at the top of the rule's conditions, each once, in their order. */
export function exclusionsOf(rule: SigmaRule): readonly ExclusionGroup[] {
  const { searches, conditions } = rule.detection;
  const groups = new Map<string, ExclusionGroup>();
  const stages = new Map(searchStagesOf(rule).map((stage) => [stage.search, stage]));
  const add = (filter: string, names: readonly string[], wanted: (predicate: Predicate) => boolean): void => {
    const predicates = names.flatMap((name) => stages.get(name)?.predicates.filter(wanted) ?? []);
    if (predicates.length > 0)
      groups.set(filter, { filter, searches: names, predicates: predicates.map(upright) });
  };
  for (const { root } of conditions) {
    const normal = normalise(root, searches.keys());
    for (const conjunct of normal.kind === 'and' ? normal.operands : [normal]) {
      const uses = usesOf(conjunct, []);
      if (uses.every(({ negated }) => negated)) {
        const names = [...new Set(uses.map(({ name }) => name))];
        const filter = normalForm({ kind: 'not', operand: conjunct, span: conjunct.span }, []);
        add(filter, names, ({ negated }) => negated !== true);
      } else if (conjunct.kind === 'identifier') {
        add(conjunct.name, [conjunct.name], ({ negated }) => negated === true);
      }
    }
  }
  return [...groups.values()];
}

/** The row without its place in the search: what other rules can share. */
function bare({ alternative: _alternative, negated: _negated, ...predicate }: Predicate): Predicate {
  return predicate;
}

/** In a list of exclusions, `neq` has done its work. */
function upright({ negated: _negated, ...predicate }: Predicate): Predicate {
  return predicate;
}
