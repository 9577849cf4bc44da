/** `sigmaq convert`: rules and correlations in, queries out, and an account of what could not be said. */
import type { ApproximationPolicy } from '../../lib/backend/backend.ts';
import type { CorrelationBackend } from '../../lib/backend/correlation.ts';
import type { ResolvedCorrelation } from '../../lib/collection/index.ts';
import { convert, type ConvertOptions as ConversionOptions } from '../../lib/convert.ts';
import { diagnose, type Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { refusedByFormat } from '../../lib/diagnostics/messages/pipeline.ts';
import { explainChange, type ExplainedChange } from '../../lib/pipeline/explain-change.ts';
import type { Pipeline, UnmappedPolicy } from '../../lib/pipeline/pipeline.ts';
import type { PipelineChange } from '../../lib/pipeline/run.ts';
import { correlate } from '../correlate.ts';
import type { ExitCode } from '../exit-code.ts';
import { gather, type GatheredDocument } from '../gather.ts';
import { renderRule } from '../formats.ts';
import type { Io } from '../io.ts';
import type { Outcome, Writer } from '../outcome.ts';
import { createJsonWriter } from '../output/json.ts';
import { createChangeWriter } from '../output/changes.ts';
import { createTextWriter } from '../output/text.ts';
import { readPlaceholders } from '../placeholders.ts';
import { checkPipelines, loadPipelines, pipelinesFor } from '../pipelines.ts';
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
  readonly filter?: readonly string[];
  readonly pipeline?: readonly string[];
  readonly unmapped: UnmappedPolicy;
  readonly explainPipeline?: boolean;
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
  const pipelines = await loadPipelines(options.pipeline ?? [], io);
  checkPipelines(
    pipelines,
    targets.map(({ backend }) => backend.name),
  );
  const { format, approximate, unmapped, explainPipeline: explain = false } = options;
  const conversion = { format, approximate, placeholders, unmapped, explain };
  const writers = await createWriters(options, pipelines, targets, io);
  const report = createReport(io, options.verbose === true);
  const summary = createSummary();

  const { results, others, exitCode } = await gather(paths, options.filter ?? [], io);
  for (const { diagnostics } of others) diagnostics.forEach((diagnostic) => report.show(diagnostic));
  const correlationBackends = await loadCorrelations(targets, results);

  for (const each of results) {
    const isNew = createNovelty();
    const { input, document, index } = each;
    for (const target of targets) {
      const outcome: Outcome = {
        input,
        document,
        index,
        ...convertDocument(each, target, { ...conversion, pipelines, correlationBackends }),
      };
      const fresh = outcome.diagnostics.filter(isNew);
      if (options.json !== true) fresh.forEach((diagnostic) => report.show(diagnostic));
      summary.add(outcome, fresh);
      for (const writer of writers) writer.add(outcome);
    }
  }

  for (const writer of writers) writer.end();
  if (summary.isWorthPrinting) io.stderr.write(summary.toText());
  return summary.exitCode > exitCode ? summary.exitCode : exitCode;
}

async function createWriters(
  { output, mirror, json, explainPipeline }: ConvertOptions,
  pipelines: readonly Pipeline[],
  targets: readonly ChosenTarget[],
  io: Io,
): Promise<readonly Writer[]> {
  const writers: Writer[] = [];
  if (explainPipeline === true && json !== true) writers.push(createChangeWriter(io));
  if (pipelines.some(({ finalize = [] }) => finalize.length > 0)) {
    if (output !== undefined || json === true) {
      throw new UsageError(
        'a pipeline here makes one text of all queries, which goes to standard output',
        'leave out -o and --json, or the finalizers of the pipeline',
      );
    }
    const { createFinalizingWriter } = await import('../output/finalized.ts');
    return [...writers, createFinalizingWriter(pipelines, targets, io)];
  }
  if (output !== undefined) {
    const { createFolderWriter } = await import('../output/folder.ts');
    writers.push(createFolderWriter(output, mirror === true, io));
  }
  if (json === true) writers.push(createJsonWriter(io.stdout, explainPipeline === true));
  else if (output === undefined && targets.some((target) => target.output !== undefined)) {
    const { createDocumentWriter } = await import('../output/documents.ts');
    writers.push(createDocumentWriter(targets, io));
  } else if (output === undefined) writers.push(createTextWriter(io.stdout));
  return writers;
}

/** By target; only where there is a correlation to convert. */
async function loadCorrelations(
  targets: readonly ChosenTarget[],
  results: readonly GatheredDocument[],
): Promise<ReadonlyMap<ChosenTarget, CorrelationBackend>> {
  const backends = new Map<ChosenTarget, CorrelationBackend>();
  if (!results.some(({ correlation }) => correlation !== undefined)) return backends;
  for (const target of targets) {
    if (target.loadCorrelations !== undefined) backends.set(target, await target.loadCorrelations());
  }
  return backends;
}

interface DocumentOptions extends ConversionOptions {
  readonly format: string;
  readonly pipelines: readonly Pipeline[];
  readonly explain: boolean;
  readonly correlationBackends: ReadonlyMap<ChosenTarget, CorrelationBackend>;
}

function convertDocument(
  { rule, correlation, diagnostics }: GatheredDocument,
  target: ChosenTarget,
  { correlationBackends, explain, ...options }: DocumentOptions,
): Omit<Outcome, 'input' | 'document' | 'index'> {
  const { name, backend } = target;
  const { format } = options;
  if (rule === undefined && correlation === undefined) {
    return { target: name, format, queries: [], fidelity: 'unsupported', diagnostics };
  }
  const changes: ExplainedChange[] = [];
  const conversionOptions = {
    ...options,
    pipelines: pipelinesFor(options.pipelines, backend.name),
    ...(explain && {
      onPipelineStep: (change: PipelineChange) => changes.push(explainChange(change)),
    }),
  };
  const conversion =
    rule === undefined
      ? correlate(
          correlation as ResolvedCorrelation,
          { backend, correlations: correlationBackends.get(target), format },
          conversionOptions,
        )
      : convert(rule, backend, { ...conversionOptions, format: target.queryFormat });
  const outcome = { target: name, format, changes, diagnostics: [...diagnostics, ...conversion.diagnostics] };
  const { queries, fidelity } = conversion;
  if (target.output === undefined || rule === undefined || queries.length === 0) {
    return { ...outcome, queries, fidelity };
  }
  const { extension, name: formatName } = target.output.format;
  const rendered = renderRule(rule, conversion, target.output);
  if ('text' in rendered)
    return { ...outcome, queries, fidelity, rendered: { text: rendered.text, extension } };
  const refusal = diagnose(refusedByFormat(formatName, rendered.refused), rule.source, rule.span);
  return { ...outcome, queries: [], fidelity: 'unsupported', diagnostics: [...outcome.diagnostics, refusal] };
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
