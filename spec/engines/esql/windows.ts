/**
 * Runs the commands that correlations in ES|QL are written with, each from rows to rows; conditions by the interpreter beside
 * this file.
 *
 * https://www.elastic.co/docs/reference/query-languages/esql/commands/mv_expand
 * https://www.elastic.co/docs/reference/query-languages/esql/commands/stats-by
 * https://www.elastic.co/docs/reference/query-languages/esql/commands/inlinestats-by
 */
import { compileEsql } from './run.ts';
import type { EsqlColumn, EsqlMapping } from './values.ts';

export interface EsqlWindow {
  /** When it begins, in seconds, and how long it is. */
  readonly from: number;
  readonly seconds: number;
  readonly groups: readonly string[];
}

interface TimedDocument {
  readonly at: number;
  readonly document: Readonly<Record<string, unknown>>;
}

/** Rows with the columns that they have, and windows with their length in seconds. */
interface Table {
  readonly rows: readonly TimedDocument[];
  readonly columns: EsqlMapping;
  readonly windows: ReadonlyMap<string, number>;
}

/** `date_trunc(300 seconds, @timestamp)` */
const START = String.raw`date_trunc\((\d+) seconds, @timestamp\)`;
const WINDOWS = new RegExp(String.raw`^eval (\w+) = mv_append\(${START}, ${START} - \2 seconds\)$`);
const OWN_WINDOW = new RegExp(String.raw`^where (\w+) == ${START} - \2 seconds$`);

/**
 * The rows of the last `stats`, which are windows and groups.
 *
 * @throws Error for anything outside the documented subset
 */
export function runWindows(
  query: string,
  documents: readonly TimedDocument[],
  mapping: EsqlMapping,
): readonly EsqlWindow[] {
  const [from = '', ...commands] = query.split('\n| ');
  if (!from.startsWith('from ')) throw new Error(from);
  const table = commands.reduce(apply, { rows: documents, columns: mapping, windows: new Map() });
  const stats = commands.filter((command) => command.startsWith('stats ')).at(-1) ?? '';
  const [window = '', ...names] = keysOf(stats);
  return table.rows.map(({ document }) => ({
    from: Number(document[window]),
    seconds: 2 * (table.windows.get(window) ?? Number.NaN),
    groups: names.map((name) => textOf(document[name]) ?? ''),
  }));
}

function apply(table: Table, command: string): Table {
  const { rows, columns, windows } = table;
  const [, window = '', length] = WINDOWS.exec(command) ?? [];
  if (length !== undefined) {
    const seconds = Number(length);
    const begun = rows.map((row) =>
      withColumn(row, window, [startOf(row, seconds), startOf(row, seconds) - seconds]),
    );
    return {
      rows: begun,
      columns: withTypes(columns, [window], 'long'),
      windows: new Map([...windows, [window, seconds]]),
    };
  }
  const [, own = '', span] = OWN_WINDOW.exec(command) ?? [];
  if (span !== undefined) {
    const seconds = Number(span);
    return { ...table, rows: rows.filter((row) => row.document[own] === startOf(row, seconds) - seconds) };
  }
  const [, name = '', body = ''] = /^(inline stats|\w+) (.*)$/s.exec(command) ?? [];
  switch (name) {
    case 'where':
      return { ...table, rows: rows.filter(test(body, columns)) };
    case 'eval': {
      const parts = body.split(/, (?=sigma_)/).map((part) => {
        const [, column = '', condition = ''] = /^(\w+) = (.*)$/s.exec(part) ?? [];
        return { column, holds: test(condition, columns) };
      });
      const noted = rows.map((row) =>
        parts.reduce((changed, { column, holds }) => withColumn(changed, column, holds(row)), row),
      );
      return {
        ...table,
        rows: noted,
        columns: withTypes(
          columns,
          parts.map(({ column }) => column),
          'boolean',
        ),
      };
    }
    case 'mv_expand':
      return {
        ...table,
        rows: rows.flatMap((row) => {
          const held = row.document[body];
          return Array.isArray(held) ? held.map((value) => withColumn(row, body, value)) : [row];
        }),
      };
    case 'inline stats':
    case 'stats':
      return aggregate(table, command, name === 'stats');
    default:
      throw new Error(`unknown command: ${command}`);
  }
}

function startOf({ at }: TimedDocument, seconds: number): number {
  return Math.floor(at / seconds) * seconds;
}

function withColumn({ at, document }: TimedDocument, column: string, value: unknown): TimedDocument {
  return { at, document: { ...document, [column]: value } };
}

function withTypes(columns: EsqlMapping, names: readonly string[], type: EsqlColumn): EsqlMapping {
  return new Map([...columns, ...names.map((name) => [name, type] as const)]);
}

function test(condition: string, columns: EsqlMapping): (row: TimedDocument) => boolean {
  const compiled = compileEsql(`from * metadata _id | where ${condition}`, columns);
  return ({ document }) => compiled(document);
}

function keysOf(stats: string): readonly string[] {
  return (/^.* by ([^"]*)$/s.exec(stats)?.[1] ?? '').split(', ');
}

/** Texts of one spelling are one group, whatever a document had them as. */
function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  return JSON.stringify(value);
}

/** A row for each group, or with `inline` the rows as they are, each with what comes out for its group. */
function aggregate({ rows, columns, windows }: Table, command: string, isReduced: boolean): Table {
  const [, aggregates = ''] = /^(?:inline )?stats (.*) by [^"]*$/s.exec(command) ?? [];
  const keys = keysOf(command);
  const counts = aggregates.split(/, (?=sigma_)/).map((text) => {
    const [, name = '', condition] = /^(sigma_\w+) = count\(\*\)(?: where (.*))?$/s.exec(text) ?? [];
    return { name, counted: condition === undefined ? (): boolean => true : test(condition, columns) };
  });
  const keyOf = ({ document }: TimedDocument): string =>
    JSON.stringify(keys.map((name) => textOf(document[name])));
  const groups = new Map<string, TimedDocument[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  const counted = (row: TimedDocument): TimedDocument => {
    const group = groups.get(keyOf(row)) ?? [];
    return counts.reduce(
      (changed, { name, counted: isCounted }) => withColumn(changed, name, group.filter(isCounted).length),
      row,
    );
  };
  const names = counts.map(({ name }) => name);
  const [kept, types] = isReduced
    ? [
        [...groups.values()].flatMap(([first]) => first ?? []),
        new Map(keys.map((name) => [name, columns.get(name) ?? 'keyword'] as const)),
      ]
    : [rows, columns];
  return { rows: kept.map(counted), columns: withTypes(types, names, 'long'), windows };
}
