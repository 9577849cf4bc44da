/** A rule on its way to a target: resolved, taken through the pipelines, and ready to be printed. */
import type { SigmaRule } from './ast/rule.ts';
import type { Schema } from './backend/schema.ts';
import { hasErrors, type Diagnostic } from './diagnostics/diagnostic.ts';
import type { Pipeline, PipelineGap, UnmappedPolicy } from './pipeline/pipeline.ts';
import {
  orderPipelines,
  pipelinePlaceholders,
  runPipelines,
  type PipelineChange,
  type PipelineResult,
} from './pipeline/run.ts';
import { and, leaf } from './query/build.ts';
import { leavesOf } from './query/leaves.ts';
import type { ExistsMatcher, Query } from './query/query.ts';
import { sourceOf } from './resolve/filters.ts';
import { toQueries, type ResolveOptions } from './resolve/to-queries.ts';

/** How a rule is brought into the target's terms; all of it may be left out. */
export interface PrepareOptions extends ResolveOptions {
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

/** What {@link prepareRule} makes of a rule. */
export interface PreparedRule {
  /** With the attributes that pipelines have set. */
  readonly rule: SigmaRule;
  /** One for each condition of the rule; none after an error. */
  readonly queries: readonly Query[];
  readonly schema: Schema | undefined;
  /** Changes the finished text of a query; what is wrong with it joins {@link diagnostics}. */
  readonly postprocess: (query: string) => string;
  /** Whether {@link postprocess} may change a text at all. */
  readonly changesText: boolean;
  readonly diagnostics: () => readonly Diagnostic[];
  /** Where pipelines made the queries select more or fewer events than the rule. */
  readonly gaps: readonly PipelineGap[];
  /** What is said of a filter's part of a query, said in the filter's text. */
  readonly inItsText: (diagnostic: Diagnostic) => Diagnostic;
  /** What a field is called that the queries need not have; undefined where that is not one name. */
  readonly nameOf: (field: string) => string | undefined;
}

/** @param backend - The name of the target, and the format of the output. */
export function prepareRule(
  rule: SigmaRule,
  backend: { readonly name: string; readonly format: string },
  options: PrepareOptions,
): PreparedRule {
  const pipelines = orderPipelines(options.pipelines ?? []);
  const resolveOptions = withPlaceholders(rule, pipelines, options);
  const resolved = toQueries(rule, resolveOptions);
  const inItsText = (diagnostic: Diagnostic): Diagnostic =>
    rule.filters === undefined
      ? diagnostic
      : { ...diagnostic, source: sourceOf(diagnostic.span, rule, resolveOptions) };
  if (resolved.queries.length === 0 || pipelines.length === 0) {
    const { queries, diagnostics } = resolved;
    return {
      rule,
      queries,
      schema: undefined,
      postprocess: same,
      changesText: false,
      diagnostics: () => diagnostics,
      gaps: [],
      inItsText,
      nameOf: same,
    };
  }
  const { state, postprocess, changesText, diagnostics, gaps } = run(
    rule,
    resolved.queries,
    pipelines,
    backend,
    options,
  );
  return {
    rule: state.rule,
    queries: hasErrors(diagnostics) ? [] : state.queries,
    schema: state.schema,
    postprocess,
    changesText,
    diagnostics: () => [...resolved.diagnostics, ...diagnostics.map(inItsText)],
    gaps,
    inItsText,
    nameOf: (field) => nameAfter(field, rule, resolved.queries, pipelines, backend, options),
  };
}

const same = (text: string): string => text;

/**
 * What pipelines make of a field that is not in the rule's queries, such as one that a correlation groups by: a condition
 * on the field goes the same way beside those of the rule, since steps ask what a rule is about, and the name in it
 * afterwards is the answer. Undefined where that is not one name.
 */
function nameAfter(
  field: string,
  rule: SigmaRule,
  queries: readonly Query[],
  pipelines: readonly Pipeline[],
  backend: { readonly name: string; readonly format: string },
  { unmapped }: PrepareOptions,
): string | undefined {
  const matcher: ExistsMatcher = { kind: 'exists' };
  const asked = leaf(field, matcher, rule.span);
  const withField = queries.map((query) => and([query, asked]));
  const settings = unmapped ? { unmapped } : {};
  const { state, changesText, diagnostics } = run(rule, withField, pipelines, backend, settings);
  // A name that only a change of the finished text gives a meaning is none.
  if (hasErrors(diagnostics) || changesText) return undefined;
  const names = new Set(
    state.queries
      .flatMap(leavesOf)
      .filter((each) => each.matcher === matcher)
      .map((each) => each.field),
  );
  const [name, ...others] = names;
  return others.length > 0 ? undefined : (name ?? undefined);
}

function withPlaceholders(
  rule: SigmaRule,
  pipelines: readonly Pipeline[],
  options: PrepareOptions,
): ResolveOptions {
  if (pipelines.length === 0) return options;
  const placeholders = { ...pipelinePlaceholders(rule, pipelines), ...options.placeholders };
  return { ...options, placeholders, keepItems: true };
}

function run(
  rule: SigmaRule,
  queries: readonly Query[],
  pipelines: readonly Pipeline[],
  { name, format }: { readonly name: string; readonly format: string },
  { unmapped = 'error', onPipelineStep }: PrepareOptions,
): PipelineResult {
  const settings = { backend: name, format, unmapped };
  return runPipelines(
    rule,
    queries,
    pipelines,
    onPipelineStep ? { ...settings, onStep: onPipelineStep } : settings,
  );
}
