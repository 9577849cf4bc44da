/** One leaf as a test: which of its field's values pass, and what is asked of the field as a whole. */
import type { Gap } from '../backend/backend.ts';
import type { Leaf, Matcher, RegexMatcher } from '../query/query.ts';
import type { Span } from '../source/source.ts';
import { testCidr } from './network.ts';
import { testCompare, testNumber } from './number.ts';
import { someValue, valuesAt, type EventTest, type Slots, type ValueTest } from './reading.ts';
import { testReference } from './reference.ts';
import { testRegex, type RegexSettings } from './regex.ts';
import { testBoolean, testContains, testEndsWith, testEquals, testStartsWith } from './text.ts';
import { testTimePart } from './time.ts';
import { testWildcard } from './wildcard.ts';

/** What the leaves of one query share while they are compiled. */
export interface Context {
  readonly slots: Slots;
  readonly regex: RegexSettings;
  readonly gaps: Gap[];
}

export function compileLeaf({ field, matcher, span }: Leaf, context: Context): EventTest {
  const slot = context.slots.slotOf(field);
  switch (matcher.kind) {
    case 'exists':
      return (reading) => valuesAt(reading, slot).length > 0;
    case 'null':
      return (reading) => valuesAt(reading, slot).length === 0;
    case 'fieldRef':
      return testReference(matcher, slot, context.slots.slotOf(matcher.field));
    case 'expression':
      context.gaps.push(noExpressions(span));
      return () => false;
    default:
      return someValue(slot, compileMatcher(matcher, context));
  }
}

/** Matchers that look at one value at a time. */
export type ValueMatcher = Exclude<Matcher, { readonly kind: 'exists' | 'null' | 'fieldRef' | 'expression' }>;

export function isValueMatcher(matcher: Matcher): matcher is ValueMatcher {
  const { kind } = matcher;
  return kind !== 'exists' && kind !== 'null' && kind !== 'fieldRef' && kind !== 'expression';
}

function noExpressions(span: Span): Gap {
  const reason = 'only the target that an expression was written for understands it';
  return { feature: 'value', reason, span, hints: [], outcome: 'refused' };
}

export function compileMatcher(matcher: ValueMatcher, context: Context): ValueTest {
  switch (matcher.kind) {
    case 'equals':
      return testEquals(matcher);
    case 'startsWith':
      return testStartsWith(matcher);
    case 'endsWith':
      return testEndsWith(matcher);
    case 'contains':
      return testContains(matcher);
    case 'wildcard':
      return testWildcard(matcher);
    case 'number':
      return testNumber(matcher);
    case 'boolean':
      return testBoolean(matcher);
    case 'regex':
      return compileRegex(matcher, context);
    case 'cidr':
      return testCidr(matcher);
    case 'compare':
      return testCompare(matcher);
    case 'timePart':
      return testTimePart(matcher);
  }
}

function compileRegex(matcher: RegexMatcher, context: Context): ValueTest {
  const test = testRegex(matcher, context.regex);
  if (typeof test === 'function') return test;
  const { unsupported: reason, span } = test;
  context.gaps.push({ feature: 'regex', reason, span, hints: [], outcome: 'refused' });
  return () => false;
}
