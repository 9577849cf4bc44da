/**
 * The `search` command: field comparisons, IN, keywords, NOT, OR, and AND.
 *
 * Order of evaluation: brackets, NOT, OR, AND — OR binds tighter than AND. Comparison ignores case, `*` matches any
 * run of characters wherever it stands and cannot be escaped, there is no one-character wildcard. A comparison on
 * a field with several values holds if one value satisfies it; on an absent field it does not hold.
 */
import { ipMatches } from '../ip.ts';
import type { SplEvent } from './event.ts';
import { Cursor, tokenize, unquoteSearch, type Lexicon } from './lexer.ts';

export type SearchTest = (event: SplEvent) => boolean;

const LEXICON: Lexicon = {
  symbols: ['(', ')', ',', '!=', '<=', '>=', '=', '<', '>'],
  unquote: unquoteSearch,
};
const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>=']);

export function parseSearch(text: string): SearchTest {
  const cursor = new Cursor(tokenize(text, LEXICON));
  if (cursor.done()) throw new Error('an empty search');
  const test = parseAnd(cursor);
  if (!cursor.done()) throw new Error(`trailing ${JSON.stringify(cursor.peek())} in ${text}`);
  return test;
}

function parseAnd(cursor: Cursor): SearchTest {
  const tests = [parseOr(cursor)];
  while (!cursor.done() && cursor.peek().text !== ')') {
    cursor.take('AND');
    tests.push(parseOr(cursor));
  }
  return (event) => tests.every((test) => test(event));
}

function parseOr(cursor: Cursor): SearchTest {
  const tests = [parseNot(cursor)];
  while (cursor.take('OR')) tests.push(parseNot(cursor));
  return (event) => tests.some((test) => test(event));
}

function parseNot(cursor: Cursor): SearchTest {
  if (!cursor.take('NOT')) return parsePrimary(cursor);
  const test = parseNot(cursor);
  return (event) => !test(event);
}

function parsePrimary(cursor: Cursor): SearchTest {
  if (cursor.take('(')) {
    const test = parseAnd(cursor);
    cursor.expect(')');
    return test;
  }
  const first = cursor.next();
  if (first.kind !== 'word' && first.kind !== 'string')
    throw new Error(`unexpected ${JSON.stringify(first)}`);
  const following = cursor.peek();
  if (following.kind === 'symbol' && COMPARISONS.has(following.text)) {
    cursor.next();
    const value = cursor.next();
    if (value.kind !== 'word' && value.kind !== 'string')
      throw new Error(`a value expected after ${first.text}`);
    return comparison(first.text, following.text, value.text);
  }
  if (following.kind === 'word' && following.text === 'IN') {
    cursor.next();
    return parseIn(cursor, first.text);
  }
  if (first.kind === 'word' && ['AND', 'OR', 'NOT'].includes(first.text))
    throw new Error(`operator ${first.text} alone`);
  return keyword(first.text);
}

function parseIn(cursor: Cursor, field: string): SearchTest {
  cursor.expect('(');
  const tests: SearchTest[] = [];
  do {
    const value = cursor.next();
    if (value.kind !== 'word' && value.kind !== 'string') throw new Error('a value expected in IN');
    if (value.text.includes('/') && /^[\d.:a-f]+\/\d+$/i.test(value.text))
      throw new Error('IN does not take networks');
    tests.push(comparison(field, '=', value.text));
  } while (cursor.take(','));
  cursor.expect(')');
  return (event) => tests.some((test) => test(event));
}

function comparison(field: string, operator: string, value: string): SearchTest {
  const matches = valueTest(operator, value);
  return ({ fields }) => (fields.get(field) ?? []).some(matches);
}

function valueTest(operator: string, value: string): (actual: string) => boolean {
  const number = asNumber(value);
  switch (operator) {
    case '=':
    case '!=': {
      const matches = equality(value, number);
      return operator === '=' ? matches : (actual) => !matches(actual);
    }
    default: {
      if (number === undefined) throw new Error(`${operator} with a text compares alphabetically: ${value}`);
      const holds: Readonly<Record<string, (actual: number) => boolean>> = {
        '<': (actual) => actual < number,
        '<=': (actual) => actual <= number,
        '>': (actual) => actual > number,
        '>=': (actual) => actual >= number,
      };
      const compare = holds[operator] as (actual: number) => boolean;
      return (actual) => {
        const actualNumber = asNumber(actual);
        // Documented only for numbers; a text beside a number compares alphabetically.
        return actualNumber === undefined ? alphabetical(operator, actual, value) : compare(actualNumber);
      };
    }
  }
}

function alphabetical(operator: string, a: string, b: string): boolean {
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function equality(value: string, number: number | undefined): (actual: string) => boolean {
  if (/^[\da-f.:]+\/\d+$/i.test(value)) return (actual) => actual === value || ipMatches(value, actual);
  const pattern = wildcardTest(value);
  if (number === undefined) return pattern;
  return (actual) => pattern(actual) || asNumber(actual) === number;
}

/** The whole value, case ignored, `*` for any run of characters. */
function wildcardTest(value: string): (actual: string) => boolean {
  const source = value
    .split('*')
    .map((part) => part.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&'))
    .join('[\\s\\S]*');
  const regex = new RegExp(`^${source}$`, 'i');
  return (actual) => regex.test(actual);
}

/**
 * A keyword in quotes with a star at both ends is a substring of the raw text. Without stars it must be made of
 * whole segments, which depends on the segmenters in use, so the bench does not take such a form.
 */
function keyword(text: string): SearchTest {
  if (text === '*') return () => true;
  if (!text.startsWith('*') || !text.endsWith('*')) throw new Error(`keyword matched by segments: ${text}`);
  const matches = wildcardTest(text);
  return ({ raw }) => matches(raw);
}

function asNumber(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
