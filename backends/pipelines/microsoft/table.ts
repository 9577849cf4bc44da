/** A table of the target as data: its name, and each column with its documented type. */
import type { FieldType } from '../../../lib/backend/schema.ts';

/** A table, or a parser function that is queried like one. */
export interface Table {
  readonly name: string;
  readonly columns: ReadonlyMap<string, FieldType>;
  /** The column with the time of an event. */
  readonly time: string;
}

/** Column names by type, separated by white space. */
export type Columns = Readonly<Partial<Record<FieldType, string>>>;

/**
 * @example defineTable('Syslog', { string: 'Computer SyslogMessage', integer: 'ProcessID', datetime: 'TimeGenerated' })
 */
export function defineTable(name: string, ...groups: readonly Columns[]): Table {
  const columns = new Map<string, FieldType>();
  for (const group of groups) {
    for (const [type, names] of Object.entries(group)) {
      for (const column of names.trim().split(/\s+/)) columns.set(column, type as FieldType);
    }
  }
  const time = columns.has('TimeGenerated') ? 'TimeGenerated' : 'Timestamp';
  return { name, columns, time };
}
