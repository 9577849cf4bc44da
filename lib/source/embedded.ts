/** A language inside another: a condition, a field key or a regular expression inside a YAML scalar. */
import type { Source, Span } from './source.ts';

export interface EmbeddedText {
  /** The text to parse, YAML escapes already understood. */
  readonly text: string;
  readonly source: Source;
  /** The scalar's text in the source. */
  readonly span: Span;
  /** Whether `span.start + i` is the place of `text[i]`. Escapes and folding make it false. */
  readonly verbatim: boolean;
}

/** The place in the source of `text.slice(start, end)`: exact where it can be, otherwise the whole scalar. */
export function spanWithin(embedded: EmbeddedText, start: number, end: number): Span {
  if (!embedded.verbatim) return embedded.span;
  return { start: embedded.span.start + start, end: embedded.span.start + end };
}
