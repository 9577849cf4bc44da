/**
 * Text matchers on fields that hold whole texts.
 *
 * Three traps decide the operator. `:` and `like` have no escape for `*` and `?`. Whatever ignores case in
 * Elasticsearch folds ASCII letters only, where a rule folds every letter with two cases. And inside Elasticsearch a
 * pattern passes through a form in which U+0001 is the escape character. What falls into one of them is
 * written as a regular expression, which can say anything.
 */
import type { Unsupported } from '../../lib/backend/dialect.ts';
import type { Leaf, WildcardPart } from '../../lib/query/query.ts';
import { MAX_LUCENE_LENGTH } from '../../lib/regex/print/lucene.ts';
import { escapeRegex, escapeRegexInForeignCase, hasForeignCase, isWritable } from '../elastic/characters.ts';
import type { FieldType } from '../elastic/field-types.ts';
import { partsOf, type TextMatcher } from '../elastic/matchers.ts';
import { quoteAscii, quoteText } from './quoting.ts';
import type { Term } from './terms.ts';

/** Fields of these types hold whole texts; all text operators work on them. */
export function isText(type: FieldType): boolean {
  return type === 'keyword' || type === 'wildcard';
}

/** Text that a pattern cannot hold as itself. */
// eslint-disable-next-line no-control-regex
const SPECIAL = /[*?\x01]/;
const MAY_HAVE_CASE = /[a-z\x80-\uffff]/i;
/** Printable ASCII without `*` and `?`: texts without any of the traps, nearly all there are. */
const HARMLESS = /^[ -)+->@-~]*$/;

/** The matcher as a term: the same verdict on every text. */
export function textTerm(matcher: TextMatcher): Term | Unsupported {
  const { kind, cased } = matcher;
  if (kind === 'equals') return equalTerm(matcher.value, cased);
  if (kind !== 'wildcard' && HARMLESS.test(matcher.value)) {
    const [before, after] = STARS[kind];
    return { compare: 'like', cased, literal: quoteAscii(matcher.value, before, after), special: false };
  }
  return patternTerm(partsOf(matcher), cased);
}

const STARS = { startsWith: ['', '*'], endsWith: ['*', ''], contains: ['*', '*'] } as const;

/**
 * A list of texts without any of the traps, as nearly all lists are, without a term for each; undefined for others.
 *
 * Law: it is what the terms of the leaves are printed as.
 */
export function printPlainList(field: string, leaves: readonly Leaf[]): string | undefined {
  let literals = '';
  let operator = 'in~';
  for (const { matcher } of leaves) {
    const { kind } = matcher;
    if (kind !== 'equals' && kind !== 'contains' && kind !== 'endsWith' && kind !== 'startsWith')
      return undefined;
    const { value, cased } = matcher;
    if (cased || !HARMLESS.test(value)) return undefined;
    // Without letters it is another operator that is fastest.
    if (kind === 'equals' && !MAY_HAVE_CASE.test(value)) return undefined;
    const [before, after] = kind === 'equals' ? NO_STARS : STARS[kind];
    if (kind !== 'equals') operator = 'like~';
    if (literals !== '') literals += ', ';
    literals += quoteAscii(value, before, after);
  }
  return `${field} ${operator} (${literals})`;
}

const NO_STARS = ['', ''] as const;

/** The whole text, whatever characters it has. */
function equalTerm(value: string, cased: boolean): Term | Unsupported {
  const isHarmless = HARMLESS.test(value);
  if (!isHarmless) {
    if (!isWritable(value)) return HALF_A_CHARACTER;
    if (!cased && hasForeignCase(value)) return regexTerm([{ kind: 'text', text: value }], false);
  }
  return {
    compare: 'equal',
    cased: MAY_HAVE_CASE.test(value) ? cased : undefined,
    literal: isHarmless ? quoteAscii(value) : quoteText(value),
    special: !isHarmless && SPECIAL.test(value),
  };
}

function patternTerm(parts: readonly WildcardPart[], cased: boolean): Term | Unsupported {
  let pattern = '';
  let needsRegex = false;
  for (const part of parts) {
    if (part.kind !== 'text') pattern += part.kind === 'many' ? '*' : '?';
    else {
      pattern += part.text;
      if (HARMLESS.test(part.text)) continue;
      if (!isWritable(part.text)) return HALF_A_CHARACTER;
      needsRegex ||= SPECIAL.test(part.text) || (!cased && hasForeignCase(part.text));
    }
  }
  if (needsRegex) return regexTerm(parts, cased);
  return { compare: 'like', cased, literal: quoteText(pattern), special: false };
}

function regexTerm(parts: readonly WildcardPart[], cased: boolean): Term | Unsupported {
  let source = '';
  for (const part of parts) {
    if (part.kind === 'many') source += '.*';
    else if (part.kind === 'one') source += '.';
    else source += cased ? escapeRegex(part.text) : escapeRegexInForeignCase(part.text);
  }
  if (source.length > MAX_LUCENE_LENGTH) return TOO_LONG;
  return { compare: 'regex', cased, literal: quoteText(source), special: false };
}

const TOO_LONG: Unsupported = {
  unsupported:
    'a pattern with a literal "*" or "?", or with letters beyond ASCII in any case, has to be a regular ' +
    `expression, and this one is longer than the ${MAX_LUCENE_LENGTH} characters Elasticsearch reads`,
  feature: 'size',
};

export const HALF_A_CHARACTER: Unsupported = {
  unsupported: 'a string of EQL cannot hold half of a surrogate pair',
  feature: 'value',
};
