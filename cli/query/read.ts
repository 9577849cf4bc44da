/** From paths to events: JSON is read here, as for `match`; tables (Parquet, CSV) by DuckDB, a row for each event. */
import { resolve } from 'node:path';
import type { Finding } from '../../lib/diagnostics/diagnostic.ts';
import { inputNoRows, inputUnreadable } from '../../lib/diagnostics/messages/input.ts';
import { readEvent, type ReadEvent } from '../../lib/events/index.ts';
import { openEvents, openFinding, type EventInput } from '../events/open.ts';
import { cutPieces } from '../events/pieces.ts';
import { createPieceReader, type Skipped } from '../events/read-piece.ts';
import { findFiles, type FileKind } from '../files.ts';
import type { Io } from '../io.ts';
import type { Duckdb } from './duckdb.ts';

const FILES: FileKind = {
  pattern: /\.(?:parquet|(?:csv|tsv|json|jsonl|ndjson)(?:\.gz)?)$/i,
  none: inputNoRows,
};

/** How DuckDB reads files that are tables. */
const TABLES: readonly { readonly pattern: RegExp; readonly read: (path: string) => string }[] = [
  { pattern: /\.parquet$/i, read: (path) => `read_parquet(${path})` },
  // What looks like a number may be an identifier with zeros in front.
  { pattern: /\.[ct]sv(?:\.gz)?$/i, read: (path) => `read_csv(${path}, all_varchar = true, header = true)` },
];

/** What was read of a file, some events at a time. */
export interface Portion {
  readonly file: string;
  /** Whether the file starts here: the same one may be named twice. */
  readonly isStart: boolean;
  readonly events: readonly ReadEvent[];
  readonly skipped: readonly Skipped[];
  /** What stopped reading the file. */
  readonly finding?: Finding;
}

/** The files in the order of the arguments, folders sorted by name. */
export async function* readPortions(
  paths: readonly string[],
  io: Io,
  duckdb: Duckdb,
): AsyncGenerator<Portion> {
  for (const path of paths) {
    if (path === '-') yield* readJsonFrom(path, io);
    else {
      for (const { name, finding } of findFiles(path, FILES, io.cwd)) {
        const table = TABLES.find(({ pattern }) => pattern.test(name));
        if (finding !== undefined) yield endOf(name, finding);
        else if (table === undefined) yield* readJsonFrom(name, io);
        else yield* readTable(name, table.read(quotePath(resolve(io.cwd, name))), duckdb);
      }
    }
  }
}

async function* readJsonFrom(path: string, io: Io): AsyncGenerator<Portion> {
  for (const input of openEvents([path], io)) {
    if ('finding' in input) yield endOf(input.name, input.finding);
    else yield* readJson(input);
  }
}

async function* readJson({ name, bytes }: EventInput): AsyncGenerator<Portion> {
  const read = createPieceReader();
  yield startOf(name);
  try {
    for await (const piece of cutPieces(bytes)) yield { file: name, isStart: false, ...read(piece) };
  } catch (error) {
    const finding = openFinding(error);
    if (finding === undefined) throw error;
    yield endOf(name, finding);
  }
}

async function* readTable(file: string, source: string, duckdb: Duckdb): AsyncGenerator<Portion> {
  yield startOf(file);
  try {
    for await (const records of duckdb.records(`SELECT * FROM ${source}`)) {
      const events = records.map((record) => readEvent(record)).filter((event) => event !== undefined);
      yield { file, isStart: false, events, skipped: [] };
    }
  } catch (error) {
    // The first line says what; the others are for those who write SQL.
    const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
    yield endOf(file, inputUnreadable(reason));
  }
}

function startOf(file: string): Portion {
  return { file, isStart: true, events: [], skipped: [] };
}

function endOf(file: string, finding: Finding): Portion {
  return { file, isStart: false, events: [], skipped: [], finding };
}

/** As a literal; DuckDB takes some characters of a path for a pattern. */
function quotePath(path: string): string {
  return `'${path.replace(/[*?[]/g, '[$&]').replaceAll("'", "''")}'`;
}
