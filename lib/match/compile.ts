/** A query as a function: closures over closures, no code made from text, so it runs under any security policy. */
import type { EventRecord } from '../query/event.ts';
import type { Gap } from '../backend/backend.ts';
import type { Query } from '../query/query.ts';
import { compileAnyOf } from './any-of.ts';
import { compileLeaf, type Context } from './leaf.ts';
import { createSlots, readingOf, type EventTest } from './reading.ts';
import type { RegexSettings } from './regex.ts';

/**
 * Whether an event is one the rule is about.
 *
 * Pure: the same event gives the same answer, and is not changed.
 */
export type Predicate = (event: EventRecord) => boolean;

export interface Compilation {
  readonly predicate: Predicate;
  /** Regular expressions that were refused; the predicate is of no use then. */
  readonly gaps: readonly Gap[];
}

export function compileQuery(query: Query, regex: RegexSettings): Compilation {
  const context: Context = { slots: createSlots(), regex, gaps: [] };
  const test = compileTest(query, context);
  const { fields } = context.slots;
  return { predicate: (event) => test(readingOf(event, fields)), gaps: context.gaps };
}

/** A query as a test, for those who keep readings of their own. */
export function compileTest(query: Query, context: Context): EventTest {
  switch (query.kind) {
    case 'and':
      return allOf(query.operands.map((operand) => compileTest(operand, context)));
    case 'or':
      return anyOf(query.operands.map((operand) => compileTest(operand, context)));
    case 'not': {
      const test = compileTest(query.operand, context);
      return (reading) => !test(reading);
    }
    case 'any-of':
      return anyOf(compileAnyOf(query, context));
    case 'leaf':
      return compileLeaf(query, context);
    case 'constant': {
      const { value } = query;
      return () => value;
    }
  }
}

function allOf(tests: readonly EventTest[]): EventTest {
  return (reading) => {
    for (const test of tests) if (!test(reading)) return false;
    return true;
  };
}

function anyOf(tests: readonly EventTest[]): EventTest {
  if (tests.length === 1) return tests[0] as EventTest;
  return (reading) => {
    for (const test of tests) if (test(reading)) return true;
    return false;
  };
}
