/**
 * Many values of one field at once. Whole values, the bulk of long lists, become one look into a set; the rest is
 * tried in turn on each value.
 */
import { foldCase } from '../query/fold.ts';
import type { AnyOfQuery, ContainsMatcher, Matcher } from '../query/query.ts';
import { compileLeaf, compileMatcher, isValueMatcher, type Context } from './leaf.ts';
import { someValue, type EventTest, type ValueTest } from './reading.ts';
import { buildTextSearch, searchText, type TextSearch } from './texts/text-search.ts';
import { foldedText } from './values.ts';

/** Tests of which one must hold. */
export function compileAnyOf({ field, leaves }: AnyOfQuery, context: Context): readonly EventTest[] {
  const slot = context.slots.slotOf(field);
  const wholes = new Set<string>();
  const tests: ValueTest[] = [];
  const parts: ContainsMatcher[] = [];
  const others: EventTest[] = [];
  for (const leaf of leaves) {
    const { matcher } = leaf;
    const whole = wholeText(matcher);
    if (whole !== undefined) wholes.add(whole);
    else if (!isValueMatcher(matcher)) {
      others.push(compileLeaf(leaf, context));
    } else if (matcher.kind === 'contains' && matcher.value !== '') parts.push(matcher);
    else tests.push(compileMatcher(matcher, context));
  }
  if (parts.length < MANY_PARTS) tests.push(...parts.map((part) => compileMatcher(part, context)));
  else tests.push(testParts(parts));
  if (wholes.size > 0) tests.unshift((value) => wholes.has(foldedText(value)));
  if (tests.length > 0) others.push(someValue(slot, firstOf(tests)));
  return others;
}

/** So many searches for one text each take longer than one for all of them. */
const MANY_PARTS = 12;

function testParts(parts: readonly ContainsMatcher[]): ValueTest {
  let search: TextSearch | undefined;
  return ({ text }) => {
    search ??= buildTextSearch(parts.map(({ value, cased }) => ({ text: value, cased, signal: 0 })));
    let isFound = false;
    searchText(search, text, () => {
      isFound = true;
    });
    return isFound;
  };
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
