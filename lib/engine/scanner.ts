/**
 * The rules of one log source against one event after another.
 *
 *     event ─▶ fields searched for what gates need ─▶ signals ─▶ open gates ─▶ candidate rules ─▶ evaluated
 *
 * Built once for its rules; what is known of the event at hand lives in arrays that are never cleared, since every
 * entry carries the number of the event it belongs to. A rule is compiled when it is first a candidate: most never
 * are.
 */
import type { Context } from '../match/leaf.ts';
import { createSlots } from '../match/reading.ts';
import type { RegexSettings } from '../match/regex.ts';
import type { EventRecord } from '../query/event.ts';
import type { AnyOfQuery, Leaf, Query } from '../query/query.ts';
import { estimate } from './estimates.ts';
import { compileEvaluator, createTests, type Evaluator, type EventState } from './evaluator.ts';
import { gateOf } from './gate.ts';
import type { Raise, Signal } from '../match/texts/pattern.ts';
import { createSignals, type Searches } from './signals.ts';

/** Used in two steps for each event: {@link raise} for what is found in it, then {@link finish}. */
export interface Scanner {
  /** What to look for in each field, and in every value. */
  readonly searches: Searches;
  readonly raise: Raise;
  /** Indices of the rules that match, ascending. */
  finish(): readonly number[];
}

/** The event at hand. */
export interface Moment {
  event: EventRecord;
  /** Counts looks at events, so that nothing has to be cleared between them. */
  number: number;
}

const NOTHING: readonly number[] = [];
const NO_EVENT: EventRecord = {};

/**
 * @param queries - The meaning of each rule; a rule is known by its index.
 * @param moment - The event at hand, for all scanners that look at it.
 */
export function createScanner(queries: readonly Query[], regex: RegexSettings, moment: Moment): Scanner {
  const signals = createSignals();
  const estimates = estimate(queries);
  const gated: number[][] = [];
  const ungated: number[] = [];
  for (const [rule, query] of queries.entries()) {
    const gate = gateOf(query, estimates);
    if (gate === undefined) ungated.push(rule);
    else {
      const signs = new Set(gate.signs.map(({ field, needles }) => signals.of(field, needles)));
      for (const signal of signs) (gated[signal] ??= []).push(rule);
    }
  }
  // Now that it is known which fields are searched in any case, leaves that cost nothing more there are added.
  const exact = new Map<Leaf | AnyOfQuery, Signal>();
  const unconditional = new Set(ungated);
  for (const [rule, query] of queries.entries()) {
    findExact(query, (each) => signals.exactly(each, unconditional.has(rule)), exact);
  }
  const searches = signals.build();

  const context: Context = { slots: createSlots(), regex, gaps: [] };
  const tests = createTests(context, (query) => exact.get(query));
  const evaluators: (Evaluator | undefined)[] = queries.map(() => undefined);
  const raised = new Float64Array(searches.count);
  const state: EventState = { event: 0, record: NO_EVENT, reading: undefined, raised };
  const lastCandidate = new Float64Array(queries.length);
  const candidates: number[] = [];

  /** Only events that concern some rule are taken up. */
  function begin(): void {
    state.event = moment.number;
    state.record = moment.event;
    state.reading = undefined;
    candidates.length = 0;
  }

  function matching(rules: readonly number[], into: number[]): void {
    for (const rule of rules) {
      const evaluator = (evaluators[rule] ??= compileEvaluator(queries[rule] as Query, tests));
      if (evaluator(state)) into.push(rule);
    }
  }

  return {
    searches,
    raise(signal) {
      const event = moment.number;
      if (raised[signal] === event) return;
      raised[signal] = event;
      const opened = gated[signal];
      if (opened === undefined) return;
      if (state.event !== event) begin();
      for (const rule of opened) {
        if (lastCandidate[rule] === event) continue;
        lastCandidate[rule] = event;
        candidates.push(rule);
      }
    },
    finish() {
      if (state.event !== moment.number) {
        if (ungated.length === 0) return NOTHING;
        begin();
      }
      const matched: number[] = [];
      matching(candidates, matched);
      matching(ungated, matched);
      // Hundreds of scanners that each hold on to the last event they saw would hold on to much.
      state.record = NO_EVENT;
      state.reading = undefined;
      return matched.length > 1 ? matched.sort((a, b) => a - b) : matched;
    },
  };
}

/** Notes the leaves and lists of a query that have a signal. */
function findExact(
  query: Query,
  signalOf: (query: Leaf | AnyOfQuery) => Signal | undefined,
  into: Map<Leaf | AnyOfQuery, Signal>,
): void {
  switch (query.kind) {
    case 'and':
    case 'or':
      for (const operand of query.operands) findExact(operand, signalOf, into);
      return;
    case 'not':
      findExact(query.operand, signalOf, into);
      return;
    case 'any-of':
    case 'leaf': {
      const signal = signalOf(query);
      if (signal !== undefined) into.set(query, signal);
      return;
    }
    case 'constant':
  }
}
