/**
 * Columns that hold several values, of which a rule asks that one matches: any comparison with them is null.
 *
 * The values become one text, each between line breaks, and a pattern looks among them for one that matches.
 * https://www.elastic.co/docs/reference/query-languages/esql/esql-multivalued-fields
 */
import type { LeafText, Unsupported } from '../../lib/backend/dialect.ts';
import type { CompareMatcher, Matcher, RegexMatcher, WildcardPart } from '../../lib/query/query.ts';
import { MAX_LUCENE_LENGTH } from '../../lib/regex/print/lucene.ts';
import { escapeRegex, escapeRegexInAnyCase, isWritable, mayHaveForeignCase } from '../elastic/characters.ts';
import { isNumeric } from '../elastic/field-types.ts';
import { isTextMatcher, type TextMatcher, type ValueMatcher } from '../elastic/matchers.ts';
import { textsOfNumber } from '../elastic/numbers.ts';
import { OPERATORS, type Column } from './column.ts';
import { all, type Terms } from './matchers.ts';
import { quoteText } from './quoting.ts';
import type { NoTerm, Term } from './terms.ts';
import { HALF_A_CHARACTER, patternOfRegex, patternTerm, TOO_LONG } from './text.ts';

const BREAK = '\n';
/** One character of a value, as an expression. */
const CHARACTER = `[^${BREAK}]`;
const MANY: WildcardPart = { kind: 'many' };

/** The values of a column of text or whole numbers as one text. */
export function elementsOf({ name, type }: Column): string {
  const texts = type === 'long' ? `to_string(${name})` : name;
  return `concat("\\n", mv_concat(${texts}, "\\n"), "\\n")`;
}

/** Terms for {@link elementsOf} a column of text. */
export function elementTerms(matcher: ValueMatcher): Terms {
  if (isTextMatcher(matcher)) return all([elementTerm(matcher)]);
  switch (matcher.kind) {
    case 'number':
      return all(textsOfNumber(matcher).map((value) => elementTerm({ kind: 'equals', value, cased: false })));
    case 'boolean':
      return all([elementTerm({ kind: 'equals', value: String(matcher.value), cased: false })]);
    case 'regex':
      return all([expressionTerm(matcher)]);
    case 'cidr':
      return NO_NETWORKS;
  }
}

function elementTerm(matcher: TextMatcher): Term | NoTerm {
  if (matcher.kind === 'wildcard') return wildcardTerm(matcher.parts, matcher.cased);
  const { kind, value, cased } = matcher;
  if (value.includes(BREAK)) return HOLDS_BREAK;
  const before = kind === 'equals' || kind === 'startsWith' ? BREAK : '';
  const after = kind === 'equals' || kind === 'endsWith' ? BREAK : '';
  return patternTerm([MANY, { kind: 'text', text: before + value + after }, MANY], cased);
}

/** A star must not reach into the next value, which only an expression can say. */
function wildcardTerm(parts: readonly WildcardPart[], cased: boolean): Term | NoTerm {
  let source = '';
  for (const part of parts) {
    if (part.kind === 'many') source += `${CHARACTER}*`;
    else if (part.kind === 'one') source += CHARACTER;
    else if (part.text.includes(BREAK)) return HOLDS_BREAK;
    else if (!isWritable(part.text)) return HALF_A_CHARACTER;
    else source += cased ? escapeRegex(part.text) : escapeRegexInAnyCase(part.text);
  }
  return amongElements(source);
}

/** `&` is Lucene's "and": what matches, and has no line break in it. */
function expressionTerm(matcher: RegexMatcher): Term | NoTerm {
  return patternOfRegex(matcher, (source) => amongElements(`((${source})&${CHARACTER}*)`));
}

function amongElements(source: string): Term | NoTerm {
  const whole = `.*${BREAK}${source}${BREAK}.*`;
  if (whole.length > MAX_LUCENE_LENGTH) return TOO_LONG;
  return { compare: 'rlike', folded: undefined, literal: quoteText(whole) };
}

/**
 * The values that a field of keywords is searched for by `:`, which looks at each of its values and at the index alone;
 * undefined where that operator does not do.
 *
 * https://www.elastic.co/docs/reference/query-languages/esql/functions-operators/operators#esql-match-operator
 */
export function searchedValues(
  { type, several }: Column,
  matchers: readonly Matcher[],
): readonly string[] | undefined {
  if (!several || type !== 'keyword') return undefined;
  const values: string[] = [];
  for (const matcher of matchers) {
    if (matcher.kind !== 'equals' || matcher.value === '' || !isWritable(matcher.value)) return undefined;
    if (!matcher.cased && (/[a-z]/i.test(matcher.value) || mayHaveForeignCase(matcher.value)))
      return undefined;
    values.push(matcher.value);
  }
  return values;
}

/** @example tags, ['a', 'b'] → tags : "a" or tags : "b" */
export function printSearches({ name }: Column, values: readonly string[]): LeafText {
  const conditions = values.map((value) => `${name} : ${quoteText(value)}`);
  return conditions.length === 1 ? (conditions[0] as string) : { text: conditions.join(' or '), level: 'or' };
}

/** Whether one value compares so with a number: the least of them, or the greatest, answers for all. */
export function compareElements(
  { operator, value }: CompareMatcher,
  { name, type }: Column,
): LeafText | Unsupported {
  if (!isNumeric(type)) return NO_COMPARISON;
  const extreme = operator === 'lt' || operator === 'lte' ? 'mv_min' : 'mv_max';
  return `${extreme}(${name}) ${OPERATORS[operator]} ${value}`;
}

const HOLDS_BREAK: NoTerm = {
  unsupported:
    'a field with several values is searched line by line, so that a value with line breaks is not found',
  feature: 'value',
};

const NO_NETWORKS: NoTerm = {
  unsupported: 'cidr_match is null for a field with several values',
  feature: 'cidr',
};

export const NO_COMPARISON: Unsupported = {
  unsupported:
    'ES|QL compares fields with several values by the least and the greatest of them, which numbers have',
  feature: 'comparison',
};
