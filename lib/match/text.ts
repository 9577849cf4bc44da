/** Text matchers: equals, startsWith, endsWith, contains, and booleans, which compare as text. */
import { foldCase } from '../query/fold.ts';
import type {
  BooleanMatcher,
  ContainsMatcher,
  EndsWithMatcher,
  EqualsMatcher,
  StartsWithMatcher,
} from '../query/query.ts';
import type { ValueTest } from './reading.ts';
import { foldedText } from './values.ts';

export function testEquals({ value, cased }: EqualsMatcher): ValueTest {
  if (cased) return ({ text }) => text === value;
  const folded = foldCase(value);
  return (held) => held.text.length === value.length && foldedText(held) === folded;
}

export function testStartsWith({ value, cased }: StartsWithMatcher): ValueTest {
  if (cased) return ({ text }) => text.startsWith(value);
  const folded = foldCase(value);
  return (held) => foldedText(held).startsWith(folded);
}

export function testEndsWith({ value, cased }: EndsWithMatcher): ValueTest {
  if (cased) return ({ text }) => text.endsWith(value);
  const folded = foldCase(value);
  return (held) => foldedText(held).endsWith(folded);
}

export function testContains({ value, cased }: ContainsMatcher): ValueTest {
  if (cased) return ({ text }) => text.includes(value);
  const folded = foldCase(value);
  return (held) => foldedText(held).includes(folded);
}

/** `true` in a rule is the boolean and the text, in any case: logs write both. */
export function testBoolean({ value }: BooleanMatcher): ValueTest {
  return testEquals({ kind: 'equals', value: String(value), cased: false });
}
