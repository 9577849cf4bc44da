/** What the leaves of one query share while it is printed. */
import type { Columns } from './columns.ts';
import type { Engine, WriteText } from './engine.ts';

export interface Session {
  readonly engine: Engine;
  readonly columns: Columns;
  /** Writes a text of the rule. */
  readonly write: WriteText;
  /** Whether the empty text stands for a missing value. */
  readonly emptyIsMissing: boolean;
  /** Columns in which keywords are looked for; undefined for all of a row. */
  readonly keywords: readonly string[] | undefined;
  /** The row, where it can be taken apart. */
  readonly row: string;
}
