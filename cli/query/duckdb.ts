/**
 * DuckDB, which users install beside this program if they want it: loaded when it is asked for, used by few calls.
 */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type * as Package from '@duckdb/node-api';
import { UsageError } from '../usage.ts';
import { changeMembers, mapsToObjects, type Change } from './maps.ts';

/** A column of a table. */
export interface LoadedColumn {
  readonly name: string;
  /** `nothing` for a column without a value. */
  readonly type: 'number' | 'text' | 'texts' | 'nothing';
  readonly values: readonly (string | number | readonly string[] | null)[];
}

export interface Duckdb {
  /**
   * Makes a table anew from columns of one length. For each column of text there is another with the text in lower
   * case, of the name that {@link lowerCased} gives.
   */
  load(table: string, columns: readonly LoadedColumn[]): Promise<void>;
  /** The first column of what a statement selects, as whole numbers. Several may be under way at once. */
  select(statement: string): Promise<readonly number[]>;
  /** What a statement selects, some rows at a time, as JSON has it. */
  records(statement: string): AsyncIterable<readonly Readonly<Record<string, unknown>>[]>;
  close(): void;
}

/** How many statements can be under way: planning one takes longer than running it, and has one thread. */
export const LANES = 4;

/**
 * @param load - Gives the package.
 * @throws UsageError when DuckDB is not installed
 */
export async function openDuckdb(
  load: () => Promise<typeof Package> = () => import('@duckdb/node-api'),
): Promise<Duckdb> {
  const { DuckDBDataChunk, DuckDBInstance, INTEGER, LIST, listValue, VARCHAR } = await loadPackage(load);
  // Nothing is fetched from elsewhere.
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' });
  const lanes: DuckDBConnection[] = [];
  for (let i = 0; i < LANES; i++) lanes.push(await instance.connect());
  const [main] = lanes as [DuckDBConnection];
  const free = [...lanes];
  const waiting: ((lane: DuckDBConnection) => void)[] = [];

  async function onLane<T>(work: (lane: DuckDBConnection) => Promise<T>): Promise<T> {
    const lane = free.pop() ?? (await new Promise<DuckDBConnection>((resolve) => waiting.push(resolve)));
    try {
      return await work(lane);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(lane);
      else next(lane);
    }
  }

  return {
    async load(table, columns) {
      const held = columns.filter(({ type }) => type !== 'nothing');
      const types = held.map(({ type }) =>
        type === 'number' ? INTEGER : type === 'text' ? VARCHAR : LIST(VARCHAR),
      );
      const definitions = held.map(({ name }, i) => `${name} ${String(types[i])}`);
      await main.run(`CREATE OR REPLACE TABLE loaded (${definitions.join(', ')})`);
      const appender = await main.createAppender('loaded');
      const count = columns[0]?.values.length ?? 0;
      for (let from = 0; from < count; from += CHUNK_ROWS) {
        const to = Math.min(from + CHUNK_ROWS, count);
        const chunk = DuckDBDataChunk.create(types, to - from);
        chunk.setColumns(held.map(({ values }) => values.slice(from, to).map(toCell)));
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
      const selected = columns.flatMap(({ name, type }) =>
        type === 'nothing'
          ? [`NULL::VARCHAR AS ${name}`]
          : [name, ...(type === 'text' ? [`lower(${name}) AS ${lowerCased(name)}`] : [])],
      );
      await main.run(`CREATE OR REPLACE TABLE ${table} AS SELECT ${selected.join(', ')} FROM loaded`);
      await main.run('DROP TABLE loaded');

      function toCell(value: string | number | readonly string[] | null): DuckDBValue {
        return typeof value === 'object' && value !== null ? listValue(value) : value;
      }
    },
    select: (statement) =>
      onLane(async (lane) => {
        const reader = await lane.runAndReadAll(statement);
        return (reader.getColumns()[0] ?? []).map(Number);
      }),
    async *records(statement) {
      const result = await main.stream(statement);
      const changes = result.columnNames().flatMap((name, index): readonly (readonly [string, Change])[] => {
        const change = mapsToObjects(result.columnType(index));
        return change === undefined ? [] : [[name, change]];
      });
      for await (const rows of result.yieldRowObjectJson()) {
        yield changes.length === 0 ? rows : rows.map((row) => changeMembers(row, changes) as typeof row);
      }
    },
    close() {
      for (const lane of lanes) lane.closeSync();
      instance.closeSync();
    },
  };
}

/** What DuckDB works on at a time. */
const CHUNK_ROWS = 2048;

/** The column with the text of another in lower case. */
export function lowerCased(name: string): string {
  return `${name}_lower`;
}

async function loadPackage(load: () => Promise<typeof Package>): Promise<typeof Package> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('query needs DuckDB, which is not installed', 'npm install @duckdb/node-api');
  }
}
