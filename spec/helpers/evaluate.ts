/**
 * The meaning of a query, spelled out as plainly as possible: the oracle that tests compare with.
 *
 * Written from the documentation of `lib/query/query.ts` alone. It shares no code with what it checks, knows no
 * shortcut and does everything again for every leaf.
 */
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { Leaf, Matcher, MatcherOf, Query, WildcardPart } from '../../lib/query/query.ts';
import { searchRegex } from './regex-search.ts';

/** Whether the event satisfies the query. */
export function evaluate(query: Query, event: Readonly<Record<string, unknown>>): boolean {
  switch (query.kind) {
    case 'and':
      return query.operands.every((operand) => evaluate(operand, event));
    case 'or':
      return query.operands.some((operand) => evaluate(operand, event));
    case 'not':
      return !evaluate(query.operand, event);
    case 'any-of':
      return query.leaves.some((leaf) => evaluate(leaf, event));
    case 'constant':
      return query.value;
    case 'leaf':
      return evaluateLeaf(query, event);
  }
}

function evaluateLeaf({ field, matcher }: Leaf, event: object): boolean {
  const values = field === null ? everythingIn(event) : valuesOf(event, field);
  switch (matcher.kind) {
    case 'exists':
      return values.length > 0;
    case 'null':
      return values.length === 0;
    case 'fieldRef': {
      const others = valuesOf(event, matcher.field);
      return values.some((value) => others.some((other) => related(matcher, value, other)));
    }
    case 'expression':
      throw new Error('only a target understands an expression');
    default:
      return values.some((value) => matches(matcher, value));
  }
}

/** The exact key, or else the dotted path; lists are all their elements; null is nothing. */
export function valuesOf(holder: object, path: string): readonly unknown[] {
  const held = Object.getOwnPropertyDescriptor(holder, path)?.value as unknown;
  if (held !== undefined && held !== null) return elements(held);
  const dot = path.indexOf('.');
  if (dot < 0) return [];
  const next = Object.getOwnPropertyDescriptor(holder, path.slice(0, dot))?.value as unknown;
  return elements(next)
    .filter((element) => typeof element === 'object')
    .flatMap((element) => valuesOf(element as object, path.slice(dot + 1)));
}

function elements(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.flatMap(elements) : [value];
}

function everythingIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return elements(value);
  return Object.values(value).flatMap(everythingIn);
}

type ValueMatcher = Exclude<Matcher, { readonly kind: 'exists' | 'null' | 'fieldRef' | 'expression' }>;

function matches(matcher: ValueMatcher, value: unknown): boolean {
  const text = asText(value);
  switch (matcher.kind) {
    case 'equals':
      return fold(text, matcher.cased) === fold(matcher.value, matcher.cased);
    case 'startsWith':
      return fold(text, matcher.cased).startsWith(fold(matcher.value, matcher.cased));
    case 'endsWith':
      return fold(text, matcher.cased).endsWith(fold(matcher.value, matcher.cased));
    case 'contains':
      return fold(text, matcher.cased).includes(fold(matcher.value, matcher.cased));
    case 'wildcard':
      return matchesParts(pattern(matcher.parts, matcher.cased), Array.from(fold(text, matcher.cased)));
    case 'number':
      return (
        value === matcher.value || text === matcher.text || (isSmall(matcher) && text === `${matcher.value}`)
      );
    case 'boolean':
      return text.toLowerCase() === (matcher.value ? 'true' : 'false');
    case 'regex':
      return searchRegex(matcher.pattern, text);
    case 'cidr':
      return inNetwork(matcher, text);
    case 'compare':
      return (typeof value === 'number' || isDecimal(value)) && holds(Number(value), matcher);
    case 'timePart':
      return typeof value !== 'number' && holds(timePart(text, matcher.part), matcher);
  }
}

