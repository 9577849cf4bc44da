/**
 * When one leaf implies another: every event that satisfies the first satisfies the second.
 *
 * Law: true only if it is so, for fields with one value and for fields that hold a list, where any element may match.
 * So each rule here speaks of one value: the element that satisfied the first leaf satisfies the second. Two leaves that
 * no single value can satisfy together do not contradict each other, since a list can.
 */
import { decimalTexts } from '../../match/number.ts';
import { parseIpv4, parseIpv6 } from '../../match/network.ts';
import { caseVariants, foldCase } from '../../query/fold.ts';
import type { CompareOperator, Leaf, Matcher, MatcherOf } from '../../query/query.ts';
import type { RegexPattern } from '../../regex/ast.ts';
import { requiredLiterals } from '../../regex/literals.ts';
import { covers, textPatternOf } from './text-pattern.ts';

/** Whether `a` implies `b`. */
export function leafImplies(a: Leaf, b: Leaf): boolean {
  if (a === b) return true;
  if (b.matcher.kind === 'exists' && a.field !== null) return provesPresence(a, b.field);
  return a.field === b.field && matcherImplies(a.matcher, b.matcher);
}

/** A leaf that is true has found a value, unless it asked for none. */
function provesPresence({ field, matcher }: Leaf, wanted: string | null): boolean {
  if (matcher.kind === 'null' || matcher.kind === 'expression') return false;
  return field === wanted || (matcher.kind === 'fieldRef' && matcher.field === wanted);
}

function matcherImplies(a: Matcher, b: Matcher): boolean {
  switch (b.kind) {
    case 'equals':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
    case 'wildcard':
    case 'boolean':
      return impliesText(a, b);
    case 'number':
      return impliesNumber(a, b);
    case 'regex':
      return a.kind === 'regex' && shapeOf(a.pattern) === shapeOf(b.pattern);
    case 'cidr':
      return impliesNetwork(a, b);
    case 'compare':
      return impliesComparison(a, b);
    case 'timePart':
      return (
        a.kind === 'timePart' && a.part === b.part && rangeImplies(a.operator, a.value, b.operator, b.value)
      );
    case 'fieldRef':
      return impliesReference(a, b);
    case 'expression':
      return a.kind === 'expression' && a.text === b.text;
    case 'null':
      return a.kind === 'null';
    case 'exists':
      return a.kind === 'exists';
  }
}

function impliesText(a: Matcher, b: Matcher): boolean {
  const wide = textPatternOf(b);
  if (wide === undefined) return false;
  if (a.kind === 'regex') return b.kind === 'contains' && regexHolds(a.pattern, b);
  const text = a.kind === 'number' ? onlyText(a) : undefined;
  const narrow = textPatternOf(text === undefined ? a : { kind: 'equals', value: text, cased: true });
  return narrow !== undefined && covers(wide, narrow);
}

/** The text of every value that is this number, if there is only one. */
function onlyText({ value, text }: MatcherOf<'number'>): string | undefined {
  return Number.isSafeInteger(value) && String(value) === text ? text : undefined;
}

/** Whether each match of the expression holds the text. */
function regexHolds(pattern: RegexPattern, { value, cased }: MatcherOf<'contains'>): boolean {
  return requiredLiterals(pattern).some((literal) => {
    if (!cased) return foldCase(literal.text).includes(foldCase(value));
    const isFixed = literal.cased || isCaseless(literal.text);
    return isFixed && literal.text.includes(value);
  });
}

function isCaseless(text: string): boolean {
  return text.split('').every((unit) => caseVariants(unit).length === 1);
}

function impliesNumber(a: Matcher, b: MatcherOf<'number'>): boolean {
  const texts = decimalTexts(b);
  if (a.kind === 'number')
    return a.value === b.value && decimalTexts(a).every((text) => texts.includes(text));
  return a.kind === 'equals' && onlyText(b) === a.value;
}

function impliesNetwork(a: Matcher, b: MatcherOf<'cidr'>): boolean {
  const bits = b.family === 4 ? 32 : 128;
  const shift = BigInt(bits - b.prefixLength);
  const isInside = (address: bigint): boolean => address >> shift === b.address >> shift;
  if (a.kind === 'cidr')
    return a.family === b.family && a.prefixLength >= b.prefixLength && isInside(a.address);
  if (a.kind !== 'equals') return false;
  const address = b.family === 4 ? parseIpv4(a.value) : parseIpv6(a.value);
  return address !== undefined && isInside(address);
}

function impliesComparison(a: Matcher, b: MatcherOf<'compare'>): boolean {
  if (a.kind === 'compare') return rangeImplies(a.operator, a.value, b.operator, b.value);
  return a.kind === 'number' && onlyText(a) !== undefined && rangeImplies('eq', a.value, b.operator, b.value);
}

/** Whether each number in the one range is in the other. */
function rangeImplies(
  operator: CompareOperator | 'eq',
  value: number,
  wideOperator: CompareOperator | 'eq',
  bound: number,
): boolean {
  switch (wideOperator) {
    case 'eq':
      return operator === 'eq' && value === bound;
    case 'lt':
      return (operator === 'lt' && value <= bound) || (isUpTo(operator) && value < bound);
    case 'lte':
      return (operator === 'lt' || isUpTo(operator)) && value <= bound;
    case 'gt':
      return (operator === 'gt' && value >= bound) || (isFrom(operator) && value > bound);
    case 'gte':
      return (operator === 'gt' || isFrom(operator)) && value >= bound;
  }
}

function isUpTo(operator: CompareOperator | 'eq'): boolean {
  return operator === 'lte' || operator === 'eq';
}

function isFrom(operator: CompareOperator | 'eq'): boolean {
  return operator === 'gte' || operator === 'eq';
}

/** What is equal also starts with, ends with and contains itself. */
function impliesReference(a: Matcher, b: MatcherOf<'fieldRef'>): boolean {
  if (a.kind !== 'fieldRef' || a.field !== b.field || (b.cased && !a.cased)) return false;
  return a.relation === b.relation || a.relation === 'equals' || b.relation === 'contains';
}

const shapes = /* @__PURE__ */ new WeakMap<RegexPattern, string>();

/** The expression as text, places aside: what is written alike and flagged alike matches alike. */
function shapeOf(pattern: RegexPattern): string {
  let shape = shapes.get(pattern);
  if (shape === undefined) {
    const { flags, root } = pattern;
    shape = JSON.stringify({ flags, root }, (key, value: unknown) => (key === 'span' ? undefined : value));
    shapes.set(pattern, shape);
  }
  return shape;
}
