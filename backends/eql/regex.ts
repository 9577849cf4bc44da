/** The modifier `re`: Lucene's regular expressions, which match whole values and know no flags. */
import type { RegexMatcher } from '../../lib/query/query.ts';
import { printLucene } from '../../lib/regex/print/lucene.ts';
import { isWritable, quoteText } from './quoting.ts';
import type { Refusal, Term } from './terms.ts';

/** The printer spells out case, anchors and flags, so the operator is the one that changes nothing: `regex`. */
export function regexTerm({ pattern }: RegexMatcher): Term | Refusal {
  const source = printLucene(pattern);
  if (typeof source !== 'string') return { ...source, feature: 'regex' };
  if (!isWritable(source)) return HALF_A_CHARACTER;
  return { compare: 'regex', cased: true, literal: quoteText(source), special: false };
}

const HALF_A_CHARACTER: Refusal = {
  unsupported: 'a string of EQL holds whole characters, and the expression names half of a surrogate pair',
  feature: 'value',
};
