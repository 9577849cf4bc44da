/**
 * One query out of up to three commands: `search`, then `regex`, then `where`.
 *
 * | what the rule asks for                       | first command           | behind it           |
 * | -------------------------------------------- | ----------------------- | ------------------- |
 * | all that `search` says exactly               | itself                  |                     |
 * | a field matches a regular expression         | literals it must hold   | `\| regex f="…"`    |
 * | any other conjunct with such a leaf in it    | its widest sayable half | `\| where …`        |
 *
 * Law: the commands together select what the query does; each alone selects that or more.
 */
import type { ApproximationPolicy, Gap } from '../../lib/backend/backend.ts';
import { printQuery } from '../../lib/backend/print.ts';
import { and } from '../../lib/query/build.ts';
import type { Query } from '../../lib/query/query.ts';
import { foldLists } from '../../lib/query/rewrite/fold-lists.ts';
import { printPcre } from '../../lib/regex/print/pcre.ts';
import { regexField } from './fields.ts';
import { quoteRegex } from './quoting.ts';
import { EVERY_EVENT, saysLeaf, searchDialect } from './search.ts';
import { relate, whereDialect } from './where.ts';
import { widen } from './widen.ts';

interface PrintedSearch {
  readonly text: string;
  readonly gaps: readonly Gap[];
}

/** Text that joins others by AND, in brackets if it is an OR: `search` and `where` bind the two differently. */
interface Conjunct {
  readonly text: string;
  readonly level: string;
}

/**
 * A whole search, on one line.
 *
 * @param prefix search terms to begin with, such as `index=windows`; may be empty
 */
export function printSearch(query: Query, policy: ApproximationPolicy, prefix: string): PrintedSearch {
  const whole = printQuery(query, searchDialect, 'never');
  if (whole.gaps.length === 0) return { text: startWith(prefix, [whole]), gaps: [] };

  const conjuncts = query.kind === 'and' ? query.operands : [query];
  const rest = conjuncts.filter((each) => !saysQuery(each));
  const base = foldLists(and(conjuncts.map((each) => (rest.includes(each) ? widen(each) : each))));

  const filters: string[] = [];
  const expressions: Conjunct[] = [];
  const gaps: Gap[] = [];
  for (const each of rest) {
    const filter = regexCommand(each);
    if (filter !== undefined) {
      filters.push(` | ${filter}`);
      continue;
    }
    const printed = printConjunct(each, policy);
    expressions.push(printed);
    gaps.push(...printed.gaps);
  }
  if (expressions.length > 0) filters.push(` | where ${join(expressions, ' AND ')}`);

  const terms = (base.kind === 'and' ? base.operands : [base]).map((each) =>
    printQuery(each, searchDialect, 'never'),
  );
  return { text: startWith(prefix, terms) + filters.join(''), gaps };
}

/** The first command. It is never empty: without terms it asks for every event. */
function startWith(prefix: string, terms: readonly Conjunct[]): string {
  if (prefix === '') return join(terms, ' ');
  return join([{ text: prefix, level: 'and' }, ...terms.filter(({ text }) => text !== EVERY_EVENT)], ' ');
}

function join(conjuncts: readonly Conjunct[], separator: string): string {
  const [only] = conjuncts;
  if (conjuncts.length === 1 && only !== undefined) return only.text;
  const texts = conjuncts.map(({ text, level }) => (level === 'or' ? `(${text})` : text));
  return [...new Set(texts)].join(separator);
}

function saysQuery(query: Query): boolean {
  switch (query.kind) {
    case 'constant':
      return true;
    case 'leaf':
      return saysLeaf(query);
    case 'any-of':
      return query.leaves.every(saysLeaf);
    case 'not':
      return saysQuery(query.operand);
    case 'and':
    case 'or':
      return query.operands.every(saysQuery);
  }
}

/**
 * `regex` has no boolean operators and its `!=` says nothing of missing fields in the manual, so it takes a
 * conjunct that is one positive leaf; the rest is for `where`.
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/regex
 */
function regexCommand(query: Query): string | undefined {
  if (query.kind !== 'leaf' || query.matcher.kind !== 'regex') return undefined;
  const field = query.field === null ? '_raw' : regexField(query.field);
  const pattern = printPcre(query.matcher.pattern);
  return field === undefined || typeof pattern !== 'string'
    ? undefined
    : `regex ${field}=${quoteRegex(pattern)}`;
}

function printConjunct(
  query: Query,
  policy: ApproximationPolicy,
): Conjunct & { readonly gaps: readonly Gap[] } {
  if (query.kind === 'leaf' && query.matcher.kind === 'fieldRef') {
    const relation = relate({ ...query, matcher: query.matcher });
    if (typeof relation === 'string') return { text: relation, level: 'atom', gaps: [] };
  }
  return printQuery(query, whereDialect, policy);
}
