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
import { foldedText, type FieldValue } from './values.ts';

export function testEquals({ value, cased }: EqualsMatcher): ValueTest {
  if (cased) return ({ text }) => text === value;
  const folded = foldCase(value);
  return (held) => held.text.length === value.length && foldedText(held) === folded;
}

export function testStartsWith({ value, cased }: StartsWithMatcher): ValueTest {
  if (cased) return ({ text }) => text.startsWith(value);
  const folded = foldCase(value);
  return (held) =>
    isLong(held)
      ? foldCase(held.text.slice(0, value.length)) === folded
      : foldedText(held).startsWith(folded);
}

export function testEndsWith({ value, cased }: EndsWithMatcher): ValueTest {
  if (cased) return ({ text }) => text.endsWith(value);
  const folded = foldCase(value);
  return (held) =>
    isLong(held) ? foldCase(held.text.slice(-value.length)) === folded : foldedText(held).endsWith(folded);
}

export function testContains({ value, cased }: ContainsMatcher): ValueTest {
  if (cased) return ({ text }) => text.includes(value);
  const folded = foldCase(value);
  // Without the flag `u`, `i` folds letters of ASCII with each other alone, as we do.
  // eslint-disable-next-line no-control-regex
  if (/[^\x00-\x7f]/.test(value)) return (held) => foldedText(held).includes(folded);
  let native: RegExp | undefined;
  return (held) => {
    if (!isLong(held)) return foldedText(held).includes(folded);
    native ??= new RegExp(escapeRegex(value), 'i');
    return native.test(held.text);
  };
}

/** Texts whose folded copy is only made when many tests ask for it. */
function isLong({ text, folded }: FieldValue): boolean {
  return folded === undefined && text.length > LONG;
}

const LONG = 256;

/** The text as the source of a `RegExp`. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** `true` in a rule is the boolean and the text, in any case: logs write both. */
export function testBoolean({ value }: BooleanMatcher): ValueTest {
  return testEquals({ kind: 'equals', value: String(value), cased: false });
}
