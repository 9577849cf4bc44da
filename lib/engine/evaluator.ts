/**
 * A query over signals: what is looked for in every event is asked of the signals, the rest of the event itself, at
 * most once for each event however many rules ask.
 */
import { compileTest } from '../match/compile.ts';
import type { Context } from '../match/leaf.ts';
import { readingOf, type EventTest, type Reading } from '../match/reading.ts';
import type { EventRecord } from '../query/event.ts';
import type { AnyOfQuery, Leaf, Query } from '../query/query.ts';
import type { RegexPattern } from '../regex/ast.ts';
import type { Signal } from '../match/texts/pattern.ts';

/** What is known of the event at hand. Values hold for the event whose number they carry. */
export interface EventState {
  event: number;
  record: EventRecord;
  /** Made when a test first needs it. */
  reading: Reading | undefined;
  /** By signal: the last event that raised it. */
  readonly raised: Float64Array;
}

export type Evaluator = (state: EventState) => boolean;

/** The leaves and lists of a log source's rules, equal ones compiled once. */
export interface Tests {
  of(query: Leaf | AnyOfQuery): Test;
}

interface Test {
  readonly evaluate: Evaluator;
  /** Whether the answer is known from the search of the event. */
  readonly isKnown: boolean;
}

/** @param signalOf - The signal that is raised exactly when the query holds, if there is one. */
export function createTests(
  context: Context,
  signalOf: (query: Leaf | AnyOfQuery) => Signal | undefined,
): Tests {
  const byQuery = new Map<Leaf | AnyOfQuery, Test>();
  const byMeaning = new Map<string, Evaluator>();

  function testOf(query: Leaf | AnyOfQuery): Test {
    const signal = signalOf(query);
    if (signal !== undefined) return { evaluate: isRaised(signal), isKnown: true };
    const key = keyOf(query);
    let evaluate = byMeaning.get(key);
    if (evaluate === undefined) {
      evaluate = remembering(compileTest(query, context), context.slots.fields);
      byMeaning.set(key, evaluate);
    }
    return { evaluate, isKnown: false };
  }

  return {
    of(query) {
      let test = byQuery.get(query);
      if (test === undefined) byQuery.set(query, (test = testOf(query)));
      return test;
    },
  };
}

function isRaised(signal: Signal): Evaluator {
  return (state) => state.raised[signal] === state.event;
}

function remembering(test: EventTest, fields: Reading['fields']): Evaluator {
  let askedOf = 0;
  let answer = false;
  return (state) => {
    if (askedOf !== state.event) {
      askedOf = state.event;
      state.reading ??= readingOf(state.record, fields);
      answer = test(state.reading);
    }
    return answer;
  };
}

/** Queries of one meaning have one key. The tree of an expression counts, its places in rules do not. */
function keyOf(query: Leaf | AnyOfQuery): string {
  return JSON.stringify(query, (key, value: unknown) => {
    if (key === 'span') return undefined;
    if (key === 'pattern') {
      // What else a pattern has is worked out for those who ask.
      const { flags, root } = value as RegexPattern;
      return { flags, root };
    }
    return typeof value === 'bigint' ? String(value) : value;
  });
}

export function compileEvaluator(query: Query, tests: Tests): Evaluator {
  switch (query.kind) {
    case 'and':
      return every(cheapFirst(query.operands, tests));
    case 'or':
      return some(cheapFirst(query.operands, tests));
    case 'not': {
      const operand = compileEvaluator(query.operand, tests);
      return (state) => !operand(state);
    }
    case 'any-of':
    case 'leaf':
      return tests.of(query).evaluate;
    case 'constant': {
      const { value } = query;
      return () => value;
    }
  }
}

/** The first false or true operand spares the rest. What is known comes first, exceptions and long texts last. */
function cheapFirst(operands: readonly Query[], tests: Tests): readonly Evaluator[] {
  return operands
    .map((operand) => ({ cost: costOf(operand, tests), evaluator: compileEvaluator(operand, tests) }))
    .sort((a, b) => a.cost - b.cost)
    .map(({ evaluator }) => evaluator);
}

function costOf(query: Query, tests: Tests): number {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.operands.reduce((sum, operand) => sum + costOf(operand, tests), 0);
    case 'not': {
      // The exceptions of a rule seldom hold, so they decide little.
      const cost = costOf(query.operand, tests);
      return cost === 0 ? 0 : EXCEPTION + cost;
    }
    case 'any-of':
      return tests.of(query).isKnown ? 0 : 1 + query.leaves.reduce((sum, leaf) => sum + leafCost(leaf), 0);
    case 'leaf':
      return tests.of(query).isKnown ? 0 : 1 + leafCost(query);
    case 'constant':
      return 0;
  }
}

const EXCEPTION = 1000;

/** In comparisons of a short text. */
function leafCost({ field, matcher }: Leaf): number {
  const cost =
    matcher.kind === 'regex' ? 50 : matcher.kind === 'contains' || matcher.kind === 'wildcard' ? 5 : 1;
  return field === null ? 20 * cost : cost;
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
