/**
 * A collection of rules, indexed by what they look for: what "shared" and "specific to this rule" are measured against.
 */
import type { SigmaRule } from '../ast/rule.ts';
import { valueKey } from './keys.ts';
import type { Predicate } from './predicate.ts';
import { avoidedRows, soughtRows, type Row } from './rows.ts';

/** Whether a rule looks for what a row says, or turns it away. */
export type Sense = 'sought' | 'avoided';

export interface Corpus {
  readonly rules: readonly SigmaRule[];
  ruleWithId(id: string): SigmaRule | undefined;
  /** Whether two rules are one: the same object, id, or text. */
  isSame(rule: SigmaRule, other: SigmaRule): boolean;
  /** The other rules that have the row, in the order of {@link rules}. Other: neither this rule nor one of its id or text. */
  othersWithRow(row: Row, rule: SigmaRule, sense?: Sense): readonly SigmaRule[];
  /** The other rules that have one value of the predicate, alone or in a list. */
  othersWithValue(predicate: Predicate, value: string, rule: SigmaRule, sense?: Sense): readonly SigmaRule[];
  /** Every value that rules look for, with those rules. */
  values(): Iterable<SharedValue>;
}

/** A value with the rules that look for it. */
export interface SharedValue {
  readonly key: string;
  readonly predicate: Predicate;
  readonly value: string;
  readonly rules: readonly SigmaRule[];
}

interface Index {
  readonly rows: Map<string, number[]>;
  readonly values: Map<string, { predicate: Predicate; value: string; rules: number[] }>;
}

/**
 * Indexes rules. Their order is kept; of several with one id, the first is the one that relations lead to.
 *
 * @example
 * const corpus = createCorpus(parseSigma(text).rules);
 * analyze(corpus.rules[0], corpus).indicators[0].corpus // how many others look for the same
 */
export function createCorpus(rules: readonly SigmaRule[]): Corpus {
  const byId = new Map<string, SigmaRule>();
  for (const rule of rules)
    if (rule.id !== undefined && !byId.has(idKey(rule.id))) byId.set(idKey(rule.id), rule);
  const indices: Partial<Record<Sense, Index>> = {};
  const indexOf = (sense: Sense): Index => (indices[sense] ??= makeIndex(rules, ROWS[sense]));

  function othersOf(places: readonly number[] | undefined, rule: SigmaRule): readonly SigmaRule[] {
    const others: SigmaRule[] = [];
    for (const place of places ?? []) {
      const other = rules[place] as SigmaRule;
      if (!isSame(rule, other)) others.push(other);
    }
    return others;
  }

  return {
    rules,
    ruleWithId: (id) => byId.get(idKey(id)),
    isSame,
    othersWithRow: ({ key }, rule, sense = 'sought') => othersOf(indexOf(sense).rows.get(key), rule),
    othersWithValue(predicate, value, rule, sense = 'sought') {
      return othersOf(indexOf(sense).values.get(valueKey(predicate, value))?.rules, rule);
    },
    *values() {
      for (const [key, { predicate, value, rules: places }] of indexOf('sought').values) {
        yield { key, predicate, value, rules: places.map((place) => rules[place] as SigmaRule) };
      }
    },
  };
}

const ROWS: Readonly<Record<Sense, (rule: SigmaRule) => readonly Row[]>> = {
  sought: soughtRows,
  avoided: avoidedRows,
};

/** Ids are UUIDs, which people write in both cases. */
function idKey(id: string): string {
  return id.toLowerCase();
}

function isSame(rule: SigmaRule, other: SigmaRule): boolean {
  if (rule === other) return true;
  // Without an id, a rule that was read twice is known by its text.
  if (rule.span.start === other.span.start && rule.source.text === other.source.text) return true;
  return rule.id !== undefined && other.id !== undefined && idKey(rule.id) === idKey(other.id);
}

function makeIndex(rules: readonly SigmaRule[], rowsOf: (rule: SigmaRule) => readonly Row[]): Index {
  const index: Index = { rows: new Map(), values: new Map() };
  for (const [place, rule] of rules.entries()) {
    for (const { key, predicate } of rowsOf(rule)) {
      add(index.rows, key, place);
      for (const value of predicate.values) {
        const at = valueKey(predicate, value);
        const entry = index.values.get(at);
        if (entry === undefined) index.values.set(at, { predicate, value, rules: [place] });
        else if (entry.rules.at(-1) !== place) entry.rules.push(place);
      }
    }
  }
  return index;
}

/** A rule has each row once. */
function add(map: Map<string, number[]>, key: string, place: number): void {
  const places = map.get(key);
  if (places === undefined) map.set(key, [place]);
  else places.push(place);
}
