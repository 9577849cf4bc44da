/** `sigmaq match`: events against rules, an alert for each rule and event that match. */
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { openEvents, openFinding, type EventInput } from '../events/open.ts';
import { cutPieces } from '../events/pieces.ts';
import type { Io } from '../io.ts';
import { readLogSource } from '../match/log-source.ts';
import { createLocalMatching, type Matching } from '../match/matching.ts';
import type { PieceResult } from '../match/match-piece.ts';
import { createProgress, type Progress } from '../match/progress.ts';
import { describeSkipped, diagnoseInput } from '../match/skipped.ts';
import { summarise, type MatchCounts } from '../match/summarise.ts';
import { createAlertTable, formatJsonAlert, type AlertFormat } from '../output/alerts.ts';
import { readPlaceholders } from '../placeholders.ts';
import { createReport, type Report } from '../report.ts';
import { readRules } from '../rules.ts';
import { readCount } from '../usage-numbers.ts';
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

  const { rules, exitCode } = await readRules(options.rules, io);
  const matching = await startMatching(rules, matcherOptions, jobs);
  try {
    const session: Session = {
      rules,
      matching,
      io,
      format: io.stdout.isTTY === true && options.json !== true ? createAlertTable(io) : formatJsonAlert,
      report: createReport(io, options.verbose === true, SHOWN_PER_CODE),
      progress: createProgress(io),
      counts: { events: 0, alerts: 0, rulesMatched: new Set(), skipped: 0, exitCode },
    };
    for (const diagnostic of matching.diagnostics) {
      if (diagnostic.severity === 'error') session.report.show(diagnostic);
    }
    if (matching.rulesInUse < rules.length) raise(session, EXIT.findings);
    await matchInputs(paths, session);
    session.progress.clear();
    io.stderr.write(summarise(countsOf(session)));
    return session.counts.exitCode;
  } finally {
    await matching.close();
  }
}

async function startMatching(
  rules: readonly SigmaRule[],
  options: Parameters<typeof createLocalMatching>[1],
  jobs: number,
): Promise<Matching> {
  if (jobs === 1) return createLocalMatching(rules, options);
  const { createThreadedMatching } = await import('../match/threads.ts');
  return createThreadedMatching(rules, options, jobs);
}

/** One run of the command. */
interface Session {
  readonly rules: readonly SigmaRule[];
  readonly matching: Matching;
  readonly io: Io;
  readonly format: AlertFormat;
  readonly report: Report;
  readonly progress: Progress;
  readonly counts: Counts;
}

interface Counts {
  events: number;
  alerts: number;
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

function write(file: FileState, { events, hits, skipped }: PieceResult, session: Session): void {
  const { counts, rules, io, format, report, progress } = session;
  let lines = '';
  for (const { event, rule, searches, fields } of hits) {
    const alert = { rule: rules[rule] as SigmaRule, file: file.name, searches, fields };
    lines += format({ ...alert, eventIndex: file.events + event });
    counts.rulesMatched.add(rule);
  }
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
