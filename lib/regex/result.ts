/** What a dialect printer answers: the text, or the piece of the pattern that the dialect cannot say. */
import type { Span } from '../source/source.ts';

export type RegexResult = string | RegexRefusal;

export interface RegexRefusal {
  /** A clause: "Lucene has no word boundaries". */
  readonly unsupported: string;
  readonly span: Span;
}
