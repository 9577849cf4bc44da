/** What is known while a correlation is being written in SQL, and what it could not say. */
import type { SigmaCorrelation } from '../../../lib/ast/correlation.ts';
import type { Backend } from '../../../lib/backend/backend.ts';
import type { CorrelationGap } from '../../../lib/backend/correlation.ts';
import type { Schema } from '../../../lib/backend/schema.ts';
import type { Columns } from '../columns.ts';
import type { Engine } from '../engine.ts';
import type { Clock } from './clock.ts';

export interface Writer {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly columnsIn: (schema: Schema | undefined) => Columns;
  /** Prints conditions of rules. */
  readonly backend: Backend<string>;
  /** Where no schema says: the column with the time of an event, and the table. */
  readonly time: string;
  readonly table: string;
  /** The correlation that is being written, which may be an inner one. */
  readonly correlation: SigmaCorrelation;
  /** A name for a table of the statement that is none of the tables of events. */
  readonly tableName: (base: string) => string;
  /** Where the matches of inner correlations are. */
  readonly innerTables: ReadonlyMap<SigmaCorrelation, string>;
  readonly gaps: CorrelationGap[];
}

export function refuse(
  { gaps, correlation }: Writer,
  reason: string,
  span: CorrelationGap['span'],
  hints: readonly string[] = [],
): void {
  gaps.push({ feature: 'correlation', reason, span, hints, outcome: 'refused', rule: correlation });
}
