/** The small steps of which pipelines are made besides the mapping of fields. */
import type { Schema } from '../../backend/schema.ts';
import type { LogSource } from '../../ast/rule.ts';
import { logSourceNotCollected, refusedByPipeline } from '../../diagnostics/messages/pipeline.ts';
import { and } from '../../query/build.ts';
import type { Query } from '../../query/query.ts';
import type { PipelineContext, PipelineState, PipelineStep } from '../pipeline.ts';

/** Which rules a step is for. */
export type RuleTest = (state: PipelineState) => boolean;

/** The parts of a log source that must be as stated; those left out may be anything. */
export type LogSourcePattern = Pick<LogSource, 'category' | 'product' | 'service'>;

/** Whether the rule is about such a log source. */
export function hasLogSource({ rule }: PipelineState, pattern: LogSourcePattern): boolean {
  const { category, product, service } = pattern;
  const { logsource } = rule;
  return (
    (category === undefined || logsource.category === category) &&
    (product === undefined || logsource.product === product) &&
    (service === undefined || logsource.service === service)
  );
}

/**
 * A step that demands more of every event: each query becomes `condition and query`.
 *
 * @example addCondition('look at events of Sysmon that create processes', () => leaf('EventID', …, span))
 */
export function addCondition(
  description: string,
  condition: (state: PipelineState) => Query | undefined,
): PipelineStep {
  return {
    description,
    apply(state) {
      const added = condition(state);
      if (added === undefined) return state;
      return { ...state, queries: state.queries.map((query) => and([added, query])) };
    },
  };
}

/** A step that says where the events of the rule lie; undefined leaves it as it is. */
export function useSchema(
  description: string,
  schema: (state: PipelineState) => Schema | undefined,
): PipelineStep {
  return {
    description,
    apply(state) {
      const found = schema(state);
      return found === undefined || found === state.schema ? state : { ...state, schema: found };
    },
  };
}

/** A step that refuses rules about events the target does not collect. The reason completes "… does not collect these events: ". */
export function refuseLogSource(
  target: string,
  reason: (state: PipelineState) => string | undefined,
): PipelineStep {
  return {
    description: `refuse rules about events that ${target} does not collect`,
    apply(state, { report }) {
      const why = reason(state);
      if (why !== undefined) report(logSourceNotCollected(target, why), state.rule.logsource.span);
      return state;
    },
  };
}

/** A step that refuses rules with a sentence of its own. */
export function refuseRule(
  reason: (state: PipelineState, context: PipelineContext) => string | undefined,
): PipelineStep {
  return {
    description: 'refuse rules',
    apply(state, context) {
      const why = reason(state, context);
      if (why !== undefined) context.report(refusedByPipeline(why), state.rule.span);
      return state;
    },
  };
}
