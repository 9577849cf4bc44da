/** `sigmaq match`: events against rules, an alert for each rule and event that match and each correlation that comes true. */
import { resolve } from 'node:path';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { CorrelationMatch } from '../../lib/correlate/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { openEvents, openFinding, type EventInput } from '../events/open.ts';
import { cutPieces } from '../events/pieces.ts';
import type { Io } from '../io.ts';
import { createCorrelating, type Correlating } from '../match/correlating.ts';
import { readLogSource } from '../match/log-source.ts';
import { createLocalMatching, type Matching } from '../match/matching.ts';
import type { PieceResult } from '../match/match-piece.ts';
import { createProgress, type Progress } from '../match/progress.ts';
import { createSetup, type MatchingSetup } from '../match/setup.ts';
import { describeSkipped, diagnoseInput } from '../match/skipped.ts';
import { summarise, type MatchCounts } from '../match/summarise.ts';
import type { ThreadSetup } from '../match/thread.ts';
import { createAlertTable, formatJsonAlert, type AlertFormat } from '../output/alerts.ts';
import {
  createCorrelationTable,
  formatJsonCorrelation,
  type CorrelationFormat,
} from '../output/correlation-alerts.ts';
import { readPlaceholders } from '../placeholders.ts';
import { createReport, type Report } from '../report.ts';
import { readRules } from '../rules.ts';
import { readCount, readSeconds } from '../usage-numbers.ts';
import { UsageError } from '../usage.ts';

/** Lines of a file of another kind are all broken; the first ones say as much as all of them. */
const SHOWN_PER_CODE = 20;

/** Far more threads than cores only cost memory: each has the rules for itself. */
const MAX_JOBS = 256;

/** The options of the command line, see `sigmaq match --help`. */
export interface MatchOptions {
  readonly rules: readonly string[];
  readonly logsource?: string;
  readonly jobs?: string;
  readonly json?: boolean;
  readonly safeRegex?: boolean;
  readonly placeholder?: readonly string[];
  readonly filter?: readonly string[];
  readonly lateness?: string;
  readonly timeField?: readonly string[];
  readonly state?: string;
  readonly verbose?: boolean;
}

/** @throws UsageError when the options make no sense; then nothing has been read. */
export async function matchCommand(
  paths: readonly string[],
  options: MatchOptions,
  io: Io,
): Promise<ExitCode> {
  const jobs = options.jobs === undefined ? 1 : readCount('--jobs', options.jobs);
  if (jobs > MAX_JOBS) throw new UsageError(`--jobs takes up to ${MAX_JOBS}`);
  if (options.rules.includes('-') && paths.includes('-')) {
    throw new UsageError('standard input cannot hold both rules and events');
  }
  const hints = readLogSource(options.logsource);
  const matcherOptions = {
    ...(hints !== undefined && { hints }),
    placeholders: readPlaceholders(options.placeholder ?? []),
    regex: options.safeRegex === true ? ('safe' as const) : ('native' as const),
  };

  const lateness = options.lateness === undefined ? 0 : readSeconds('--lateness', options.lateness);

  const { gathered, exitCode } = await readRules(options.rules, io, options.filter);
  const { collection, sources } = gathered;
  const setup = createSetup(collection);
  const { rules } = setup;
  const state = options.state === undefined ? undefined : resolve(io.cwd, options.state);
  const correlating = createCorrelating(collection, setup.plan, lateness, state);
  const threads = { sources, options: matcherOptions, timeFields: options.timeField };
  const matching = await startMatching(setup, threads, jobs);
  const asTable = io.stdout.isTTY === true && options.json !== true;
  try {
    const session: Session = {
      rules,
      matching,
      correlating,
      io,
      format: asTable ? createAlertTable(io) : formatJsonAlert,
      formatCorrelation: asTable ? createCorrelationTable(io) : formatJsonCorrelation,
      report: createReport(io, options.verbose === true, SHOWN_PER_CODE),
      progress: createProgress(io),
      counts: { events: 0, alerts: 0, correlated: 0, rulesMatched: new Set(), skipped: 0, exitCode },
    };
    for (const diagnostic of matching.diagnostics) {
      if (diagnostic.severity === 'error') session.report.show(diagnostic);
    }
    if (matching.rulesInUse < rules.length) raise(session, EXIT.findings);
    await matchInputs(paths, session);
    session.progress.clear();
    io.stdout.write(writeCorrelations(correlating.end(), session));
    const uncounted = correlating.describeUncounted();
    io.stderr.write(summarise(countsOf(session)));
    if (uncounted.length > 0) io.stderr.write(`not in correlations: ${uncounted.join(', ')}\n`);
    return session.counts.exitCode;
  } finally {
    await matching.close();
  }
}

