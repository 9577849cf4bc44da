/**
 * A text with a name: what every span points into.
 *
 * Spans index `text` in UTF-16 code units, the unit of JavaScript strings and of the editor protocol,
 * so `source.text.slice(span.start, span.end)` is always the marked text.
 * Imports nothing: the whole library may depend on this folder.
 */
export interface Source {
  /** What a diagnostic calls the text: a path as the user gave it, or `<stdin>`. */
  readonly name: string;
  /** The text exactly as read, a byte order mark and carriage returns included. */
  readonly text: string;
}

/** A half-open range `[start, end)` of UTF-16 offsets into a {@link Source}'s text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place for people: both numbers start at 1, columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The smallest span that holds both. */
export function joinSpans(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
