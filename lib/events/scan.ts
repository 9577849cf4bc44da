/**
 * JSON texts to values, piece by piece: one value a line (NDJSON), a list of values, or values one after the other
 * however they are broken into lines. What is broken is reported with its line and nothing after it is lost.
 *
 * A line that is one whole value is left to `JSON.parse`. Elsewhere brackets and strings are followed to find where a
 * value ends, and just enough grammar to notice at once that it never will: a line break inside a string, or an object
 * where none can stand. A value that fails is given up at the end of its first line, and reading goes on from there.
 */
import { createOutline, type Outline } from './outline.ts';

export interface ScanOptions {
  /**
   * The longest value in UTF-16 code units; what is longer is skipped. Events of real logs have up to 35 kB.
   *
   * @default 16 Mi
   */
  readonly maxLength?: number;
}

/** Real events nest six deep. */
export const MAX_EVENT_DEPTH = 200;

const DEFAULT_MAX_LENGTH = 16 * 1024 * 1024;

/** Without a line break for this long, a value is looked at as it comes in. */
const PATIENCE = 64 * 1024;

/**
 * - `not-an-object`: something else than `{` stands where an event should start.
 * - `not-json`: it starts like an object and does not go on as one. `incomplete`: the text ends inside it.
 * - `too-long`, `too-deep`: beyond the limits.
 */
export type BrokenReason = 'not-an-object' | 'not-json' | 'incomplete' | 'too-long' | 'too-deep';

/** A value of the text, or a place where there should have been one. Lines count from 1. */
export type Scanned =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly broken: BrokenReason };

export interface JsonScanner {
  /** Takes the next piece of the text, cut anywhere, and gives the values that are complete. */
  push(piece: string): readonly Scanned[];
  /** The text is over: gives the rest. */
  end(): readonly Scanned[];
}

/**
 * A scanner of one text.
 *
 * @example
 * const scanner = createJsonScanner();
 * scanner.push('{"a":1}\n{"b":'); // [{ line: 1, value: { a: 1 } }]
 * scanner.push('2}\n'); // [{ line: 2, value: { b: 2 } }]
 * scanner.end(); // []
 */
export function createJsonScanner(options: ScanOptions = {}): JsonScanner {
  const { maxLength = DEFAULT_MAX_LENGTH } = options;
  let buffer = '';
  /** Everything before it is done. */
  let at = 0;
  let line = 1;
  /** The value at `at`, once its end has to be looked for. */
  let outline: Outline | undefined;
  /** The end of the line at `at` as far as it was looked for; -1 if there is no line break in the buffer after it. */
  let lineEnd = -1;
  /** The buffer up to here has been searched for {@link lineEnd}. */
  let searched = 0;
  /** Up to here, values are not whole lines. */
  let crowdedUntil = 0;
  /** The rest of the line at `at` is of no use. */
  let isSkipping = false;
  /** How far `at` is from the start of its line; infinite behind a value. */
  let column = 0;
  /** Where the value at `at` starts. */
  let valueColumn = 0;
  /**
   * A value of several lines has failed, and what follows may be its rest. An object starts anew where it stands no
   * further to the right than the failed one.
   */
  let isLost = false;
  let scanned: Scanned[] = [];

  function drain(isEnd: boolean): readonly Scanned[] {
    scanned = [];
    while (at < buffer.length && step(isEnd));
    buffer = buffer.slice(at);
    crowdedUntil -= at;
    searched -= at;
    lineEnd -= at;
    at = 0;
    return scanned;
  }

  /** One move onwards; false if more text is needed for it. */
  function step(isEnd: boolean): boolean {
    if (isSkipping) skipLine();
    else if (outline !== undefined) return follow(outline, isEnd);
    else {
      const character = buffer[at] as string;
      if (character === '{' && (!isLost || column <= valueColumn)) return startValue(isEnd);
      if (isBetweenValues(character)) passBetween(character);
      else if (isLost) isSkipping = true;
      else fail('not-an-object');
    }
    return true;
  }

  function passBetween(character: string): void {
    at++;
    column++;
    if (character !== '\n') return;
    line++;
    column = 0;
  }

  /** The line break that ends the line at `at`, or -1. Each part of the buffer is searched once. */
  function findLineEnd(): number {
    if (lineEnd >= at && lineEnd >= 0) return lineEnd;
    lineEnd = buffer.indexOf('\n', Math.max(at, searched));
    searched = lineEnd < 0 ? buffer.length : lineEnd;
    return lineEnd;
  }

  /** Tries the rest of the line as a whole value. */
  function startValue(isEnd: boolean): boolean {
    const newline = findLineEnd();
    if (newline < 0 && !isEnd && buffer.length - at < PATIENCE) return false;
    const end = newline >= 0 ? newline : isEnd ? buffer.length : at;
    isLost = false;
    valueColumn = column;
    if (at >= crowdedUntil && end > at && end - at <= maxLength) {
      const value = parse(buffer.slice(at, trimEnd(buffer, end)));
      if (value !== undefined) {
        give(value, end - at, 0);
        return true;
      }
      crowdedUntil = end;
    }
    outline = createOutline(MAX_EVENT_DEPTH);
    return true;
  }

  /** Reads on in a value whose end has to be looked for. */
  function follow(value: Outline, isEnd: boolean): boolean {
    const state = value.read(buffer, at);
    if (value.length > maxLength) fail('too-long', value);
    else if (state === 'closed') {
      const parsed = parse(buffer.slice(at, at + value.length));
      if (parsed === undefined) fail('not-json', value);
      else give(parsed, value.length, value.lines);
    } else if (state !== 'open') fail(state, value);
    else if (isEnd) fail('incomplete', value);
    else return false;
    return true;
  }

  function give(value: unknown, length: number, lines: number): void {
    scanned.push(isDeeper(value, MAX_EVENT_DEPTH) ? { line, broken: 'too-deep' } : { line, value });
    at += length;
    line += lines;
    column = Infinity;
    outline = undefined;
  }

  /** Gives up the line at `at`. */
  function fail(broken: BrokenReason, value?: Outline): void {
    scanned.push({ line, broken });
    isLost = value !== undefined && value.lines > 0;
    isSkipping = true;
    outline = undefined;
  }

  function skipLine(): void {
    const newline = findLineEnd();
    at = newline < 0 ? buffer.length : newline;
    isSkipping = newline < 0;
  }

  return {
    push(piece) {
      buffer += piece;
      return drain(false);
    },
    end: () => drain(true),
  };
}

/**
 * All values of a text.
 *
 * @example scanJson('[{"a":1},\n{"a":2}]').length // 2
 */
export function scanJson(text: string, options: ScanOptions = {}): readonly Scanned[] {
  const scanner = createJsonScanner(options);
  return [...scanner.push(text), ...scanner.end()];
}

/** Blanks, and the marks of a list around its values; a byte order mark may stand before everything. */
function isBetweenValues(character: string): boolean {
  return ' \t\r\n,[]\ufeff'.includes(character);
}

/** Where a value ends that has nothing but blanks and the comma of a list between it and `end`. */
function trimEnd(text: string, end: number): number {
  let last = end;
  while (' \t\r'.includes(text[last - 1] as string)) last--;
  return text[last - 1] === ',' ? last - 1 : last;
}

/** Undefined, which JSON cannot say, for a text that is no value. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isDeeper(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  for (const inner of Object.values(value)) if (isDeeper(inner, limit - 1)) return true;
  return false;
}