async function startMatching(setup: MatchingSetup, threads: ThreadSetup, jobs: number): Promise<Matching> {
  if (jobs === 1) return createLocalMatching(setup, threads.options, threads.timeFields);
  const { createThreadedMatching } = await import('../match/threads.ts');
  return createThreadedMatching(threads, jobs);
}

/** One run of the command. */
interface Session {
  readonly rules: readonly SigmaRule[];
  readonly matching: Matching;
  readonly correlating: Correlating;
  readonly io: Io;
  readonly format: AlertFormat;
  readonly formatCorrelation: CorrelationFormat;
  readonly report: Report;
  readonly progress: Progress;
  readonly counts: Counts;
}

interface Counts {
  events: number;
  alerts: number;
  /** Alerts of correlations. */
  correlated: number;
  readonly rulesMatched: Set<number>;
  skipped: number;
  exitCode: ExitCode;
}

/** A file whose pieces are under way, or what there is to say of it after them. */
interface Pending {
  readonly file: FileState;
  readonly result: Promise<PieceResult>;
}

interface FileState {
  readonly name: string;
  /** How many of its events have been written of. */
  events: number;
}

/** Results are written in the order of the input, whichever thread is first. */
async function matchInputs(paths: readonly string[], session: Session): Promise<void> {
  const pending: Pending[] = [];
  const writeUntil = async (left: number): Promise<void> => {
    while (pending.length > left) {
      const { file, result } = pending.shift() as Pending;
      write(file, await result, session);
    }
  };
  for (const input of openEvents(paths, session.io)) {
    const finding =
      'finding' in input ? input.finding : await matchInput(input, session, pending, writeUntil);
    if (finding === undefined) continue;
    await writeUntil(0);
    session.progress.clear();
    session.report.show(diagnoseInput(input.name, finding));
    raise(session, EXIT.input);
  }
  await writeUntil(0);
}

/** Hands over the pieces of one input; gives what stopped it, if anything did. */
async function matchInput(
  { name, bytes }: EventInput,
  { matching }: Session,
  pending: Pending[],
  writeUntil: (left: number) => Promise<void>,
): Promise<ReturnType<typeof openFinding>> {
  const file: FileState = { name, events: 0 };
  const pieces = cutPieces(bytes);
  for (;;) {
    let next: Awaited<ReturnType<typeof pieces.next>>;
    try {
      next = await pieces.next();
    } catch (error) {
      const finding = openFinding(error);
      if (finding === undefined) throw error;
      return finding;
    }
    if (next.done === true) return undefined;
    await writeUntil(matching.capacity - 1);
    pending.push({ file, result: matching.match(next.value) });
  }
}

function write(file: FileState, { events, hits, matched, skipped }: PieceResult, session: Session): void {
  const { counts, rules, correlating, io, format, report, progress } = session;
  let lines = '';
  for (const { event, rule, searches, fields } of hits) {
    const alert = { rule: rules[rule] as SigmaRule, file: file.name, searches, fields };
    lines += format({ ...alert, eventIndex: file.events + event });
    counts.rulesMatched.add(rule);
  }
  lines += writeCorrelations(correlating.add(matched, file.name, file.events), session);
  if (lines !== '' || skipped.length > 0) progress.clear();
  if (lines !== '') io.stdout.write(lines);
  for (const each of skipped) report.show(describeSkipped(file.name, each));
  if (skipped.length > 0) raise(session, EXIT.findings);
  file.events += events;
  counts.events += events;
  counts.alerts += hits.length;
  counts.skipped += skipped.length;
  progress.show(`${counts.events} events, ${counts.alerts} matches · ${file.name}`);
}

/** As text; counted. */
function writeCorrelations(
  matches: readonly CorrelationMatch[],
  { counts, formatCorrelation }: Session,
): string {
  counts.correlated += matches.length;
  return matches.map(formatCorrelation).join('');
}

/** The worst code wins. */
function raise({ counts }: Session, code: ExitCode): void {
  if (code > counts.exitCode) counts.exitCode = code;
}

function countsOf({ counts, matching, rules }: Session): MatchCounts {
  const { rulesInUse } = matching;
  return {
    ...counts,
    rulesMatched: counts.rulesMatched.size,
    rulesInUse,
    rulesNotInUse: rules.length - rulesInUse,
  };
}
