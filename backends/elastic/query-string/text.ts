/**
 * Text matchers on fields that hold whole texts.
 *
 * A query string minds case, and knows no word to ignore it: what a rule looks for in any case is a regular expression
 * with both cases of every letter. Where the settings say that the index holds lower-cased values, plain values and
 * patterns do, and what minds case cannot be said.
 */
import { caseVariants } from '../../../lib/query/fold.ts';
import type { RegexMatcher, WildcardPart } from '../../../lib/query/query.ts';
import { MAX_LUCENE_LENGTH, printLucene } from '../../../lib/regex/print/lucene.ts';
import type { RegexResult } from '../../../lib/regex/result.ts';
import { escapeRegexInAnyCase, isWritable } from '../characters.ts';
import { partsOf, type TextMatcher } from '../matchers.ts';
import { escapePattern, escapeSlashes, quoteRegex, quoteValue } from './quoting.ts';
import type { NoTerm } from './terms.ts';

/** The matcher as a term: the same verdict on every text. */
export function textTerm(matcher: TextMatcher, lowercased: boolean): string | NoTerm {
  if (!isWritable(textOf(matcher))) return HALF_A_CHARACTER;
  const minds = hasCase(textOf(matcher)) && matcher.cased;
  if (!lowercased) return minds || !hasCase(textOf(matcher)) ? plainTerm(matcher) : anyCaseTerm(matcher);
  const term = plainTerm(matcher);
  return minds ? { ...CASE_IS_LOST, widerTerm: term } : term;
}

function textOf(matcher: TextMatcher): string {
  if (matcher.kind !== 'wildcard') return matcher.value;
  return matcher.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}

function hasCase(text: string): boolean {
  if (/[a-z]/i.test(text)) return true;
  // eslint-disable-next-line no-control-regex
  return /[^\x00-\x7f]/.test(text) && text.split('').some((unit) => caseVariants(unit).length > 1);
}

function plainTerm(matcher: TextMatcher): string {
  if (matcher.kind === 'equals') return quoteValue(matcher.value);
  return writeParts(partsOf(matcher), { many: '*', one: '?', text: escapePattern });
}

function anyCaseTerm(matcher: TextMatcher): string | NoTerm {
  const parts: readonly WildcardPart[] =
    matcher.kind === 'equals' ? [{ kind: 'text', text: matcher.value }] : partsOf(matcher);
  const source = writeParts(parts, {
    many: '.*',
    one: '.',
    text: escapeRegexInAnyCase,
  });
  if (escapeSlashes(source).length > MAX_LUCENE_LENGTH) return TOO_LONG;
  return quoteRegex(source);
}

interface Words {
  readonly many: string;
  readonly one: string;
  readonly text: (text: string) => string;
}

function writeParts(parts: readonly WildcardPart[], words: Words): string {
  let written = '';
  for (const part of parts) written += part.kind === 'text' ? words.text(part.text) : words[part.kind];
  return written;
}

/** The modifier `re`: Lucene's regular expressions, which match whole values and know no flags. */
export function regexTerm({ pattern }: RegexMatcher, lowercased: boolean): string | NoTerm {
  const result = printLucene(pattern);
  if (!lowercased) return toTerm(result);
  const inAnyCase = printLucene({ ...pattern, flags: { ...pattern.flags, ignoreCase: true } });
  const term = toTerm(inAnyCase);
  if (typeof term !== 'string' || inAnyCase === result) return term;
  return { ...CASE_IS_LOST, widerTerm: term };
}

function toTerm(result: RegexResult): string | NoTerm {
  if (typeof result === 'string') {
    if (!isWritable(result)) return HALF_A_CHARACTER;
    return escapeSlashes(result).length > MAX_LUCENE_LENGTH ? TOO_LONG : quoteRegex(result);
  }
  const { unsupported, span, wider } = result;
  const term = wider === undefined ? undefined : toTerm(wider);
  return { unsupported, span, feature: 'regex', ...(typeof term === 'string' && { widerTerm: term }) };
}

const CASE_IS_LOST: NoTerm = {
  unsupported: 'the index holds lower-cased values, where the case of the text is lost',
  feature: 'case-sensitivity',
};

const TOO_LONG: NoTerm = {
  unsupported:
    'text in any case has to be a regular expression, and this one is longer than the ' +
    `${MAX_LUCENE_LENGTH} characters Elasticsearch reads`,
  feature: 'size',
};

const HALF_A_CHARACTER: NoTerm = {
  unsupported: 'a query string cannot hold half of a surrogate pair',
  feature: 'value',
};
