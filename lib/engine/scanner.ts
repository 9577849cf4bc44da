/**
 * The rules of one log source against one event after another.
 *
 *     event ─▶ fields searched for what gates need ─▶ signals ─▶ open gates ─▶ candidate rules ─▶ evaluated
 *
 * Built once for its rules; what is known of the event at hand lives in arrays that are never cleared, since every
 * entry carries the number of the event it belongs to.
 */
import type { Context } from '../match/leaf.ts';
import { createSlots } from '../match/reading.ts';
import type { RegexSettings } from '../match/regex.ts';
import type { EventRecord } from '../query/event.ts';
import type { Query } from '../query/query.ts';
import { compileEvaluator, createTests, type Evaluator, type EventState } from './evaluator.ts';
import type { FieldIndex } from './field-index.ts';
import { gateOf } from './gate.ts';
import type { Raise, Signal } from './pattern.ts';
import { createSignals } from './signals.ts';

/** Used in three steps for each event: {@link begin}, {@link raise} for what is found, {@link finish}. */
export interface Scanner {
  /** What to look for in each field; keywords, under null, in every value of the event. */
  readonly indexes: ReadonlyMap<string | null, FieldIndex>;
  begin(event: EventRecord): void;
  readonly raise: Raise;
  /** Indices of the rules that match, ascending. */
  finish(): readonly number[];
}

const NOTHING: readonly number[] = [];

/** @param queries the meaning of each rule; a rule is known by its index */
export function createScanner(queries: readonly Query[], regex: RegexSettings): Scanner {
  const context: Context = { slots: createSlots(), regex, gaps: [] };
  const signals = createSignals();
  const gated: number[][] = [];
  const ungated: number[] = [];
  for (const [rule, query] of queries.entries()) {
    const gate = gateOf(query, signals);
    if (gate === undefined) ungated.push(rule);
    else for (const signal of gate.signals) (gated[signal] ??= []).push(rule);
  }
  // Gates first: evaluators then know which of their leaves are looked for anyway.
  const tests = createTests(context);
  const evaluators = queries.map((query) => compileEvaluator(query, signals, tests));
  const state: EventState = {
    event: 0,
    record: {},
    reading: undefined,
    raised: new Float64Array(signals.count),
    asked: new Float64Array(tests.count),
    answers: new Uint8Array(tests.count),
  };
  return run(signals.build(), state, evaluators, gated, ungated);
}

function run(
  indexes: Scanner['indexes'],
  state: EventState,
  evaluators: readonly Evaluator[],
  gated: readonly (readonly number[] | undefined)[],
  ungated: readonly number[],
): Scanner {
  const { raised } = state;
  const lastCandidate = new Float64Array(evaluators.length);
  const candidates: number[] = [];

  function raise(signal: Signal): void {
    const { event } = state;
    if (raised[signal] === event) return;
    raised[signal] = event;
    const opened = gated[signal];
    if (opened === undefined) return;
    for (const rule of opened) {
      if (lastCandidate[rule] === event) continue;
      lastCandidate[rule] = event;
      candidates.push(rule);
    }
  }

  function matching(rules: readonly number[], into: number[]): void {
    for (const rule of rules) if ((evaluators[rule] as Evaluator)(state)) into.push(rule);
  }

  return {
    indexes,
    raise,
    begin(event) {
      state.event++;
      state.record = event;
      state.reading = undefined;
      candidates.length = 0;
    },
    finish() {
      if (candidates.length === 0 && ungated.length === 0) return NOTHING;
      const matched: number[] = [];
      matching(candidates, matched);
      matching(ungated, matched);
      return matched.sort((a, b) => a - b);
    },
  };
}
