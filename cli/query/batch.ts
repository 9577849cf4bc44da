/** Some events at a time: their rows in the table, and the rules that select them. */
import type { EventRecord, ReadEvent } from '../../lib/events/index.ts';
import { allValues, fieldPath, lookUp, type FieldPath } from '../../lib/match/lookup.ts';
import type { FieldValue } from '../../lib/match/values.ts';
import { lowerCased, type Duckdb, type LoadedColumn } from './duckdb.ts';
import { ALL_VALUES, createConditions, TABLE, type Plan, type PlannedRule } from './plan.ts';

/** A rule and an event that it selects. */
export interface Hit {
  /** Among those of the batch, from 0. */
  readonly event: number;
  readonly rule: PlannedRule;
  /** The fields of the event as the rule sees them. */
  readonly fields: EventRecord;
}

/** An event as some log sources see it. */
interface Row {
  readonly event: number;
  readonly fields: EventRecord;
  readonly kind: number;
}

/**
 * The rules that select events, in the order of the events and for each in the order of the rules.
 *
 * @returns a function that answers for one batch after another
 */
export function createBatchQuery(
  plan: Plan,
  duckdb: Duckdb,
): (events: readonly ReadEvent[]) => Promise<readonly Hit[]> {
  const paths = Array.from(plan.columns, ([field, name]) => ({ name, path: fieldPath(field) }));
  /** Events of one kind concern the same log sources: the router gives each kind one list of them. */
  const kinds = new Map<readonly number[], number>();

  function rowsOf(events: readonly ReadEvent[]): Row[] {
    const rows: Row[] = [];
    for (const [event, read] of events.entries()) {
      for (const { fields, sources } of plan.router.route(read)) {
        let kind = kinds.get(sources);
        if (kind === undefined) kinds.set(sources, (kind = kinds.size));
        rows.push({ event, fields, kind });
      }
    }
    return rows;
  }

  return async (events) => {
    kinds.clear();
    const rows = rowsOf(events);
    if (rows.length === 0) return [];
    const columns = columnsOf(rows, paths, plan.hasKeywords);
    await duckdb.load(TABLE, columns);

    const print = createConditions(namesOf(columns, 'texts'), lowerCasedIn(columns));
    const kindsOf = invert(kinds);
    const hits = await Promise.all(
      plan.rules.map(async (rule): Promise<readonly Hit[]> => {
        const concerned = kindsOf.get(rule.source);
        if (concerned === undefined) return [];
        const [condition = 'FALSE'] = print(rule.rule, rule.query).outputs;
        const selected = await duckdb.select(
          `SELECT rowid FROM ${TABLE} WHERE kind IN (${concerned.join(', ')}) AND (${condition})`,
        );
        return selected.map((number) => {
          const { event, fields } = rows[number] as Row;
          return { event, rule, fields };
        });
      }),
    );
    return hits.flat().sort((a, b) => a.event - b.event);
  };
}

function columnsOf(
  rows: readonly Row[],
  paths: readonly { readonly name: string; readonly path: FieldPath }[],
  withKeywords: boolean,
): readonly LoadedColumn[] {
  const kind: LoadedColumn = { name: 'kind', type: 'number', values: rows.map((row) => row.kind) };
  const columns = paths.map(({ name, path }) => columnOf(name, rows, path));
  if (!withKeywords) return [kind, ...columns];
  const values = rows.map(({ fields }) => allValues(fields).map(({ text }) => text));
  return [kind, ...columns, { name: ALL_VALUES, type: 'texts', values }];
}

function columnOf(name: string, rows: readonly Row[], path: FieldPath): LoadedColumn {
  const held = rows.map(({ fields }) => lookUp(fields, path));
  let most = 0;
  for (const { length } of held) if (length > most) most = length;
  if (most === 0) return { name, type: 'nothing', values: [] };
  // As rules compare them: as texts.
  if (most === 1) return { name, type: 'text', values: held.map(([value]) => value?.text ?? null) };
  return { name, type: 'texts', values: held.map(textsOf) };
}

function textsOf(values: readonly FieldValue[]): readonly string[] | null {
  return values.length === 0 ? null : values.map(({ text }) => text);
}

function namesOf(columns: readonly LoadedColumn[], type: LoadedColumn['type']): readonly string[] {
  return columns.filter((column) => column.type === type).map(({ name }) => name);
}

function lowerCasedIn(columns: readonly LoadedColumn[]): Readonly<Record<string, string>> {
  return Object.fromEntries(namesOf(columns, 'text').map((name) => [name, lowerCased(name)]));
}

/** The kinds of events that concern each log source. */
function invert(kinds: ReadonlyMap<readonly number[], number>): ReadonlyMap<number, readonly number[]> {
  const kindsOf = new Map<number, number[]>();
  for (const [sources, kind] of kinds) {
    for (const source of sources) {
      const known = kindsOf.get(source);
      if (known === undefined) kindsOf.set(source, [kind]);
      else known.push(kind);
    }
  }
  return kindsOf;
}
