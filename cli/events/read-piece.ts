/** Pieces of a stream to events: bytes to text, text to values, values to what rules look at. */
import { isUtf8 } from 'node:buffer';
import {
  createJsonScanner,
  readEvent,
  type JsonScanner,
  type ReadEvent,
  type Scanned,
} from '../../lib/events/index.ts';
import { MAX_RECORDS_LENGTH, recordsOf, startsWithRecords } from '../../lib/events/records.ts';
import type { BrokenReason } from '../../lib/events/scan.ts';
import type { Piece } from './pieces.ts';

/** Why a value is skipped; `not-utf8` where its bytes are the reason. */
export type SkipReason = BrokenReason | 'not-utf8';

export interface Skipped {
  /** In the stream, from 1. */
  readonly line: number;
  readonly reason: SkipReason;
}

export interface PieceContent {
  readonly events: readonly ReadEvent[];
  readonly skipped: readonly Skipped[];
}

/** Reads pieces in their order; those of one run must go to the same reader. */
export type PieceReader = (piece: Piece) => PieceContent;

export function createPieceReader(): PieceReader {
  let scanner: JsonScanner | undefined;
  /** The line on which the run starts. */
  let start = 1;
  /** Lines of the run with bytes that are not UTF-8. */
  let damaged: number[] = [];

  return ({ bytes, line, endsRun }) => {
    const found: number[] = [];
    const text = decode(bytes, (lines) => found.push(line + lines));
    if (scanner === undefined) {
      scanner = createJsonScanner(startsWithRecords(text) ? { maxLength: MAX_RECORDS_LENGTH } : {});
      start = line;
      damaged = [];
    }
    for (const each of found) damaged.push(each);
    const scanned = [...scanner.push(text), ...(endsRun ? scanner.end() : [])];
    if (endsRun) scanner = undefined;
    return toContent(scanned, start, damaged);
  };
}

function toContent(scanned: readonly Scanned[], start: number, damaged: readonly number[]): PieceContent {
  const events: ReadEvent[] = [];
  const skipped: Skipped[] = [];
  for (const [index, item] of scanned.entries()) {
    const line = start + item.line - 1;
    if ('broken' in item) {
      const next = scanned[index + 1];
      const end = next === undefined ? Infinity : start + next.line - 1;
      const damage = damaged.find((each) => each === line || (each > line && each < end));
      skipped.push(
        damage === undefined ? { line, reason: item.broken } : { line: damage, reason: 'not-utf8' },
      );
    } else {
      for (const record of recordsOf(item.value)) {
        const event = readEvent(record);
        if (event === undefined) skipped.push({ line, reason: 'not-an-object' });
        else events.push(event);
      }
    }
  }
  return { events, skipped };
}

/** U+FFFD in UTF-8: the one character that a decoder also puts in place of what it cannot read. */
const REPLACEMENT = Buffer.from('\ufffd');

/** Allowed nowhere in JSON: a value that has it is broken, and no other. */
const MARK = '\0';

/**
 * The text, with {@link MARK} for each run of bytes that are not UTF-8.
 *
 * @param onDamage - Called for each with the number of line breaks before it.
 */
function decode(bytes: Uint8Array, onDamage: (lines: number) => void): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (isUtf8(buffer)) return buffer.toString('utf8');
  const parts: string[] = [];
  let from = 0;
  for (let at = buffer.indexOf(REPLACEMENT); at >= 0; at = buffer.indexOf(REPLACEMENT, from)) {
    parts.push(buffer.toString('utf8', from, at).replaceAll('\ufffd', MARK));
    from = at + REPLACEMENT.length;
  }
  parts.push(buffer.toString('utf8', from).replaceAll('\ufffd', MARK));
  const text = parts.join('\ufffd');
  let lines = 0;
  for (const character of text) {
    if (character === '\n') lines++;
    else if (character === MARK) onDamage(lines);
  }
  return text;
}
