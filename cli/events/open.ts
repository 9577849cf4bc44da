/** From a path to the bytes of events: files, folders and standard input, gzip where the bytes say so. */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Finding } from '../../lib/diagnostics/diagnostic.ts';
import { inputCompression, inputNoEvents } from '../../lib/diagnostics/messages/input.ts';
import { findFiles, systemFinding, type FileKind } from '../files.ts';
import type { Io } from '../io.ts';
import { toUtf8 } from './utf16.ts';

const EVENTS: FileKind = { pattern: /\.(?:json|jsonl|ndjson)(?:\.gz)?$/i, none: inputNoEvents };

/** Large enough that a read costs nothing beside what is done with it. */
const READ_BYTES = 256 * 1024;

/** One stream of events. */
export interface EventInput {
  /** As records and messages call it; `<stdin>` for `-`. */
  readonly name: string;
  /** The bytes, decompressed and in UTF-8. Iterating throws what {@link openFinding} describes. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What stands in the way of an input. */
export interface EventProblem {
  readonly name: string;
  readonly finding: Finding;
}

/** The inputs in the order of the arguments, folders sorted by name. */
export function* openEvents(paths: readonly string[], io: Io): Generator<EventInput | EventProblem> {
  for (const path of paths) {
    if (path === '-') yield { name: '<stdin>', bytes: toUtf8(decompress(io.stdin)) };
    else {
      for (const { name, finding } of findFiles(path, EVENTS, io.cwd)) {
        if (finding !== undefined) yield { name, finding };
        else yield { name, bytes: toUtf8(openFile(resolve(io.cwd, name))) };
      }
    }
  }
}

/** The bytes of a file, decompressed. */
export function openFile(path: string): AsyncIterable<Uint8Array> {
  return decompress(readBytes(path));
}

/** What an error of reading means for the user; undefined for an error that is not about the input. */
export function openFinding(error: unknown): Finding | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined) return undefined;
  if (code.startsWith('Z_')) return inputCompression(code);
  return syscall === undefined ? undefined : systemFinding(error);
}

/** Opened when the first byte is asked for, so that a folder of a million files has one of them open. */
async function* readBytes(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { highWaterMark: READ_BYTES }) as AsyncIterable<Uint8Array>;
}

/** https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1: members start with these two bytes, which no JSON does. */
const GZIP = [0x1f, 0x8b] as const;

async function* decompress(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  while (head.length < GZIP.length) {
    const next = await source.next();
    if (next.done === true) break;
    head = Buffer.concat([head, Buffer.from(next.value)]);
  }
  const all = (async function* () {
    try {
      yield head;
      for (;;) {
        const next = await source.next();
        if (next.done === true) return;
        yield Buffer.from(next.value);
      }
    } finally {
      // Whoever has seen enough leaves no file open.
      await source.return?.();
    }
  })();
  if (head[0] !== GZIP[0] || head[1] !== GZIP[1]) yield* all;
  else {
    const gunzip = createGunzip({ chunkSize: READ_BYTES });
    // An error reaches whoever reads from the last stream.
    pipeline(Readable.from(all), gunzip, () => undefined);
    yield* gunzip as AsyncIterable<Uint8Array>;
  }
}
