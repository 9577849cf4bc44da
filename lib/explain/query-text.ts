/** Queries in words, for people who want to see what became of a rule. */
import type { Leaf, Query } from '../query/query.ts';
import { describeMatcher } from './words.ts';

/** @example `Image ends with "\cmd.exe"` */
export function describeLeaf({ field, matcher }: Leaf): string {
  const { test, expected } = describeMatcher(matcher);
  const subject = field ?? 'the event';
  return expected === null ? `${subject} ${test}` : `${subject} ${test} "${expected}"`;
}

/**
 * @example `Channel is "Security" and (Image is "a" or Image is "b") and not User is "x"`
 */
export function describeQuery(query: Query): string {
  switch (query.kind) {
    case 'leaf':
      return describeLeaf(query);
    case 'constant':
      return query.value ? 'every event' : 'no event';
    case 'not':
      return `not ${group(query.operand)}`;
    case 'any-of':
      return query.leaves.map(describeLeaf).join(' or ');
    case 'and':
    case 'or':
      return query.operands.map(group).join(` ${query.kind} `);
  }
}

function group(query: Query): string {
  const text = describeQuery(query);
  return query.kind === 'leaf' || query.kind === 'constant' || query.kind === 'not' ? text : `(${text})`;
}
