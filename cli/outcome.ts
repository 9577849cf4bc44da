/** What became of one document and one target: the unit that is written, reported and counted. */
import type { Conversion } from '../lib/convert.ts';
import type { Diagnostic } from '../lib/diagnostics/diagnostic.ts';
import type { ExplainedChange } from '../lib/pipeline/explain-change.ts';
import type { SigmaDocument } from '../lib/parse.ts';
import type { Input } from './inputs.ts';

export interface Outcome {
  readonly input: Input;
  readonly document: SigmaDocument;
  /** Which of the input's documents, from 0. */
  readonly index: number;
  readonly target: string;
  readonly format: string;
  /** Empty when there is an error. */
  readonly queries: readonly string[];
  readonly fidelity: Conversion['fidelity'];
  /** What an output format made of the queries, and the ending of files that hold such. */
  readonly rendered?: { readonly text: string; readonly extension: string } | undefined;
  /** What pipelines did to the rule; left out when there was no rule. */
  readonly changes?: readonly ExplainedChange[];
  /** Of reading and of converting. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Where outcomes go. */
export interface Writer {
  add(outcome: Outcome): void;
  /** After the last outcome. */
  end(): void;
}