function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`;
}

/** A letter is lower-cased where both cases are single characters and lead back to each other. */
function fold(text: string, cased: boolean): string {
  if (cased) return text;
  return text
    .split('')
    .map((unit) => (unit.toLowerCase().toUpperCase() === unit ? unit.toLowerCase() : unit))
    .map((lower, index) => (lower.length === 1 ? lower : text.charAt(index)))
    .join('');
}

/** One entry for each character to match; `many` for a star, `one` for any single character. */
function pattern(parts: readonly WildcardPart[], cased: boolean): readonly (string | symbol)[] {
  return parts.flatMap((part): readonly (string | symbol)[] => {
    if (part.kind === 'text') return Array.from(fold(part.text, cased));
    return part.kind === 'many' ? [MANY] : [ONE];
  });
}

const MANY = Symbol('*');
const ONE = Symbol('?');

function matchesParts(
  [wanted, ...rest]: readonly (string | symbol)[],
  characters: readonly string[],
): boolean {
  if (wanted === undefined) return characters.length === 0;
  if (wanted === MANY) {
    return characters.some((_, at) => matchesParts(rest, characters.slice(at))) || matchesParts(rest, []);
  }
  const [character, ...others] = characters;
  return character !== undefined && (wanted === ONE || wanted === character) && matchesParts(rest, others);
}

function isSmall({ value }: MatcherOf<'number'>): boolean {
  return Math.abs(value) < 2 ** 53;
}

function isDecimal(value: unknown): boolean {
  return typeof value === 'string' && /^-?(\d+|\d+\.\d+|\.\d+)$/.test(value);
}

function holds(held: number, { operator, value }: MatcherOf<'compare'> | MatcherOf<'timePart'>): boolean {
  switch (operator) {
    case 'eq':
      return held === value;
    case 'lt':
      return held < value;
    case 'lte':
      return held <= value;
    case 'gt':
      return held > value;
    case 'gte':
      return held >= value;
  }
}

function related({ relation, cased }: MatcherOf<'fieldRef'>, value: unknown, other: unknown): boolean {
  const left = fold(asText(value), cased);
  const right = fold(asText(other), cased);
  switch (relation) {
    case 'equals':
      return left === right;
    case 'startsWith':
      return left.startsWith(right);
    case 'endsWith':
      return left.endsWith(right);
    case 'contains':
      return left.split(right).length > 1 || right === '';
  }
}

function inNetwork({ family, network, prefixLength }: MatcherOf<'cidr'>, text: string): boolean {
  const base = network.slice(0, network.indexOf('/'));
  const list = new BlockList();
  list.addSubnet(base, prefixLength, family === 4 ? 'ipv4' : 'ipv6');
  if (isIPv4(text)) return family === 4 && list.check(text, 'ipv4');
  return isIPv6(text) && !text.includes('%') && list.check(text, 'ipv6');
}

const CLOCK =
  /^[T ](?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d)(:\d\d([.,]\d{1,9})?)?( ?(Z|UTC|[+-]\d\d:?\d\d))?$/i;

/** NaN, which compares with nothing, where the text has no such part. */
function timePart(text: string, part: MatcherOf<'timePart'>['part']): number {
  const date = text.slice(0, 10);
  const midnight = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== date) return NaN;
  const clock = CLOCK.exec(text.slice(10))?.groups;
  if (clock === undefined && text.length > 10) return NaN;
  const [year = NaN, month = NaN, day = NaN] = date.split('-').map(Number);
  const [hour, minute] = [Number(clock?.hour), Number(clock?.minute)];
  return { year, month, day, hour, minute, week: isoWeek(midnight) }[part];
}

/** Counts Thursdays of the year up to the one of this week. */
function isoWeek(date: Date): number {
  const day = new Date(date);
  while (day.getUTCDay() !== 4) {
    day.setUTCDate(day.getUTCDate() + (day.getUTCDay() === 0 || day.getUTCDay() > 4 ? -1 : 1));
  }
  let week = 0;
  for (
    const year = day.getUTCFullYear();
    day.getUTCFullYear() === year;
    day.setUTCDate(day.getUTCDate() - 7)
  ) {
    week++;
  }
  return week;
}
