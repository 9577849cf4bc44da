/** What the readers of one pipeline file share. */
import type { Collector } from '../../diagnostics/collector.ts';
import type { Finding } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../source/source.ts';

/** Gives the text of a file, its path relative to the pipeline's own. */
export type FileReader = (path: string) => string;

export interface Setup {
  readonly collector: Collector;
  readonly report: (finding: Finding, span: Span) => void;
  /** Throws with a reason when there is no such file; undefined where no files are to be had. */
  readonly readFile: FileReader | undefined;
  /** The file's `name`. */
  readonly name: string;
}

/** What the reader of one item has besides. */
export interface ItemSetup extends Setup {
  readonly id: string | undefined;
  /** Where the value of a parameter stands; the item where it is left out. */
  readonly placeOf: (parameter: string) => Span;
}
