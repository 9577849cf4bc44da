/** Runs pipelines over the queries of a rule. */
import type { SigmaRule } from '../ast/rule.ts';
import { createCollector } from '../diagnostics/collector.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { wrongBackend } from '../diagnostics/messages/pipeline.ts';
import type { Query } from '../query/query.ts';
import { foldLists } from '../query/rewrite/fold-lists.ts';
import type {
  Pipeline,
  PipelineContext,
  PipelineGap,
  PipelineState,
  PipelineStep,
  PipelineVars,
  Placeholders,
  UnmappedPolicy,
} from './pipeline.ts';

/** For what a rule is being prepared. */
export interface PipelineRun {
  /** Name of the backend. */
  readonly backend: string;
  readonly format: string;
  readonly unmapped: UnmappedPolicy;
  /** Told of each step that changed something, with the state before and after it. */
  readonly onStep?: (change: PipelineChange) => void;
}

/** What a step did to a rule. */
export interface PipelineChange {
  readonly pipeline: Pipeline;
  readonly step: PipelineStep;
  readonly before: PipelineState;
  readonly after: PipelineState;
}

/** What {@link runPipelines} makes of a rule. */
export interface PipelineResult {
  readonly state: PipelineState;
  /** Changes the finished text of a query; what is wrong with it joins the diagnostics. */
  readonly postprocess: (query: string) => string;
  /** Whether {@link postprocess} may change a text at all. */
  readonly changesText: boolean;
  /** With an error among them the rule is refused. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where the queries select more or fewer events than the rule. */
  readonly gaps: readonly PipelineGap[];
}

/** Pipelines in the order in which they run. */
export function orderPipelines(pipelines: readonly Pipeline[]): readonly Pipeline[] {
  return [...pipelines].sort((a, b) => a.priority - b.priority);
}

/** The values that the pipelines have for placeholders of a rule; later pipelines override earlier ones. */
export function pipelinePlaceholders(rule: SigmaRule, pipelines: readonly Pipeline[]): Placeholders {
  const vars = mergeVars(pipelines);
  return Object.fromEntries(
    pipelines.flatMap(({ placeholders }) => Object.entries(placeholders?.(rule, vars) ?? {})),
  );
}

/** The values of all pipelines by name; later pipelines override earlier ones. */
export function mergeVars(pipelines: readonly Pipeline[]): PipelineVars {
  return new Map(pipelines.flatMap(({ vars }) => [...(vars ?? [])]));
}

/**
 * Makes one text of all queries of a run, as the last steps of pipelines ask; undefined when none does.
 *
 * @throws SigmaError when the queries cannot be put together so.
 */
export function finalizeQueries(
  queries: readonly string[],
  pipelines: readonly Pipeline[],
): string | undefined {
  const steps = pipelines.flatMap(({ finalize }) => finalize ?? []);
  const vars = mergeVars(pipelines);
  let text: string | undefined;
  for (const step of steps) text = step.apply(text === undefined ? queries : [text], vars);
  return text;
}

/**
 * Takes the queries of a rule through every step of the pipelines, which come in the order of {@link orderPipelines}.
 * Stops behind a step that reported an error: what would follow could only repeat it.
 */
export function runPipelines(
  rule: SigmaRule,
  queries: readonly Query[],
  pipelines: readonly Pipeline[],
  run: PipelineRun,
): PipelineResult {
  const { report, diagnostics } = createCollector(rule.source);
  let state: PipelineState = {
    rule,
    queries,
    schema: undefined,
    variables: new Map(),
    applied: new Set(),
  };
  const { backend, format, unmapped } = run;
  const gaps: PipelineGap[] = [];
  const approximate = (gap: PipelineGap): void => void gaps.push(gap);
  const vars = mergeVars(pipelines);
  const context: PipelineContext = { backend, format, unmapped, vars, report, approximate };

  for (const pipeline of pipelines) {
    if (pipeline.backends.length > 0 && !pipeline.backends.includes(backend)) {
      report(wrongBackend(pipeline.name, backend, pipeline.backends), rule.span);
      break;
    }
    for (const step of pipeline.steps) {
      const before = state;
      state = step.apply(before, context);
      if (state === before) continue;
      if (step.id !== undefined) state = { ...state, applied: new Set(state.applied).add(step.id) };
      run.onStep?.({ pipeline, step, before, after: state });
    }
    if (hasErrors(diagnostics)) break;
  }
  // Without pipelines the queries are as they were resolved, which is folded already.
  if (pipelines.length > 0) state = { ...state, queries: state.queries.map(foldLists) };
  const steps = pipelines.flatMap((pipeline) => pipeline.postprocess ?? []);
  const finished = state;
  const postprocess = (query: string): string =>
    steps.reduce((text, step) => step.apply(text, finished, context), query);
  const changesText = steps.some((step) => step.isNeeded?.(finished) ?? true);
  return { state, postprocess, changesText, diagnostics, gaps };
}
