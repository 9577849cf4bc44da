/**
 * Values as EQL compares them, and how one or many of them are written against a field.
 *
 * EQL has one operator for each way of comparing, and each takes one value or a list; so a value becomes a term
 * first, and the terms of a field are then written with as few operators as there are ways among them.
 * https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax#eql-syntax-lookup-operators
 */

import type { Unsupported } from '../../lib/backend/dialect.ts';

export interface Term {
  readonly compare: 'equal' | 'like' | 'regex' | 'network';
  /** Whether the case of letters counts; undefined where it makes no difference, as for text without letters. */
  readonly cased: boolean | undefined;
  /** Ready to be printed, quotes included. */
  readonly literal: string;
  /** For `equal`: among patterns this text would mean something else, since it holds a `*` or the like. */
  readonly special: boolean;
}

/** Why there is no term, and perhaps one that more values pass. */
export interface NoTerm extends Unsupported {
  readonly widerTerm?: Term;
}

type ListOperator = 'in' | 'in~' | 'like' | 'like~' | 'regex' | 'regex~' | 'cidrMatch';

/** Lucene finds no empty text by `in~`, `like` and `like~`: their automata for it match nothing. */
const EMPTY = '""';

/**
 * One condition for each way of comparing, to be or'ed. In a list of patterns plain text means itself, so patterns
 * take in the plain values with the same case rules.
 *
 * @example f, ["a", "b"] → f in~ ("a", "b")
 * @example f, ["a", "*b"] → f like~ ("a", "*b")
 */
export function printTerms(field: string, terms: readonly Term[]): readonly string[] {
  const [first] = terms;
  if (first === undefined) return [];
  if (terms.length === 1) return [printTerm(field, first)];

  const lists = new Map<ListOperator, Term[]>();
  const operatorOf = chooseOperators(terms);
  for (const term of terms) {
    const operator = operatorOf(term);
    const list = lists.get(operator);
    if (list === undefined) lists.set(operator, [term]);
    else list.push(term);
  }

  const conditions: string[] = [];
  for (const [operator, list] of lists) {
    if (list.length === 1) conditions.push(printTerm(field, list[0] as Term));
    else if (operator === 'regex' || operator === 'regex~') {
      // A list of expressions becomes one expression in Elasticsearch, with one limit on its length and on the work
      // of compiling it. Each by itself has these limits for itself.
      for (const term of list) conditions.push(printTerm(field, term));
    } else conditions.push(printList(field, operator, list));
  }
  return conditions;
}

export function printTerm(field: string, { compare, cased, literal, special }: Term): string {
  switch (compare) {
    case 'equal':
      if (cased !== false) return `${field} == ${literal}`;
      // `:` reads `*` and `?` as wildcards and has no escape for them; `in~` has no wildcards.
      return special ? `${field} in~ (${literal})` : `${field} : ${literal}`;
    case 'like':
      return cased === true ? `${field} like ${literal}` : `${field} : ${literal}`;
    case 'regex':
      return cased === true ? `${field} regex ${literal}` : `${field} regex~ ${literal}`;
    case 'network':
      return `cidrMatch(${field}, ${literal})`;
  }
}

function printList(field: string, operator: ListOperator, terms: readonly Term[]): string {
  let literals = '';
  for (const { literal } of terms) literals += literals === '' ? literal : `, ${literal}`;
  return operator === 'cidrMatch' ? `cidrMatch(${field}, ${literals})` : `${field} ${operator} (${literals})`;
}

function chooseOperators(terms: readonly Term[]): (term: Term) => ListOperator {
  let hasPatterns = false;
  let hasCasedPatterns = false;
  // A list without letters needs no folding of case: `in` is a single lookup where `in~` is one for each value.
  let plain: ListOperator = 'in';
  for (const { compare, cased } of terms) {
    if (compare === 'like') {
      if (cased === true) hasCasedPatterns = true;
      else hasPatterns = true;
    } else if (compare === 'equal' && cased === false) plain = 'in~';
  }

  return ({ compare, cased, literal, special }) => {
    switch (compare) {
      case 'network':
        return 'cidrMatch';
      case 'regex':
        return cased === true ? 'regex' : 'regex~';
      case 'like':
        return cased === true ? 'like' : 'like~';
      case 'equal':
        if (literal === EMPTY) return 'in';
        if (!special && cased !== true && hasPatterns) return 'like~';
        if (!special && cased !== false && hasCasedPatterns) return 'like';
        return cased === true ? 'in' : plain;
    }
  };
}
