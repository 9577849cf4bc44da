/** `sigmaq query`: rules as SQL on files of events, run by DuckDB on this machine. */
import type { ReadEvent } from '../../lib/events/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { readLogSource } from '../match/log-source.ts';
import { createProgress, type Progress } from '../match/progress.ts';
import { describeSkipped, diagnoseInput } from '../match/skipped.ts';
import { summarise } from '../match/summarise.ts';
import { createAlertTable, formatJsonAlert, type AlertFormat } from '../output/alerts.ts';
import { readPlaceholders } from '../placeholders.ts';
import { createBatchQuery, type Hit } from '../query/batch.ts';
import { openDuckdb, type Duckdb } from '../query/duckdb.ts';
import { planRules, type Plan } from '../query/plan.ts';
import { readPortions, type Portion } from '../query/read.ts';
import { createReport, type Report } from '../report.ts';
import { readRules } from '../rules.ts';
import { UsageError } from '../usage.ts';

/** Lines of a file of another kind are all broken; the first ones say as much as all of them. */
const SHOWN_PER_CODE = 20;

/** Planning a statement for each rule takes longer than running it, so events wait for each other, as far as memory goes. */
const BATCH_EVENTS = 50_000;

/** The options of the command line, see `sigmaq query --help`. */
export interface QueryOptions {
  readonly rules: readonly string[];
  readonly logsource?: string;
  readonly json?: boolean;
  readonly placeholder?: readonly string[];
  readonly verbose?: boolean;
}

/** @throws UsageError when the options make no sense or DuckDB is missing; then nothing has been read. */
export async function queryCommand(
  paths: readonly string[],
  options: QueryOptions,
  io: Io,
): Promise<ExitCode> {
  if (options.rules.includes('-') && paths.includes('-')) {
    throw new UsageError('standard input cannot hold both rules and events');
  }
  const hints = readLogSource(options.logsource);
  const placeholders = readPlaceholders(options.placeholder ?? []);
  const duckdb = await openDuckdb();
  try {
    const { rules, exitCode } = await readRules(options.rules, io);
    const plan = planRules(rules, { placeholders, ...(hints !== undefined && { hints }) });
    const run = createRun(plan, duckdb, options, io);
    run.raise(exitCode);
    if (plan.rules.length < rules.length) run.raise(EXIT.findings);
    for await (const portion of readPortions(paths, io, duckdb)) await run.add(portion);
    return await run.finish(rules.length);
  } finally {
    duckdb.close();
  }
}

/** One run of the command. */
interface Run {
  raise(code: ExitCode): void;
  add(portion: Portion): Promise<void>;
  /** @param rules - How many there are, those not in use included. */
  finish(rules: number): Promise<ExitCode>;
}

/** Where an event of a batch comes from. */
interface Place {
  readonly file: string;
  readonly eventIndex: number;
}

function createRun(plan: Plan, duckdb: Duckdb, { json, verbose }: QueryOptions, io: Io): Run {
  const query = createBatchQuery(plan, duckdb);
  const format: AlertFormat =
    io.stdout.isTTY === true && json !== true ? createAlertTable(io) : formatJsonAlert;
  const report: Report = createReport(io, verbose === true, SHOWN_PER_CODE);
  const progress: Progress = createProgress(io);
  const rulesMatched = new Set<unknown>();
  const counts = { events: 0, alerts: 0, skipped: 0 };
  let exitCode: ExitCode = EXIT.ok;
  let events: ReadEvent[] = [];
  let places: Place[] = [];
  /** Of the file that is being read. */
  let file = '';
  let eventIndex = 0;

  for (const diagnostic of plan.diagnostics) if (diagnostic.severity === 'error') report.show(diagnostic);

  /** The worst code wins. */
  function raise(code: ExitCode): void {
    if (code > exitCode) exitCode = code;
  }

  async function flush(): Promise<void> {
    if (events.length === 0) return;
    const hits = await query(events);
    progress.clear();
    let lines = '';
    for (const hit of hits) lines += alertOf(hit);
    if (lines !== '') io.stdout.write(lines);
    counts.events += events.length;
    counts.alerts += hits.length;
    events = [];
    places = [];
    progress.show(`${counts.events} events, ${counts.alerts} matches · ${file}`);
  }

  function alertOf({ event, rule, fields }: Hit): string {
    rulesMatched.add(rule);
    return format({ rule: rule.rule, ...(places[event] as Place), ...rule.inquire(fields) });
  }

  return {
    raise,
    async add(portion) {
      file = portion.file;
      if (portion.isStart) eventIndex = 0;
      for (const event of portion.events) {
        events.push(event);
        places.push({ file, eventIndex: eventIndex++ });
        if (events.length >= BATCH_EVENTS) await flush();
      }
      if (portion.skipped.length > 0) raise(EXIT.findings);
      counts.skipped += portion.skipped.length;
      if (portion.skipped.length > 0 || portion.finding !== undefined) progress.clear();
      for (const each of portion.skipped) report.show(describeSkipped(file, each));
      if (portion.finding === undefined) return;
      report.show(diagnoseInput(file, portion.finding));
      raise(EXIT.input);
    },
    async finish(rules) {
      await flush();
      progress.clear();
      const inUse = plan.rules.length;
      io.stderr.write(
        summarise({
          ...counts,
          rulesMatched: rulesMatched.size,
          rulesInUse: inUse,
          rulesNotInUse: rules - inUse,
        }),
      );
      return exitCode;
    },
  };
}
