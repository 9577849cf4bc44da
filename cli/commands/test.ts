/** `sigmaq test`: rules against the events that they have to match, and those that they must not. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { hasErrors, type Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { inputNoTests } from '../../lib/diagnostics/messages/input.ts';
import type { MatcherOptions } from '../../lib/engine/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import type { Source } from '../../lib/source/source.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readInputs, RULES_AND_TESTS } from '../inputs.ts';
import type { Io } from '../io.ts';
import { readLogSource } from '../match/log-source.ts';
import { diagnoseInput } from '../match/skipped.ts';
import { formatJunit, formatOutcome, formatOutcomeRecord } from '../output/test-report.ts';
import { paintOn } from '../output/terminal.ts';
import { readPlaceholders } from '../placeholders.ts';
import { createReport } from '../report.ts';
import { regressionPathOf, regressionTests } from '../tests/regression.ts';
import { runTest } from '../tests/run-test.ts';
import type { Obstacle, TestCase, TestOutcome, TestStatus } from '../tests/test-case.ts';
import { isTestFile, testsOfFile } from '../tests/test-file.ts';
import { UsageError } from '../usage.ts';

/** The options of the command line, see `sigmaq test --help`. */
export interface TestOptions {
  readonly json?: boolean;
  readonly junit?: string;
  readonly logsource?: string;
  readonly safeRegex?: boolean;
  readonly placeholder?: readonly string[];
  readonly verbose?: boolean;
}

export async function testCommand(paths: readonly string[], options: TestOptions, io: Io): Promise<ExitCode> {
  const hints = readLogSource(options.logsource);
  const matcherOptions: MatcherOptions = {
    ...(hints && { hints }),
    placeholders: readPlaceholders(options.placeholder ?? []),
    regex: options.safeRegex === true ? 'safe' : 'native',
  };
  const report = createReport(io, options.verbose === true);
  const { rules, testFiles, problems } = await readMaterial(paths, io);
  for (const problem of problems) report.show(problem);

  const paint = paintOn(io.stdout, io.env);
  const outcomes: TestOutcome[] = [];
  for await (const test of allTests(rules, testFiles, io)) {
    const outcome = runTest(test, matcherOptions);
    outcomes.push(outcome);
    if (options.json === true) io.stdout.write(formatOutcomeRecord(outcome));
    else if (options.verbose === true || outcome.status !== 'passed') {
      io.stdout.write(formatOutcome(outcome, paint));
    }
  }
  if (outcomes.length === 0) report.show(diagnoseInput(paths.join(', '), inputNoTests()));
  if (options.junit !== undefined) writeJunit(options.junit, outcomes, io);
  const summary = options.json === true ? io.stderr : io.stdout;
  summary.write(summarise(outcomes, rules));
  return exitCodeOf(outcomes, problems);
}

interface Material {
  readonly rules: readonly SigmaRule[];
  readonly testFiles: readonly Source[];
  /** Why files or rules in them cannot be used. */
  readonly problems: readonly Diagnostic[];
}

async function readMaterial(paths: readonly string[], io: Io): Promise<Material> {
  const rules: SigmaRule[] = [];
  const testFiles: Source[] = [];
  const problems: Diagnostic[] = [];
  for await (const { source, problem } of readInputs(paths, io, RULES_AND_TESTS)) {
    if (problem !== undefined) problems.push(problem);
    else if (isTestFile(source.name)) testFiles.push(source);
    // Regression data may lie beside the rules; it is found by the rules that name it.
    else if (!/^regression_tests_info:/m.test(source.text)) {
      for (const { rule, diagnostics } of parseSigma(source.text, { name: source.name }).documents) {
        if (rule !== undefined) rules.push(rule);
        problems.push(...diagnostics.filter((each) => hasErrors([each])));
      }
    }
  }
  return { rules, testFiles, problems };
}

async function* allTests(
  rules: readonly SigmaRule[],
  testFiles: readonly Source[],
  io: Io,
): AsyncGenerator<TestCase | Obstacle> {
  for (const rule of rules) {
    const path = regressionPathOf(rule);
    if (path !== undefined) yield* regressionTests(rule, path, io);
  }
  const rulesById = new Map(
    rules.flatMap((rule) => (rule.id === undefined ? [] : [[rule.id.toLowerCase(), rule]])),
  );
  for (const source of testFiles) yield* testsOfFile(source, rulesById, io);
}

function writeJunit(path: string, outcomes: readonly TestOutcome[], { cwd }: Io): void {
  try {
    writeFileSync(resolve(cwd, path), formatJunit(outcomes));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot write to '${path}' (${code ?? message})`);
  }
}

function summarise(outcomes: readonly TestOutcome[], rules: readonly SigmaRule[]): string {
  const tested = new Set(outcomes.map(({ rule }) => rule?.source.name ?? ''));
  const untested = rules.filter(({ source }) => !tested.has(source.name)).length;
  const counts = (['passed', 'failed', 'error', 'skipped'] as const)
    .map((status) => [count(outcomes, status), status] as const)
    .filter(([number, status]) => number > 0 || status === 'passed')
    .map(([number, status]) => `${number} ${status}`);
  const total = `${outcomes.length} test${outcomes.length === 1 ? '' : 's'}`;
  const rest = untested === 0 ? '' : `; ${untested} rule${untested === 1 ? '' : 's'} without tests`;
  return `${total}: ${counts.join(', ')}${rest}\n`;
}

function exitCodeOf(outcomes: readonly TestOutcome[], problems: readonly Diagnostic[]): ExitCode {
  if (problems.length > 0 || outcomes.length === 0 || count(outcomes, 'error') > 0) return EXIT.input;
  return count(outcomes, 'failed') > 0 ? EXIT.findings : EXIT.ok;
}

function count(outcomes: readonly TestOutcome[], status: TestStatus): number {
  return outcomes.filter((each) => each.status === status).length;
}
