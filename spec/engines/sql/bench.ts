/** Engines of the SQL family that run inside Node: a table of texts, and which of its rows a condition selects. */
import type { FlatEvent } from '../../helpers/equivalence/flat-event.ts';

/** A running engine with one table, `events`. */
export interface SqlBench {
  readonly name: string;
  /** Makes the table anew, with a column of text for each name and a row for each event. */
  fill(columns: readonly string[], events: readonly FlatEvent[]): Promise<void>;
  /** For each row in turn, whether the condition selects it. */
  selects(condition: string, values?: readonly string[]): Promise<readonly boolean[]>;
  close(): Promise<void>;
}

/** The text that a column of text holds for the value; null where there is none. */
export function cellOf(event: FlatEvent, column: string): string | null {
  const value = Object.hasOwn(event, column) ? event[column] : null;
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** From the numbers of the rows that were selected to an answer for each row. */
export function answers(selected: Iterable<unknown>, count: number): readonly boolean[] {
  const rows = new Array<boolean>(count).fill(false);
  for (const row of selected) rows[Number(row)] = true;
  return rows;
}
