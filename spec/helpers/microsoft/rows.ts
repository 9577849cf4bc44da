/** Rows of tables from events in the form that rules speak of. */
import type { LogSource } from '../../../lib/ast/rule.ts';
import type { KustoValue } from '../../engines/kusto/evaluate.ts';
import type { FlatEvent } from '../equivalence/flat-event.ts';

export type Row = Readonly<Record<string, KustoValue | undefined>>;

/** The row that a product makes of an event; undefined for what it would not record, or not so that it is documented. */
export type RowMaker = (event: FlatEvent) => Row | undefined;

/** The maker for a log source, if there is one. */
export type RowMakers = (logsource: LogSource, table: string) => RowMaker | undefined;
