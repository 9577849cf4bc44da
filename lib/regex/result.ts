/** What a dialect printer answers: the text, or the piece of the pattern that the dialect cannot say. */
import type { Span } from '../source/source.ts';

/** The text of an expression in a dialect, or why there is none. */
export type RegexResult = string | RegexRefusal;

/** What a dialect lacks, and which piece of the expression asks for it. */
export interface RegexRefusal {
  /** A clause: "Lucene has no word boundaries". */
  readonly unsupported: string;
  readonly span: Span;
  /** An expression in the dialect that matches all that the pattern matches, and more. */
  readonly wider?: string;
}
