/** What is known while a correlation is being written, and what it could not say. */
import type { CorrelationGap } from '../../../lib/backend/correlation.ts';
import type { Tables } from '../tables.ts';

export interface Writer {
  readonly tables: Tables;
  /** The column with the time of an event, where a schema does not say. */
  readonly time: string;
  /** Statements in front of the query, in order: each names a table. */
  readonly statements: string[];
  readonly gaps: CorrelationGap[];
}

/** Refuses the correlation for a reason of the target. */
export function refuse(
  { gaps }: Writer,
  reason: string,
  span: CorrelationGap['span'],
  hints: readonly string[] = [],
): void {
  gaps.push({ feature: 'correlation', reason, span, hints, outcome: 'refused' });
}

/** Puts a table into a statement of its own and gives its name. */
export function nameTable({ statements }: Writer, name: string, query: string): string {
  const taken = (other: string): boolean => statements.some((each) => each.startsWith(`let ${other} =`));
  let free = name;
  for (let number = 2; taken(free); number++) free = `${name}${number}`;
  statements.push(`let ${free} = ${query};`);
  return free;
}
