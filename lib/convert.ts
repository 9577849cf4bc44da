/**
 * One rule to one target.
 *
 * | step    | from                | to                                  | done in              |
 * | ------- | ------------------- | ----------------------------------- | -------------------- |
 * | parse   | YAML text           | `SigmaRule`, as the author wrote it | `parse.ts`           |
 * | resolve | `SigmaRule`         | `Query` for each condition          | `resolve/`           |
 * | prepare | `Query`             | `Query` and schema of the target    | `pipeline/`          |
 * | print   | `Query`             | the target's text or predicate      | the backend          |
 * | account | gaps of the backend | fidelity and diagnostics            | here                 |
 */
import type { SigmaRule } from './ast/rule.ts';
import {
  fidelityOf,
  type ApproximationPolicy,
  type Backend,
  type Fidelity,
  type Gap,
} from './backend/backend.ts';
import { diagnose, hasErrors, type Diagnostic } from './diagnostics/diagnostic.ts';
import { approximate, unknownFormat, unsupported } from './diagnostics/messages/backend.ts';
import type { Schema } from './backend/schema.ts';
import type { Query } from './query/query.ts';
import type { Pipeline, UnmappedPolicy } from './pipeline/pipeline.ts';
import {
  orderPipelines,
  pipelinePlaceholders,
  runPipelines,
  type PipelineChange,
  type PipelineResult,
} from './pipeline/run.ts';
import { sourceOf } from './resolve/filters.ts';
import { toQueries, type ResolveOptions } from './resolve/to-queries.ts';

/** How {@link convert} converts; all of it may be left out. */
export interface ConvertOptions extends ResolveOptions {
  /**
   * One of the backend's formats.
   * @default 'default'
   */
  readonly format?: string;
  /**
   * Which inexact conversions are welcome: `never`, only wider ones (`superset`), or `any`.
   * @default 'superset'
   */
  readonly approximate?: ApproximationPolicy;
  /**
   * What brings the rule into the target's own terms; they run by their priority.
   * @default none: the query speaks of fields as the rule does
   */
  readonly pipelines?: readonly Pipeline[];
  /**
   * What to do with a field that a pipeline has no name for.
   * @default 'error'
   */
  readonly unmapped?: UnmappedPolicy;
  /** Told of each change that a step of a pipeline makes. */
  readonly onPipelineStep?: (change: PipelineChange) => void;
}

/** What became of a rule: its queries, and how far they can be trusted. */
export interface Conversion<Output = string> {
  /** One for each condition of the rule; empty when {@link fidelity} is `unsupported`. */
  readonly queries: readonly Output[];
  readonly fidelity: Fidelity;
  /** Why a conversion is not exact, and anything else worth knowing, each with its place in the rule. */
  readonly diagnostics: readonly Diagnostic[];
  /** What must hold in the target for {@link fidelity} to be true. */
  readonly assumptions: readonly string[];
  /** Where the events lie, when a pipeline said so. */
  readonly schema?: Schema | undefined;
}

/**
 * Converts a rule to the language of a backend. Never throws for anything a rule says.
 *
 * @example
 * const { rules } = parseSigma(`
 *   title: PowerShell started
 *   logsource: { product: windows, category: process_creation }
 *   detection:
 *     selection:
 *       Image|endswith: '\\powershell.exe'
 *     condition: selection
 * `);
 * convert(rules[0], splunk).queries; // ['Image="*\\\\powershell.exe"']
 */
export function convert<Output>(
  rule: SigmaRule,
  backend: Backend<Output>,
  options: ConvertOptions = {},
): Conversion<Output> {
  const { format = 'default', approximate: policy = 'superset' } = options;
  const { title, assumptions, formats } = backend;

  if (!Object.hasOwn(formats, format)) {
    const finding = unknownFormat(title, format, Object.keys(formats));
    return refused([diagnose(finding, rule.source, rule.span)], assumptions);
  }

  const pipelines = orderPipelines(options.pipelines ?? []);
  const resolveOptions = withPlaceholders(rule, pipelines, options);
  const resolved = toQueries(rule, resolveOptions);
  if (resolved.queries.length === 0) return refused(resolved.diagnostics, assumptions);

  const prepared = prepare(rule, resolved.queries, pipelines, backend.name, options);
  if (hasErrors(prepared.diagnostics)) {
    const found = prepared.diagnostics.map((each) => inItsText(each, rule, resolveOptions));
    return refused([...resolved.diagnostics, ...found], assumptions);
  }

  const { state } = prepared;
  const { schema } = state;
  const { outputs, gaps } = backend.convert({
    rule: state.rule,
    queries: state.queries,
    format,
    approximate: policy,
    schema,
  });
  const queries = outputs.map((output) => postprocess(output, prepared));
  const diagnostics = [
    ...resolved.diagnostics,
    ...[...prepared.diagnostics, ...gaps.map((gap) => describeGap(gap, rule, title))].map((each) =>
      inItsText(each, rule, resolveOptions),
    ),
  ];
  if (hasErrors(prepared.diagnostics)) return refused(diagnostics, assumptions);
  return { queries, fidelity: fidelityOf(gaps), diagnostics, assumptions, schema };
}

/** What is said of a filter's part of a query is said in the filter's text. */
function inItsText(diagnostic: Diagnostic, rule: SigmaRule, options: ResolveOptions): Diagnostic {
  if (rule.filters === undefined) return diagnostic;
  return { ...diagnostic, source: sourceOf(diagnostic.span, rule, options) };
}

function withPlaceholders(
  rule: SigmaRule,
  pipelines: readonly Pipeline[],
  options: ConvertOptions,
): ResolveOptions {
  if (pipelines.length === 0) return options;
  const placeholders = { ...pipelinePlaceholders(rule, pipelines), ...options.placeholders };
  return { ...options, placeholders, keepItems: true };
}

function prepare(
  rule: SigmaRule,
  queries: readonly Query[],
  pipelines: readonly Pipeline[],
  backend: string,
  { format = 'default', unmapped = 'error', onPipelineStep }: ConvertOptions,
): PipelineResult {
  const run = { backend, format, unmapped };
  return runPipelines(rule, queries, pipelines, onPipelineStep ? { ...run, onStep: onPipelineStep } : run);
}

/** Only text can be changed afterwards; what else a backend makes stays as it is. */
function postprocess<Output>(output: Output, prepared: PipelineResult): Output {
  return typeof output === 'string' ? (prepared.postprocess(output) as Output) : output;
}

function refused(diagnostics: readonly Diagnostic[], assumptions: readonly string[]): Conversion<never> {
  return { queries: [], fidelity: 'unsupported', diagnostics, assumptions };
}

function describeGap(gap: Gap, rule: SigmaRule, target: string): Diagnostic {
  const { feature, reason, hints, outcome, span } = gap;
  const finding =
    outcome === 'refused'
      ? unsupported(target, feature, reason, hints)
      : approximate(target, feature, reason, hints, outcome);
  return diagnose(finding, rule.source, span);
}
