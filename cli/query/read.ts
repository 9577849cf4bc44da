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
import { describeCsv, toRecord } from './csv.ts';
import type { Duckdb } from './duckdb.ts';

const FILES: FileKind = {
  pattern: /\.(?:parquet|(?:csv|tsv|json|jsonl|ndjson)(?:\.gz)?)$/i,
  none: inputNoRows,
};

const PARQUET = /\.parquet$/i;
const CSV = /\.[ct]sv(?:\.gz)?$/i;

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
        if (finding !== undefined) yield endOf(name, finding);
        else if (PARQUET.test(name) || CSV.test(name)) yield* readTable(name, resolve(io.cwd, name), duckdb);
        else yield* readJsonFrom(name, io);
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

async function* readTable(file: string, path: string, duckdb: Duckdb): AsyncGenerator<Portion> {
  yield startOf(file);
  try {
    for await (const records of CSV.test(file) ? readCsv(path, duckdb) : readParquet(path, duckdb)) {
      const events = records.map((record) => readEvent(record)).filter((event) => event !== undefined);
      yield { file, isStart: false, events, skipped: [] };
    }
  } catch (error) {
    const finding = openFinding(error);
    if (finding !== undefined) {
      yield endOf(file, finding);
      return;
    }
    const reason = reasonOf(error);
    yield endOf(file, inputUnreadable(reason));
  }
}

/** What DuckDB says of a line is what went wrong; the other lines quote the file, or are for those who write SQL. */
function reasonOf(error: unknown): string {
  const [first = '', ...others] = String(error instanceof Error ? error.message : error).split('\n');
  const detail = others.find((line) =>
    /^(?:Expected Number of Columns|Value with|Invalid unicode)/.test(line),
  );
  return detail === undefined ? first : `${first}, ${detail}`;
}

type Records = readonly Readonly<Record<string, unknown>>[];

function readParquet(path: string, duckdb: Duckdb): AsyncIterable<Records> {
  return duckdb.records(`SELECT * FROM read_parquet(${quotePath(path)})`);
}

async function* readCsv(path: string, duckdb: Duckdb): AsyncGenerator<Records> {
  const table = await describeCsv(path, quotePath(path));
  if (table === undefined) return;
  for await (const rows of duckdb.records(`SELECT * FROM ${table.source}`)) {
    yield rows.map((row) => toRecord(row, table.names));
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
