/**
 * Many values of one field at once. Whole values, the bulk of long lists, become one look into a set; the rest is
 * tried in turn on each value.
 */
import { foldCase } from '../query/fold.ts';
import type { AnyOfQuery, Matcher } from '../query/query.ts';
import { compileLeaf, compileMatcher, isValueMatcher, type Context } from './leaf.ts';
import { someValue, type EventTest, type ValueTest } from './reading.ts';
import { foldedText } from './values.ts';

/** Tests of which one must hold. */
export function compileAnyOf({ field, leaves }: AnyOfQuery, context: Context): readonly EventTest[] {
  const slot = context.slots.slotOf(field);
  const wholes = new Set<string>();
  const tests: ValueTest[] = [];
  const others: EventTest[] = [];
  for (const leaf of leaves) {
    const { matcher } = leaf;
    const whole = wholeText(matcher);
    if (whole !== undefined) wholes.add(whole);
    else if (!isValueMatcher(matcher)) {
      others.push(compileLeaf(leaf, context));
    } else tests.push(compileMatcher(matcher, context));
  }
  if (wholes.size > 0) tests.unshift((value) => wholes.has(foldedText(value)));
  if (tests.length > 0) others.push(someValue(slot, firstOf(tests)));
  return others;
}

/** The folded text that alone satisfies the matcher, where there is exactly one. */
function wholeText(matcher: Matcher): string | undefined {
  switch (matcher.kind) {
    case 'equals':
      return matcher.cased ? undefined : foldCase(matcher.value);
    case 'boolean':
      return String(matcher.value);
    case 'number':
      // Such a number and its text say the same; others have several texts, or a double that is not them.
      return Number.isSafeInteger(matcher.value) && String(matcher.value) === matcher.text
        ? matcher.text
        : undefined;
    default:
      return undefined;
  }
}

/** From so many tests on, a folded copy of the value pays. */
const MANY = 6;

function firstOf(tests: readonly ValueTest[]): ValueTest {
  if (tests.length === 1) return tests[0] as ValueTest;
  const isMany = tests.length >= MANY;
  return (value) => {
    if (isMany) foldedText(value);
    for (const test of tests) if (test(value)) return true;
    return false;
  };
}
