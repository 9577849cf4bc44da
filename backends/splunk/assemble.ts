/**
 * One query out of up to three commands: `search`, then `regex`, then `where`.
 *
 * | what the rule asks for                              | first command           | behind it        |
 * | --------------------------------------------------- | ----------------------- | ---------------- |
 * | all that `search` says exactly                      | itself                  |                  |
 * | one field has such a text or fits such an expression | its widest sayable half | `\| regex f="…"` |
 * | any other conjunct with such a leaf in it           | its widest sayable half | `\| where …`     |
 *
 * Law: the commands together select what the query does; each alone selects that or more.
 */
import type { ApproximationPolicy, Gap } from '../../lib/backend/backend.ts';
import type { Level, TextDialect } from '../../lib/backend/dialect.ts';
import { printQuery } from '../../lib/backend/print.ts';
import type { Query } from '../../lib/query/query.ts';
import { regexField } from './fields.ts';
import { quoteRegex } from './quoting.ts';
import { EVERY_EVENT, searchDialect } from './search.ts';
import { expressionsOf, relate, whereDialect } from './where.ts';
import { widen } from './widen.ts';

interface PrintedSearch {
  readonly text: string;
  readonly gaps: readonly Gap[];
}

/** A part of an AND. */
export interface Conjunct {
  readonly text: string;
  readonly level: Level;
}

/**
 * A whole search, on one line.
 *
 * @param prefix search terms to begin with, such as `index=windows`; may be empty
 */
export function printSearch(query: Query, policy: ApproximationPolicy, prefix: string): PrintedSearch {
  const whole = printQuery(query, searchDialect, 'never');
  if (whole.gaps.length === 0) return { text: startWith(prefix, [whole]), gaps: [] };

  const terms: Conjunct[] = [];
  const commands: string[] = [];
  const expressions: Conjunct[] = [];
  const gaps: Gap[] = [];
  for (const conjunct of query.kind === 'and' ? query.operands : [query]) {
    const term = printQuery(conjunct, searchDialect, 'never');
    if (term.gaps.length === 0) {
      terms.push(term);
      continue;
    }
    terms.push(printQuery(widen(conjunct), searchDialect, 'never'));
    const command = regexCommand(conjunct);
    if (command !== undefined) commands.push(command);
    else {
      const printed = printExpression(conjunct, policy);
      expressions.push(printed);
      gaps.push(...printed.gaps);
    }
  }
  if (expressions.length > 0) commands.push(`where ${join(expressions, ' AND ')}`);
  return { text: [startWith(prefix, terms), ...commands].join(' | '), gaps };
}

/** The first command. It is never empty: without terms it asks for every event. */
function startWith(prefix: string, terms: readonly Conjunct[]): string {
  const needed = terms.filter(({ text }) => text !== EVERY_EVENT);
  if (prefix !== '') needed.unshift({ text: prefix, level: 'and' });
  return needed.length === 0 ? EVERY_EVENT : join(needed, ' ');
}

/** An OR gets brackets beside others: `search` and `where` do not agree on how tight it binds. */
export function join(conjuncts: readonly Conjunct[], separator: string): string {
  const [only] = conjuncts;
  if (conjuncts.length === 1 && only !== undefined) return only.text;
  const texts = conjuncts.map(({ text, level }) => (level === 'or' ? `(${text})` : text));
  return [...new Set(texts)].join(separator);
}

/**
 * `regex` has no boolean operators, and what its `!=` does to missing fields is not in the manual; so it takes
 * a conjunct that is one expression on one field, and the rest is for `where`.
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/regex
 */
function regexCommand(query: Query): string | undefined {
  if (query.kind !== 'leaf' && query.kind !== 'any-of') return undefined;
  const field = query.field === null ? '_raw' : regexField(query.field);
  const { expressions, rest } = expressionsOf(query.kind === 'leaf' ? [query] : query.leaves);
  const [expression] = expressions;
  return field === undefined || expression === undefined || expressions.length + rest.length > 1
    ? undefined
    : `regex ${field}=${quoteRegex(expression)}`;
}

/** A condition of `where`. */
export function printExpression(
  query: Query,
  policy: ApproximationPolicy,
  dialect: TextDialect = whereDialect,
): Conjunct & { readonly gaps: readonly Gap[] } {
  if (query.kind === 'leaf' && query.matcher.kind === 'fieldRef') {
    const relation = relate({ ...query, matcher: query.matcher });
    // NULL and false come to the same between the ANDs of `where`.
    if (relation?.exact) return { text: relation.text, level: 'atom', gaps: [] };
  }
  return printQuery(query, dialect, policy);
}
