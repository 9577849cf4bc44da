/**
 * A query over signals: what gates looked for is asked of the signals, the rest of the event itself, at most once for
 * each event however many rules ask.
 */
import { compileTest } from '../match/compile.ts';
import type { Context } from '../match/leaf.ts';
import { readingOf, type EventTest, type Reading } from '../match/reading.ts';
import type { EventRecord } from '../query/event.ts';
import type { AnyOfQuery, Leaf, Query } from '../query/query.ts';
import type { Signal } from './pattern.ts';
import type { Signals } from './signals.ts';

/** What is known of the event at hand. Values hold for the event whose number they carry. */
export interface EventState {
  /** Counts events, so that nothing has to be cleared between them. */
  event: number;
  record: EventRecord;
  /** Made when a test first needs it. */
  reading: Reading | undefined;
  /** By signal: the last event that raised it. */
  readonly raised: Float64Array;
  /** By test: the last event it was asked of, and its answer. */
  readonly asked: Float64Array;
  readonly answers: Uint8Array;
}

export type Evaluator = (state: EventState) => boolean;

/** Tests beyond signals, shared by all rules of a log source. */
export interface Tests {
  of(query: Leaf | AnyOfQuery): Evaluator;
  readonly count: number;
}

export function createTests(context: Context): Tests {
  const known = new Map<string, Evaluator>();
  const { fields } = context.slots;
  let count = 0;

  function remembering(test: EventTest, index: number): Evaluator {
    return (state) => {
      if (state.asked[index] !== state.event) {
        state.asked[index] = state.event;
        state.reading ??= readingOf(state.record, fields);
        state.answers[index] = test(state.reading) ? 1 : 0;
      }
      return state.answers[index] === 1;
    };
  }

  return {
    of(query) {
      const key = keyOf(query);
      let evaluator = known.get(key);
      if (evaluator === undefined) {
        evaluator = remembering(compileTest(query, context), count++);
        known.set(key, evaluator);
      }
      return evaluator;
    },
    get count() {
      return count;
    },
  };
}

/** Queries of one meaning have one key. The tree of an expression counts, its places in rules do not. */
function keyOf(query: Leaf | AnyOfQuery): string {
  return JSON.stringify(query, (key, value: unknown) => {
    if (key === 'span') return undefined;
    return typeof value === 'bigint' ? String(value) : value;
  });
}

export function compileEvaluator(query: Query, signals: Signals, tests: Tests): Evaluator {
  switch (query.kind) {
    case 'and':
      return every(query.operands.map((operand) => compileEvaluator(operand, signals, tests)));
    case 'or':
      return some(query.operands.map((operand) => compileEvaluator(operand, signals, tests)));
    case 'not': {
      const operand = compileEvaluator(query.operand, signals, tests);
      return (state) => !operand(state);
    }
    case 'any-of':
    case 'leaf': {
      const signal = signals.known(query);
      return signal === undefined ? tests.of(query) : isRaised(signal);
    }
    case 'constant': {
      const { value } = query;
      return () => value;
    }
  }
}

function isRaised(signal: Signal): Evaluator {
  return (state) => state.raised[signal] === state.event;
}

function every(evaluators: readonly Evaluator[]): Evaluator {
  return (state) => {
    for (const evaluator of evaluators) if (!evaluator(state)) return false;
    return true;
  };
}

function some(evaluators: readonly Evaluator[]): Evaluator {
  return (state) => {
    for (const evaluator of evaluators) if (evaluator(state)) return true;
    return false;
  };
}
