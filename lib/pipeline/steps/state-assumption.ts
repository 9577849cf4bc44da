/** Says of which settings of the target a query depends. */
import { assumedOfTarget } from '../../diagnostics/messages/pipeline.ts';
import type { PipelineContext, PipelineState, PipelineStep } from '../pipeline.ts';

/**
 * A step that warns of what must hold in the target for the query to be right, where that is not the usual setting. Put
 * it behind the steps that bring in what it speaks of.
 *
 * @param description a verb phrase
 * @param assumption a sentence for rules that need it; undefined for others
 * @example stateAssumption('say what the mapping must have', (state) =>
 *   asksFor(state, 'message') ? 'the field `message` has a keyword sub-field' : undefined)
 */
export function stateAssumption(
  description: string,
  assumption: (state: PipelineState, context: PipelineContext) => string | undefined,
): PipelineStep {
  return {
    description,
    apply(state, context) {
      const text = assumption(state, context);
      if (text !== undefined) context.report(assumedOfTarget(text), state.rule.span);
      return state;
    },
  };
}
