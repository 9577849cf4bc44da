/**
 * Where a kind of event lies in the target: the rows of one table, and what becomes of each field of a rule there.
 *
 * Sources are data. The only code in them are the translations of `fields/` and of `../values/`, for fields of which the target has the
 * value in another form.
 */
import type { FieldType, Schema } from '../../../lib/backend/schema.ts';
import type { Query } from '../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../field-table.ts';
import type { Table } from './table.ts';

/** A column that a query computes for itself before it filters. */
export interface ComputedColumn {
  /** In KQL. */
  readonly expression: string;
  readonly type: FieldType;
  /** Columns of the table that the expression reads. */
  readonly reads: readonly string[];
}

/** Values by column. */
export type Rows = Readonly<Record<string, readonly (string | number)[]>>;

/** What {@link defineSource} makes a source of. */
export interface SourceDescription {
  readonly table: Table;
  /**
   * What the rows of these events have in common: values by column, all of them; a list for rows that are told in
   * one of several ways. A query asks for it besides the rule.
   */
  readonly rows?: Rows | readonly Rows[];
  /** Whether the values of {@link rows} are written in one case. By default they are. */
  readonly rowsCased?: boolean;
  /** By the name that rules have for the field: a column, or how to translate it. */
  readonly fields: Readonly<Record<string, string | ComputedField>>;
  readonly computed?: Readonly<Record<string, ComputedColumn>>;
  /** A dynamic column that has every other field of the event under its own name. */
  readonly others?: string;
  /** Dynamic columns with the fields that have a name in front: `requestParameters.` by `RequestParameterFields`. */
  readonly within?: Readonly<Record<string, string>>;
  /** Whether a field that has the name of a column, in whatever case, is that column. */
  readonly sameNames?: boolean;
  /** The columns that keywords are looked for in; without them rules with keywords are refused. */
  readonly keywords?: readonly string[];
}

/** A {@link SourceDescription}, ready for use. */
export interface EventSource extends SourceDescription {
  readonly schema: Schema;
}

/** Throws RangeError for a column that the table does not have: a mistake in the data shows when it is loaded. */
export function defineSource(description: SourceDescription): EventSource {
  const { table, computed = {} } = description;
  const types = new Map(table.columns);
  for (const [name, { type }] of Object.entries(computed)) types.set(name, type);
  for (const column of columnsOf(description)) {
    if (!types.has(column.split('.')[0] as string)) {
      throw new RangeError(`${table.name} has no column ${column}`);
    }
  }
  return { ...description, schema: { sources: [table.name], types, time: table.time } };
}

/** The alternatives of a source's rows. */
export function rowsOf({ rows = [] }: SourceDescription): readonly Rows[] {
  return Array.isArray(rows) ? (rows as readonly Rows[]) : [rows as Rows];
}

function columnsOf(description: SourceDescription): string[] {
  const { fields, computed = {}, others, within = {}, keywords = [] } = description;
  return [
    ...rowsOf(description).flatMap((rows) => Object.keys(rows)),
    ...Object.values(within),
    ...Object.values(fields).flatMap((field) => (typeof field === 'string' ? [field] : field.fields)),
    ...Object.values(computed).flatMap(({ reads }) => reads),
    ...(others === undefined ? [] : [others]),
    ...keywords,
  ];
}

/** The source of a rule's events; a refusal completes "… does not collect these events: ". */
export type SourceChoice = (
  logsource: { readonly product?: string; readonly category?: string; readonly service?: string },
  queries: readonly Query[],
) => EventSource | Refusal;
