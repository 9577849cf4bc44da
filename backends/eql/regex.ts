/** The modifier `re`: Lucene's regular expressions, which match whole values and know no flags. */
import type { Unsupported } from '../../lib/backend/dialect.ts';
import type { RegexMatcher } from '../../lib/query/query.ts';
import { printLucene } from '../../lib/regex/print/lucene.ts';
import { isWritable } from '../elastic/characters.ts';
import { quoteText } from './quoting.ts';
import type { Term } from './terms.ts';
import { HALF_A_CHARACTER } from './text.ts';

/** The printer spells out case, anchors and flags, so the operator is the one that changes nothing: `regex`. */
export function regexTerm({ pattern }: RegexMatcher): Term | Unsupported {
  const source = printLucene(pattern);
  if (typeof source !== 'string') return { ...source, feature: 'regex' };
  if (!isWritable(source)) return HALF_A_CHARACTER;
  return { compare: 'regex', cased: true, literal: quoteText(source), special: false };
}
