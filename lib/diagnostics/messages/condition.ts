/** What parsing and resolving a condition says; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';
import { closest } from '../suggest.ts';
import { quoteText } from './quote-text.ts';

export function conditionEmpty(): Finding {
  return {
    code: 'condition-syntax',
    severity: 'error',
    message: 'the condition is empty',
    hints: ['name a search identifier, for example `selection`'],
  };
}

const EXPECTED = {
  operator: '`and`, `or` or the end of the condition',
  operand: 'a search identifier, `not`, `1 of`, `all of` or `(`',
  pattern: 'a name, a pattern with `*`, or `them`',
} as const;

/**
 * @param found - The word where parsing stopped; empty at the end of the text.
 * @param expected - What should have been there.
 */
export function conditionSyntax(found: string, expected: keyof typeof EXPECTED): Finding {
  const place =
    found === '' ? 'the condition ends too early' : `unexpected ${quoteText(found)} in the condition`;
  return { code: 'condition-syntax', severity: 'error', message: `${place}: expected ${EXPECTED[expected]}` };
}

export function conditionUnclosed(): Finding {
  return { code: 'condition-syntax', severity: 'error', message: 'this `(` has no `)`' };
}

export function conditionTooLong(length: number, limit: number): Finding {
  return {
    code: 'condition-too-long',
    severity: 'error',
    message: `the condition has ${length} characters, more than the ${limit} that are read`,
    hints: ['use selectors such as `1 of selection_*` in place of long lists of names'],
  };
}

export function conditionsTooLong(limit: number): Finding {
  return {
    code: 'condition-too-long',
    severity: 'error',
    message: `the conditions up to here have more than the ${limit} characters that are read of one text`,
    hints: ['put the rules into several files'],
  };
}

export function conditionTooDeep(limit: number): Finding {
  return {
    code: 'condition-too-deep',
    severity: 'error',
    message: `the condition nests parentheses and negations more than ${limit} deep`,
  };
}

export function conditionAggregation(): Finding {
  return {
    code: 'condition-aggregation',
    severity: 'error',
    message: 'aggregations after `|` are not part of a condition any more',
    hints: ['write a correlation rule that counts the matches of this rule'],
  };
}

export function conditionKeywordCase(written: string, keyword: string): Finding {
  return {
    code: 'condition-keyword-case',
    severity: 'error',
    message: `${quoteText(written)} is not a keyword: keywords are lower case`,
    hints: [`write \`${keyword}\``],
  };
}

export function conditionQuantifier(written: string): Finding {
  return {
    code: 'condition-quantifier',
    severity: 'error',
    message: `${quoteText(`${written} of`)} is not a quantifier: only \`1 of\`, \`any of\` and \`all of\` are`,
    hints: /^\d+$/.test(written)
      ? ['to count matches among several searches, spell out the combinations with `and` and `or`']
      : [],
  };
}

export function conditionPatternWithoutQuantifier(pattern: string): Finding {
  return {
    code: 'condition-quantifier',
    severity: 'error',
    message: `the pattern ${quoteText(pattern)} needs a quantifier`,
    hints: [`write ${quoteText(`1 of ${pattern}`)} or ${quoteText(`all of ${pattern}`)}`],
  };
}

export function conditionUnknownIdentifier(name: string, known: Iterable<string>): Finding {
  const names = [...known];
  const near = closest(name, names);
  return {
    code: 'condition-unknown-identifier',
    severity: 'error',
    message: `no search identifier is called ${quoteText(name)}`,
    hints: [near === undefined ? `the rule has ${listOf(names)}` : `did you mean ${quoteText(near)}?`],
  };
}

export function conditionSelectorNoMatch(pattern: string, known: Iterable<string>): Finding {
  const names = [...known];
  const hidden = pattern === 'them' || pattern.startsWith('_') ? undefined : hiddenBehind(names);
  return {
    code: 'condition-selector-no-match',
    severity: 'error',
    message:
      pattern === 'them'
        ? 'all search identifiers of the rule start with `_`, so `them` is none of them'
        : `no search identifier matches the pattern ${quoteText(pattern)}`,
    hints: [`the rule has ${listOf(names)}`, ...(hidden === undefined ? [] : [hidden])],
  };
}

function hiddenBehind(names: readonly string[]): string | undefined {
  return names.some((name) => name.startsWith('_'))
    ? 'names that start with `_` match only patterns that start with `_`'
    : undefined;
}

/** How many names a hint lists: a rule may have hundreds. */
const MAX_NAMES = 8;

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map(quoteText);
  return shown.join(', ') + (names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '');
}

export function queryTooLarge(limit: number): Finding {
  return {
    code: 'query-too-large',
    severity: 'error',
    message: `this asks for more than ${limit} comparisons`,
    hints: [
      'each spelling that `windash` makes counts, and a condition counts a search as often as it names it',
    ],
  };
}

export function tooManySearches(limit: number): Finding {
  return {
    code: 'query-too-large',
    severity: 'error',
    message: `the rule has more than ${limit} searches`,
    hints: ['put values of one field into one list'],
  };
}

export function regexesTooLong(limit: number): Finding {
  return {
    code: 'query-too-large',
    severity: 'error',
    message: `the regular expressions of the rule have more than ${limit} characters together`,
    hints: ['split the rule'],
  };
}
