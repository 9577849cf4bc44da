/** Offsets to lines and columns. Imports only the source types. */
import type { Position, Source, Span } from './source.ts';

/** Line starts are found once for each source; the map lets go of a source nobody else holds. */
const lineStartsBySource = new WeakMap<Source, readonly number[]>();

function lineStarts(source: Source): readonly number[] {
  let starts = lineStartsBySource.get(source);
  if (starts === undefined) {
    starts = findLineStarts(source.text);
    lineStartsBySource.set(source, starts);
  }
  return starts;
}

/** A line ends at LF, CR LF or a lone CR, as in YAML 1.2 section 5.4. */
function findLineStarts(text: string): number[] {
  const starts = [0];
  const lineBreak = /\r\n?|\n/g;
  while (lineBreak.exec(text) !== null) starts.push(lineBreak.lastIndex);
  return starts;
}

/**
 * Where an offset is, in lines and columns that start at 1.
 *
 * A byte order mark takes no column: editors do not show it.
 *
 * @example locate({ name: 'r.yml', text: 'a\nbc' }, 3) // { line: 2, column: 2 }
 */
export function locate(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const start = low === 0 && source.text.charCodeAt(0) === 0xfeff ? 1 : (starts[low] ?? 0);
  return { line: low + 1, column: Math.max(0, offset - start) + 1 };
}

/** The text of a line (1-based), without its line break. */
export function lineText(source: Source, line: number): string {
  const starts = lineStarts(source);
  const start = starts[line - 1] ?? source.text.length;
  const end = starts[line] ?? source.text.length;
  return source.text
    .slice(start, end)
    .replace(/[\r\n]+$/, '')
    .replace(/^\uFEFF/, '');
}

/** Both ends of a span as positions. */
export function locateSpan(source: Source, span: Span): { readonly start: Position; readonly end: Position } {
  return { start: locate(source, span.start), end: locate(source, span.end) };
}
