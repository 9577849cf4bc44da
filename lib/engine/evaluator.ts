/**
 * A query over signals: what was found in the event is asked of the signals, the rest of the event itself, at most
 * once for each event however many rules ask.
 */
import { compileLeaf, type Context } from '../match/leaf.ts';
import type { EventTest, Reading } from '../match/reading.ts';
import type { Leaf, Query } from '../query/query.ts';
import type { Signal } from './pattern.ts';
import type { Signals } from './signals.ts';

/** What is known of the event at hand. Values hold for the event whose number they carry. */
export interface EventState {
  /** Counts events, so that nothing has to be cleared between them. */
  event: number;
  reading: Reading;
  /** By signal: the last event that raised it. */
  raised: Float64Array;
  /** By test: the last event it was asked of, and its answer. */
  asked: Float64Array;
  answers: Uint8Array;
}

export type Evaluator = (state: EventState) => boolean;

/** Tests beyond signals, shared by all rules of a log source. */
export interface Tests {
  of(leaf: Leaf): Evaluator;
  readonly count: number;
}

export function createTests(context: Context): Tests {
  const known = new Map<string, Evaluator>();
  let count = 0;
  return {
    of(leaf) {
      const key = testKey(leaf);
      let evaluator = known.get(key);
      if (evaluator === undefined) {
        evaluator = remembering(compileLeaf(leaf, context), count++);
        known.set(key, evaluator);
      }
      return evaluator;
    },
    get count() {
      return count;
    },
  };
}

function remembering(test: EventTest, index: number): Evaluator {
  return (state) => {
    if (state.asked[index] !== state.event) {
      state.asked[index] = state.event;
      state.answers[index] = test(state.reading) ? 1 : 0;
    }
    return state.answers[index] === 1;
  };
}

/** Leaves of one meaning have one key. Expressions are the same if they are written the same under the same flags. */
function testKey({ field, matcher }: Leaf): string {
  const meaning =
    matcher.kind === 'regex'
      ? {
          kind: 'regex',
          text: matcher.pattern.text,
          flags: matcher.pattern.flags,
          root: printable(matcher.pattern.root),
        }
      : matcher;
  return JSON.stringify([field, meaning], (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

/** A tree without its places: modifiers can change the tree of an expression without changing its text. */
function printable(node: unknown): unknown {
  return JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'span' ? undefined : value)));
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
    case 'any-of': {
      const signal = signals.ofList(query);
      if (signal !== undefined) return isRaised(signal);
      return some(query.leaves.map((leaf) => compileEvaluator(leaf, signals, tests)));
    }
    case 'leaf':
      return leafEvaluator(query, signals, tests);
    case 'constant': {
      const { value } = query;
      return () => value;
    }
  }
}

function leafEvaluator(leaf: Leaf, signals: Signals, tests: Tests): Evaluator {
  const signal = signals.ofLeaf(leaf);
  if (signal !== undefined) return isRaised(signal);
  const test = tests.of(leaf);
  const required = signals.requiredBy(leaf);
  if (required === undefined) return test;
  return (state) => state.raised[required] === state.event && test(state);
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
