/**
 * The rules of one log source against one event after another.
 *
 *     event ─▶ each indexed field searched once ─▶ signals ─▶ gates ─▶ candidate rules ─▶ evaluated
 *
 * Built once for its rules; the state of the event at hand lives in arrays that are never cleared, since every entry
 * carries the number of the event it belongs to.
 */
import { createSlots, readingOf, valuesAt } from '../match/reading.ts';
import type { Context } from '../match/leaf.ts';
import type { RegexSettings } from '../match/regex.ts';
import type { EventRecord } from '../query/event.ts';
import type { Query } from '../query/query.ts';
import { compileEvaluator, createTests, type Evaluator, type EventState } from './evaluator.ts';
import { searchValue, type FieldIndex } from './field-index.ts';
import { gateOf } from './gate.ts';
import type { Raise, Signal } from './pattern.ts';
import { createSignals, type Signals } from './signals.ts';

export interface Scanner {
  /** Indices of the rules that match the event, ascending. */
  scan(event: EventRecord): readonly number[];
}

/** @param queries the meaning of each rule; a rule is known by its index */
export function createScanner(queries: readonly Query[], regex: RegexSettings): Scanner {
  const context: Context = { slots: createSlots(), regex, gaps: [] };
  const signals = createSignals();
  const tests = createTests(context);

  const evaluators = queries.map((query) => compileEvaluator(query, signals, tests));
  const { gated, ungated } = gatesOf(queries, signals);
  const indexed = [...signals.build()].map(([field, index]) => ({
    slot: context.slots.slotOf(field),
    index,
  }));
  return run(context, { indexed, evaluators, gated, ungated, signals: signals.count, tests: tests.count });
}

interface Plan {
  readonly indexed: readonly { readonly slot: number; readonly index: FieldIndex }[];
  readonly evaluators: readonly Evaluator[];
  /** By signal: the rules whose gate it opens. */
  readonly gated: readonly (readonly number[] | undefined)[];
  readonly ungated: readonly number[];
  readonly signals: number;
  readonly tests: number;
}

function gatesOf(queries: readonly Query[], signals: Signals): Pick<Plan, 'gated' | 'ungated'> {
  const gated: number[][] = [];
  const ungated: number[] = [];
  for (const [rule, query] of queries.entries()) {
    const gate = gateOf(query, signals);
    if (gate === undefined) ungated.push(rule);
    else for (const signal of gate.signals) (gated[signal] ??= []).push(rule);
  }
  return { gated, ungated };
}

function run({ slots }: Context, plan: Plan): Scanner {
  const { indexed, evaluators, gated, ungated } = plan;
  const { fields } = slots;
  const lastCandidate = new Float64Array(evaluators.length);
  const candidates: number[] = [];
  const state: EventState = {
    event: 0,
    reading: readingOf({}, fields),
    raised: new Float64Array(plan.signals),
    asked: new Float64Array(plan.tests),
    answers: new Uint8Array(plan.tests),
  };

  const raise: Raise = (signal: Signal) => {
    const { raised, event } = state;
    if (raised[signal] === event) return;
    raised[signal] = event;
    const opened = gated[signal];
    if (opened === undefined) return;
    for (const rule of opened) {
      if (lastCandidate[rule] === event) continue;
      lastCandidate[rule] = event;
      candidates.push(rule);
    }
  };

  return {
    scan(event) {
      state.event++;
      state.reading = readingOf(event, fields);
      candidates.length = 0;
      for (const { slot, index } of indexed) {
        for (const { text } of valuesAt(state.reading, slot)) searchValue(index, text, raise);
      }
      const matched: number[] = [];
      for (const rule of candidates) if (evaluators[rule]?.(state) === true) matched.push(rule);
      for (const rule of ungated) if (evaluators[rule]?.(state) === true) matched.push(rule);
      return matched.length > 1 ? matched.sort((a, b) => a - b) : matched;
    },
  };
}
