/**
 * `sigmaq witness`: events that rules match and events that they only just do not, for tests of rules and systems; for
 * correlations, sequences of events.
 */
import type { SigmaCorrelation } from '../../lib/ast/correlation.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { ResolvedCorrelation } from '../../lib/collection/index.ts';
import type { ResolveOptions } from '../../lib/resolve/to-queries.ts';
import { locate } from '../../lib/source/locate.ts';
import {
  sequenceWitnesses,
  witnesses,
  type WitnessEvent,
  type WitnessSequence,
} from '../../lib/witness/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { visible, visibleJson } from '../output/terminal.ts';
import { readPlaceholders } from '../placeholders.ts';
import { createReport } from '../report.ts';
import { readRules } from '../rules.ts';

/** The options of the command line, see `sigmaq witness --help`. */
export interface WitnessOptions {
  readonly json?: boolean;
  readonly placeholder?: readonly string[];
}

/** An event and what its rule makes of it. */
interface LabelledEvent {
  /** Which condition of the rule it was made for, from 0. */
  readonly condition: number;
  readonly matches: boolean;
  readonly event: WitnessEvent;
}

export async function witnessCommand(
  paths: readonly string[],
  { json = false, placeholder = [] }: WitnessOptions,
  io: Io,
): Promise<ExitCode> {
  const placeholders = readPlaceholders(placeholder);
  const report = createReport(io, false);
  const read = await readRules(paths, io);
  let { exitCode } = read;
  for (const [index, rule] of read.rules.entries()) {
    const { conditions, diagnostics } = witnesses(rule, { placeholders });
    const events = conditions.flatMap(({ matching, missing }, condition): LabelledEvent[] => [
      ...matching.map((event) => ({ condition, matches: true, event })),
      ...missing.map((event) => ({ condition, matches: false, event })),
    ]);
    if (events.length === 0) {
      for (const diagnostic of diagnostics) if (diagnostic.severity === 'error') report.show(diagnostic);
      exitCode ||= EXIT.findings;
    }
    const write = json ? toRecords : toText;
    io.stdout.write((json || index === 0 ? '' : '\n') + write(rule, events));
  }
  for (const [index, correlation] of read.gathered.collection.correlations.entries()) {
    const sequences = labelledSequences(correlation, placeholders);
    if (sequences.length === 0) exitCode ||= EXIT.findings;
    const write = json ? toSequenceRecords : toSequenceText;
    const isFirst = index === 0 && read.rules.length === 0;
    io.stdout.write((json || isFirst ? '' : '\n') + write(correlation.correlation, sequences));
  }
  return exitCode;
}

/** Timed events and what their correlation makes of them together. */
interface LabelledSequence {
  readonly matches: boolean;
  readonly events: WitnessSequence;
}

/** Errors of the rules have been reported with the rules. */
function labelledSequences(
  correlation: ResolvedCorrelation,
  placeholders: NonNullable<ResolveOptions['placeholders']>,
): readonly LabelledSequence[] {
  const { matching, missing } = sequenceWitnesses(correlation, { placeholders });
  return [
    ...matching.map((events) => ({ matches: true, events })),
    ...missing.map((events) => ({ matches: false, events })),
  ];
}

function toSequenceRecords(
  { source, span, id, title }: SigmaCorrelation,
  sequences: readonly LabelledSequence[],
): string {
  const head = { file: source.name, line: locate(source, span.start).line, id: id ?? null, title };
  return sequences.map((each) => `${visibleJson(JSON.stringify({ ...head, ...each }))}\n`).join('');
}

/** A sequence is a block: its first event behind a plus or a minus, the others below it. */
function toSequenceText({ source, title }: SigmaCorrelation, sequences: readonly LabelledSequence[]): string {
  const blocks = sequences.map(({ matches, events }) =>
    events
      .map((event, index) => {
        const sign = index > 0 ? ' ' : matches ? '+' : '-';
        return `${sign} ${visibleJson(JSON.stringify(event))}\n`;
      })
      .join(''),
  );
  return visible(`# ${title} · ${source.name}\n`) + blocks.join('');
}

function toRecords({ source, span, id, title }: SigmaRule, events: readonly LabelledEvent[]): string {
  const head = { file: source.name, line: locate(source, span.start).line, id: id ?? null, title };
  return events.map((each) => `${visibleJson(JSON.stringify({ ...head, ...each }))}\n`).join('');
}

/** Matching events behind a plus, the others behind a minus. */
function toText({ source, title }: SigmaRule, events: readonly LabelledEvent[]): string {
  const lines = events.map(
    ({ matches, event }) => `${matches ? '+' : '-'} ${visibleJson(JSON.stringify(event))}\n`,
  );
  return visible(`# ${title} · ${source.name}\n`) + lines.join('');
}
