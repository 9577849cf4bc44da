/**
 * One rule explained as a detection catalogue does: coverage, stages, exclusions, indicators, logic; all plain data.
 *
 * | part                               | made from                                   | done in                       |
 * | ---------------------------------- | ------------------------------------------- | ----------------------------- |
 * | header, stages, exclusions, logic  | the rule, as the author wrote it            | `header`, `stages`, `rows`, … |
 * | ATT&CK coverage                    | its tags and the ATT&CK table               | `attack/`                     |
 * | event coverage                     | its log source, narrowed by its query       | `events`                      |
 * | indicators                         | its rows, counted in the corpus             | `rows`, `keys`, `corpus`      |
 */
import type { SigmaRule } from '../ast/rule.ts';
import { diagnosticToJson, type DiagnosticJson } from '../diagnostics/diagnostic.ts';
import { toQueries, type ResolveOptions } from '../resolve/to-queries.ts';
import { resolveTags } from './attack/index.ts';
import type { AttackCoverage } from './attack/types.ts';
import type { Corpus } from './corpus.ts';
import { eventsOf, type EventCoverage } from './events.ts';
import { headerOf, type Header } from './header.ts';
import { logicOf, type Logic } from './logic.ts';
import type { Predicate } from './predicate.ts';
import { exclusionsOf, soughtRows, type ExclusionGroup, type Row } from './rows.ts';
import { conditionStage, searchStagesOf, type Stage } from './stages.ts';

export interface AnalyzeOptions extends ResolveOptions {
  /**
   * Whether indicators count each of their values by itself too. One rule has over four thousand.
   * @default false
   */
  readonly perValue?: boolean;
}

/** Everything here survives `JSON.stringify`. */
export interface Analysis {
  readonly header: Header;
  readonly attack: Omit<AttackCoverage, 'diagnostics'>;
  /** Empty for products whose events bear no numbers. */
  readonly events: readonly EventCoverage[];
  /** The condition, then the searches it uses in order of use. */
  readonly stages: readonly Stage[];
  /** What the rule suppresses, by filter. */
  readonly exclusions: readonly ExclusionGroup[];
  readonly indicators: readonly Indicator[];
  readonly logic: Logic;
  /** Of tags and of the detection; a rule that cannot be resolved still has its stages. */
  readonly diagnostics: readonly DiagnosticJson[];
}

/** A row that the rule looks for. */
export interface Indicator extends Predicate {
  /** The searches that have the row. */
  readonly searches: readonly string[];
  /** How many other rules of the corpus look for the same combination: 0 is specific to this rule. Null without a corpus. */
  readonly corpus: number | null;
  /** The same for each value by itself, in the order of `values`; only where it was asked for. */
  readonly corpusByValue?: readonly number[];
}

/**
 * Explains a rule. Never throws for anything a rule says.
 *
 * @param rule - As `parseSigma` gave it.
 * @param corpus - What indicators are counted in and related rules are found in; the rule itself may be part of it.
 * @example
 * const analysis = analyze(rule, createCorpus(rules));
 * analysis.stages.map(({ name }) => name) // ['condition', 'selection', 'not filter_main_python']
 * analysis.indicators[0] // { field: 'TargetFilename', kind: 'ends_with', values: ['.pth'], cased: false, corpus: 0, … }
 */
export function analyze(rule: SigmaRule, corpus?: Corpus, options: AnalyzeOptions = {}): Analysis {
  const { queries, diagnostics } = toQueries(rule, options);
  const { diagnostics: tagDiagnostics, ...attack } = resolveTags(rule);
  return {
    header: headerOf(rule, corpus),
    attack,
    events: eventsOf(rule.logsource, queries),
    stages: [conditionStage(rule), ...searchStagesOf(rule)],
    exclusions: exclusionsOf(rule),
    indicators: soughtRows(rule).map((row) => indicatorOf(row, rule, corpus, options.perValue === true)),
    logic: logicOf(rule),
    diagnostics: [...tagDiagnostics, ...diagnostics].map(diagnosticToJson),
  };
}

function indicatorOf(row: Row, rule: SigmaRule, corpus: Corpus | undefined, perValue: boolean): Indicator {
  const { predicate, searches } = row;
  const indicator = {
    ...predicate,
    searches,
    corpus: corpus === undefined ? null : corpus.othersWithRow(row, rule).length,
  };
  if (corpus === undefined || !perValue) return indicator;
  const corpusByValue = predicate.values.map(
    (value) => corpus.othersWithValue(predicate, value, rule).length,
  );
  return { ...indicator, corpusByValue };
}
