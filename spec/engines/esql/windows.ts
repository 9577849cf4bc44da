/**
 * Runs the grouping of a correlation in ES|QL: conditions by the interpreter beside this file, and of the commands behind
 * them those that correlations are written with.
 *
 * https://www.elastic.co/docs/reference/query-languages/esql/commands/mv_expand
 * https://www.elastic.co/docs/reference/query-languages/esql/commands/stats-by
 */
import { compileEsql } from './run.ts';
import type { EsqlMapping } from './values.ts';

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

/** @throws Error for anything outside the documented subset */
export function runWindows(
  query: string,
  documents: readonly TimedDocument[],
  mapping: EsqlMapping,
): readonly EsqlWindow[] {
  const [from = '', ...commands] = query.split('\n| ');
  if (!from.startsWith('from ')) throw new Error(from);
  const test = (condition: string): ((document: TimedDocument) => boolean) => {
    const compiled = compileEsql(`from * metadata _id | where ${condition}`, mapping);
    return ({ document }) => compiled(document);
  };
  const stats = commands.findIndex((command) => command.startsWith('stats '));
  const expand = commands.find((command) => command.startsWith('eval ')) ?? '';
  const seconds = Number(
    /^eval sigma_window = mv_append\(date_trunc\((\d+) seconds, @timestamp\), /.exec(expand)?.[1],
  );
  const found = commands
    .slice(0, stats)
    .filter((command) => command.startsWith('where '))
    .reduce((rows, command) => rows.filter(test(command.slice(6))), documents);

  const [, aggregates = '', keys = ''] = /^stats (.*) by ([^"]*)$/s.exec(commands[stats] ?? '') ?? [];
  const names = keys.split(', ').slice(1);
  const windows = new Map<string, { readonly window: EsqlWindow; readonly rows: TimedDocument[] }>();
  for (const row of found) {
    const start = Math.floor(row.at / seconds) * seconds;
    for (const begin of [start, start - seconds]) {
      const groups = names.map((name) => String(row.document[name]));
      const key = JSON.stringify([begin, ...groups]);
      const held = windows.get(key) ?? { window: { from: begin, seconds: 2 * seconds, groups }, rows: [] };
      held.rows.push(row);
      windows.set(key, held);
    }
  }
  const columns = aggregates.split(/, (?=sigma_)/).map((text) => {
    const [, name = '', condition] = /^(sigma_\w+) = count\(\*\)(?: where (.*))?$/s.exec(text) ?? [];
    return { name, test: condition === undefined ? (): boolean => true : test(condition) };
  });
  const last = compileEsql(
    `from * metadata _id | ${commands[stats + 1] ?? ''}`,
    new Map(columns.map(({ name }) => [name, 'long'] as const)),
  );
  return [...windows.values()].flatMap(({ window, rows }) => {
    const counts = columns.map(({ name, test: counted }) => [name, rows.filter(counted).length] as const);
    return last(Object.fromEntries(counts)) ? [window] : [];
  });
}
