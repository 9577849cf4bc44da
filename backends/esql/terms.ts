/**
 * Values as ES|QL compares them, and how one or many of them are written against a column.
 *
 * Every operator minds case, so that a rule which does not is written on `to_lower(column)`. With a constant on the
 * other side Elasticsearch turns that into a search of its index that ignores case.
 * https://www.elastic.co/docs/reference/query-languages/esql/functions-operators/operators
 */
import type { Unsupported } from '../../lib/backend/dialect.ts';
import { escapePattern, quoteText } from './quoting.ts';

export interface Term {
  readonly compare: 'equal' | 'like' | 'rlike' | 'network';
  /** Whether the column is lower-cased first, as the value is; undefined where it makes no difference. */
  readonly folded: boolean | undefined;
  /** Ready to be printed, quotes included. */
  readonly literal: string;
  /** The text of an equal term, which as a pattern needs other escapes; undefined for numbers and booleans. */
  readonly text?: string;
}

/** Why there is no term, and a term that more texts match, if there is one. */
export interface NoTerm extends Omit<Unsupported, 'wider' | 'narrower'> {
  readonly widerTerm?: Term;
}

type Group = 'in' | 'in folded' | 'like' | 'like folded' | 'network';

/**
 * One condition for each way of comparing, to be or'ed.
 *
 * @param subject - what is compared: a column, or what was made of one
 * @example f, ["a", "b"] → to_lower(f) in ("a", "b")
 * @example f, ["a", "*b"] → to_lower(f) like ("a", "*b")
 */
export function printTerms(subject: string, terms: readonly Term[]): readonly string[] {
  const [first] = terms;
  if (first === undefined) return [];
  if (terms.length === 1) return [printTerm(subject, first)];

  const conditions: string[] = [];
  const groups = new Map<Group, string[]>();
  const groupOf = chooseGroups(terms);
  for (const term of terms) {
    // Lists of expressions came later than lists of patterns, and would share the limit on their length.
    if (term.compare === 'rlike') {
      conditions.push(printTerm(subject, term));
      continue;
    }
    const group = groupOf(term);
    const isPattern = group.startsWith('like') && term.compare === 'equal';
    const literal = isPattern ? quoteText(escapePattern(term.text as string)) : term.literal;
    const literals = groups.get(group);
    if (literals === undefined) groups.set(group, [literal]);
    else literals.push(literal);
  }
  return [...[...groups].map(([group, literals]) => printGroup(subject, group, literals)), ...conditions];
}

function printTerm(subject: string, { compare, folded, literal }: Term): string {
  const column = folded === true ? `to_lower(${subject})` : subject;
  switch (compare) {
    case 'equal':
      return `${column} == ${literal}`;
    case 'like':
    case 'rlike':
      return `${column} ${compare} ${literal}`;
    case 'network':
      return `cidr_match(${subject}, ${literal})`;
  }
}

function printGroup(subject: string, group: Group, literals: readonly string[]): string {
  const list = literals.join(', ');
  if (group === 'network') return `cidr_match(${subject}, ${list})`;
  const column = group.endsWith('folded') ? `to_lower(${subject})` : subject;
  const isPattern = group.startsWith('like');
  if (literals.length === 1) return `${column} ${isPattern ? 'like' : '=='} ${list}`;
  return `${column} ${isPattern ? 'like' : 'in'} (${list})`;
}

/** Plain values join the patterns with the same case rules, and values without letters join whatever there is. */
function chooseGroups(terms: readonly Term[]): (term: Term) => Group {
  const has = (compare: Term['compare'], folded: boolean): boolean =>
    terms.some((term) => term.compare === compare && term.folded === folded);
  const hasFoldedPatterns = has('like', true);
  const hasPatterns = terms.some(({ compare, folded }) => compare === 'like' && folded !== true);
  const hasFolded = has('equal', true);

  return ({ compare, folded, text }) => {
    if (compare === 'network') return 'network';
    if (compare === 'like')
      return folded === true || (folded === undefined && hasFoldedPatterns) ? 'like folded' : 'like';
    // The empty text has a condition of its own: the index knows no pattern that matches it.
    if (text === undefined || text === '') return 'in';
    if (folded !== false && hasFoldedPatterns) return 'like folded';
    if (folded !== true && hasPatterns) return 'like';
    return folded === true || (folded === undefined && hasFolded) ? 'in folded' : 'in';
  };
}
