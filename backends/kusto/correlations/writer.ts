/** What is known while a correlation is being written, and what it could not say. */
import type { SigmaCorrelation } from '../../../lib/ast/correlation.ts';
import type { CorrelationGap } from '../../../lib/backend/correlation.ts';
import type { Tables } from '../tables.ts';

export interface Writer {
  readonly tables: Tables;
  /** The correlation that is being written, which may be an inner one. */
  readonly correlation: SigmaCorrelation;
  /** The column with the time of an event, where a schema does not say. */
  readonly time: string;
  /** Fields that may hold lists. */
  readonly lists: ReadonlySet<string>;
  /** Tables that the events are in. */
  readonly reserved: ReadonlySet<string>;
  /** The tables with the matches of inner correlations. */
  readonly innerTables: Map<SigmaCorrelation, string>;
  /** How many tables have names that begin alike. */
  readonly numbers: Map<string, number>;
  /** Statements in front of the query, in order: each names a table. */
  readonly statements: string[];
  readonly gaps: CorrelationGap[];
}

/** Refuses the correlation for a reason of the target. */
export function refuse(
  { gaps, correlation }: Writer,
  reason: string,
  span: CorrelationGap['span'],
  hints: readonly string[] = [],
): void {
  gaps.push({ feature: 'correlation', reason, span, hints, outcome: 'refused', rule: correlation });
}

/** Puts a table into a statement of its own and gives its name, which is none of a table that there is. */
export function nameTable({ statements, reserved, numbers }: Writer, name: string, query: string): string {
  let number = numbers.get(name) ?? 0;
  let free: string;
  do {
    number++;
    free = number === 1 ? name : `${name}${number}`;
  } while (reserved.has(free));
  numbers.set(name, number);
  statements.push(`let ${free} = ${query};`);
  return free;
}

/** The rows of all of these queries. */
export function unionOf(queries: readonly string[]): string {
  const [only = '', ...others] = queries;
  return others.length === 0 ? only : `union\n${queries.map((query) => `(${query})`).join(',\n')}`;
}
