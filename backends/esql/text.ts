/**
 * Text matchers on columns of text.
 *
 * `to_lower` and a search that ignores case agree on ASCII letters alone: the one lower-cases all of Unicode, the
 * other knows no letters beyond ASCII, and which of them runs is Elasticsearch's choice. So letters beyond
 * ASCII that may have a case are written as a regular expression with both cases spelled out.
 */
import type { RegexMatcher, WildcardPart } from '../../lib/query/query.ts';
import { MAX_LUCENE_LENGTH, printLucene } from '../../lib/regex/print/lucene.ts';
import { escapeRegexInAnyCase, isWritable, mayHaveForeignCase } from '../elastic/characters.ts';
import { partsOf, type TextMatcher } from '../elastic/matchers.ts';
import { escapePattern, quoteText } from './quoting.ts';
import type { NoTerm, Term } from './terms.ts';

const HAS_LETTER = /[a-z]/i;

/** The matcher as a term: the same verdict on every text. */
export function textTerm(matcher: TextMatcher): Term | NoTerm {
  return matcher.kind === 'equals'
    ? equalTerm(matcher.value, matcher.cased)
    : patternTerm(partsOf(matcher), matcher.cased);
}

/** The whole text, whatever characters it has. */
export function equalTerm(value: string, cased: boolean): Term | NoTerm {
  if (!isWritable(value)) return HALF_A_CHARACTER;
  if (!cased && mayHaveForeignCase(value)) return regexTerm([{ kind: 'text', text: value }]);
  const folded = foldingOf(value, cased);
  const text = folded === true ? value.toLowerCase() : value;
  return { compare: 'equal', folded, literal: quoteText(text), text };
}

export function patternTerm(parts: readonly WildcardPart[], cased: boolean): Term | NoTerm {
  let pattern = '';
  for (const part of parts) {
    if (part.kind === 'many') pattern += '*';
    else if (part.kind === 'one') pattern += '?';
    else {
      if (!isWritable(part.text)) return HALF_A_CHARACTER;
      if (!cased && mayHaveForeignCase(part.text)) return regexTerm(parts);
      pattern += escapePattern(part.text);
    }
  }
  const folded = foldingOf(pattern, cased);
  return { compare: 'like', folded, literal: quoteText(folded === true ? pattern.toLowerCase() : pattern) };
}

function foldingOf(text: string, cased: boolean): boolean | undefined {
  return HAS_LETTER.test(text) ? !cased : undefined;
}

/** Parts as an expression that knows both cases of every letter. */
function regexTerm(parts: readonly WildcardPart[]): Term | NoTerm {
  let source = '';
  for (const part of parts) {
    if (part.kind === 'many') source += '.*';
    else if (part.kind === 'one') source += '.';
    else source += escapeRegexInAnyCase(part.text);
  }
  if (!isWritable(source)) return HALF_A_CHARACTER;
  if (source.length > MAX_LUCENE_LENGTH) return TOO_LONG;
  return expressionTerm(source);
}

/** The modifier `re`: Lucene's regular expressions, which match whole values and know no flags. */
export function patternOfRegex(
  { pattern }: RegexMatcher,
  toTerm: (source: string) => Term | NoTerm = expressionTerm,
): Term | NoTerm {
  const result = printLucene(pattern);
  if (typeof result === 'string') return isWritable(result) ? toTerm(result) : HALF_A_CHARACTER;
  const { unsupported, span, wider } = result;
  const term = wider !== undefined && isWritable(wider) ? toTerm(wider) : undefined;
  return {
    unsupported,
    span,
    feature: 'regex',
    ...(term && !('unsupported' in term) && { widerTerm: term }),
  };
}

function expressionTerm(source: string): Term {
  return { compare: 'rlike', folded: undefined, literal: quoteText(source) };
}

export const TOO_LONG: NoTerm = {
  unsupported:
    'text with letters beyond ASCII in any case has to be a regular expression, and this one is longer than the ' +
    `${MAX_LUCENE_LENGTH} characters Elasticsearch reads`,
  feature: 'size',
};

export const HALF_A_CHARACTER: NoTerm = {
  unsupported: 'a string of ES|QL cannot hold half of a surrogate pair',
  feature: 'value',
};
