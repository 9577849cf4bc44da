/** The modifier `re`: Lucene's regular expressions, which match whole values and know no flags. */
import type { Unsupported } from '../../lib/backend/dialect.ts';
import type { RegexMatcher } from '../../lib/query/query.ts';
import { printLucene } from '../../lib/regex/print/lucene.ts';
import { isWritable } from '../elastic/characters.ts';
import { quoteText } from './quoting.ts';
import type { NoTerm, Term } from './terms.ts';
import { HALF_A_CHARACTER } from './text.ts';

/** The printer spells out case, anchors and flags, so the operator is the one that changes nothing: `regex`. */
export function regexTerm({ pattern }: RegexMatcher): Term | NoTerm {
  const result = printLucene(pattern);
  if (typeof result === 'string') return termOf(result);
  const { unsupported, span, wider } = result;
  const term = wider === undefined ? undefined : termOf(wider);
  return {
    unsupported,
    span,
    feature: 'regex',
    ...(term && !('unsupported' in term) && { widerTerm: term }),
  };
}

function termOf(source: string): Term | Unsupported {
  if (!isWritable(source)) return HALF_A_CHARACTER;
  return { compare: 'regex', cased: true, literal: quoteText(source), special: false };
}
