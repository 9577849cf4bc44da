/** `sigmaq convert`: rules in, queries out, and an account of what could not be said. */
import type { ApproximationPolicy } from '../../lib/backend/backend.ts';
import { convert, type ConvertOptions as ConversionOptions } from '../../lib/convert.ts';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { parseSigma, type SigmaDocument } from '../../lib/parse.ts';
import type { ExitCode } from '../exit-code.ts';
import { readInputs, type Input } from '../inputs.ts';
import type { Io } from '../io.ts';
import type { Outcome, Writer } from '../outcome.ts';
import { createJsonWriter } from '../output/json.ts';
import { createTextWriter } from '../output/text.ts';
import { readPlaceholders } from '../placeholders.ts';
import { createReport } from '../report.ts';
import { createSummary } from '../summary.ts';
import { chooseTargets, type ChosenTarget } from '../targets.ts';
import { UsageError } from '../usage.ts';

/** The options of the command line, see `sigmaq convert --help`. */
export interface ConvertOptions {
  readonly target?: readonly string[];
  readonly format: string;
  readonly output?: string;
  readonly mirror?: boolean;
  readonly json?: boolean;
  readonly approximate: ApproximationPolicy;
  readonly option?: readonly string[];
  readonly placeholder?: readonly string[];
  readonly verbose?: boolean;
}

/** @throws UsageError when the options make no sense; then nothing has been converted. */
export async function convertCommand(
  paths: readonly string[],
  options: ConvertOptions,
  io: Io,
): Promise<ExitCode> {
  if (options.mirror === true && options.output === undefined) throw new UsageError('--mirror needs -o');
  const targets = await chooseTargets(options.target ?? [], options.format, options.option ?? []);
  const placeholders = readPlaceholders(options.placeholder ?? []);
  const { format, approximate } = options;
  const writers = await createWriters(options, io);
  const report = createReport(io, options.verbose === true);
  const summary = createSummary();

  for await (const input of readInputs(paths, io)) {
    for (const [index, document] of documentsOf(input).entries()) {
      const isNew = createNovelty();
      for (const target of targets) {
        const outcome: Outcome = {
          input,
          document,
          index,
          ...convertDocument(document, target, { format, approximate, placeholders }),
        };
        const fresh = outcome.diagnostics.filter(isNew);
        if (options.json !== true) fresh.forEach((diagnostic) => report.show(diagnostic));
        summary.add(outcome, fresh);
        for (const writer of writers) writer.add(outcome);
      }
    }
  }

  for (const writer of writers) writer.end();
  if (summary.isWorthPrinting) io.stderr.write(summary.toText());
  return summary.exitCode;
}

async function createWriters({ output, mirror, json }: ConvertOptions, io: Io): Promise<readonly Writer[]> {
  const writers: Writer[] = [];
  if (output !== undefined) {
    const { createFolderWriter } = await import('../output/folder.ts');
    writers.push(createFolderWriter(output, mirror === true, io));
  }
  if (json === true) writers.push(createJsonWriter(io.stdout));
  else if (output === undefined) writers.push(createTextWriter(io.stdout));
  return writers;
}

function documentsOf({ source, problem }: Input): readonly SigmaDocument[] {
  if (problem === undefined) return parseSigma(source.text, { name: source.name }).documents;
  const { span } = problem;
  const nothing = {
    rule: undefined,
    correlation: undefined,
    filter: undefined,
    title: undefined,
    id: undefined,
  };
  return [{ kind: 'rule', ...nothing, source, span, diagnostics: [problem] }];
}

function convertDocument(
  { rule, diagnostics }: SigmaDocument,
  { name: target, backend }: ChosenTarget,
  options: ConversionOptions & { readonly format: string },
): Omit<Outcome, 'input' | 'document' | 'index'> {
  const { format } = options;
  if (rule === undefined) return { target, format, queries: [], fidelity: 'unsupported', diagnostics };
  const { queries, fidelity, diagnostics: found } = convert(rule, backend, options);
  return { target, format, queries, fidelity, diagnostics: [...diagnostics, ...found] };
}

/** A test for diagnostics of one rule that no earlier target has had. */
function createNovelty(): (diagnostic: Diagnostic) => boolean {
  const seen = new Set<string>();
  return ({ code, message, span }) => {
    const before = seen.size;
    seen.add(`${span.start} ${span.end} ${code} ${message}`);
    return seen.size > before;
  };
}
