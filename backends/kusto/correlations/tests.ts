/** Conditions put together, with brackets where `and` and `or` meet. */
import type { Level } from '../../../lib/backend/dialect.ts';

/** A condition that is true or false of every row. */
export interface Test {
  readonly text: string;
  readonly level: Level;
}

/** One or more; the same test of several rules is written once. */
export function anyOf(tests: readonly Test[]): Test {
  const distinct = [...new Map(tests.map((test) => [test.text, test])).values()];
  const [only = { text: 'false', level: 'atom' } as const, ...others] = distinct;
  if (others.length === 0) return only;
  const always = distinct.find(({ text }) => text === 'true');
  return always ?? { text: distinct.map((test) => bracket(test, 'and')).join(' or '), level: 'or' };
}

export function allOf(tests: readonly Test[]): Test {
  const needed = tests.filter(({ text }) => text !== 'true');
  const [only = { text: 'true', level: 'atom' } as const, ...others] = needed;
  if (others.length === 0) return only;
  return { text: needed.map((test) => bracket(test, 'or')).join(' and '), level: 'and' };
}

function bracket({ text, level }: Test, looser: Level): string {
  return level === looser ? `(${text})` : text;
}

/** As a step of a query; none where every row passes. */
export function whereText({ text }: Test): readonly string[] {
  return text === 'true' ? [] : [`| where ${text}`];
}
