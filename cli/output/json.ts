/** `--json`: a record a line, the same keys in the same order whatever happened. */
import { diagnosticToJson, type DiagnosticJson } from '../../lib/diagnostics/diagnostic.ts';
import type { Fidelity } from '../../lib/backend/backend.ts';
import { locate } from '../../lib/source/locate.ts';
import type { ExplainedChange } from '../../lib/pipeline/explain-change.ts';
import type { Output } from '../io.ts';
import type { Outcome, Writer } from '../outcome.ts';
import { visibleJson } from './terminal.ts';

/** One line of `sigmaq convert --json`. */
export interface ConversionRecord {
  /** As named on the command line, with what was found below it; `<stdin>` for `-`. */
  readonly file: string;
  /** Where the rule starts, from 1. */
  readonly line: number;
  /** Null when the rule has none or could not be read that far. */
  readonly id: string | null;
  readonly title: string | null;
  readonly target: string;
  readonly format: string;
  /** One for each condition of the rule; empty when an error says why. */
  readonly queries: readonly string[];
  readonly fidelity: Fidelity;
  readonly diagnostics: readonly DiagnosticJson[];
  /** With an output format: the document that holds the queries. */
  readonly document?: string;
  /** With `--explain-pipeline`: what each step of the pipelines did. */
  readonly changes?: readonly ExplainedChange[];
}

export function toRecord(outcome: Outcome, explain = false): ConversionRecord {
  const { document, target, format, queries, fidelity, diagnostics, rendered, changes = [] } = outcome;
  const { source, span, id, title } = document;
  return {
    file: source.name,
    line: locate(source, span.start).line,
    id: id ?? null,
    title: title ?? null,
    target,
    format,
    queries,
    fidelity,
    diagnostics: diagnostics.map(diagnosticToJson),
    ...(rendered !== undefined && { document: rendered.text }),
    ...(explain && { changes }),
  };
}

export function createJsonWriter(stdout: Output, explain = false): Writer {
  return {
    add(outcome) {
      stdout.write(`${visibleJson(JSON.stringify(toRecord(outcome, explain)))}\n`);
    },
    end() {
      // Every record is out.
    },
  };
}
