/** Says in the target's terms what a new name alone does not: values that are written differently there. */
import { refusedByPipeline } from '../../diagnostics/messages/pipeline.ts';
import { mapLeaves } from '../../query/rewrite/map-leaves.ts';
import type { Leaf, Query } from '../../query/query.ts';
import type { PipelineState, PipelineStep } from '../pipeline.ts';

/**
 * What asks the same of the target as a leaf does of the events that rules speak of; a sentence when nothing does;
 * undefined to keep the leaf.
 */
export type LeafTranslation = (
  leaf: Leaf,
  state: PipelineState,
) => Query | { readonly refused: string } | undefined;

/**
 * A step that replaces leaves. A leaf without a translation refuses the rule, with its reason at the place of the value.
 *
 * @param when which rules it is for; all of them when left out
 * @example
 * translateLeaves('write integrity levels as labels', (leaf) =>
 *   leaf.field === 'IntegrityLevel' ? { ...leaf, field: 'MandatoryLabel', matcher: labelOf(leaf.matcher) } : undefined)
 */
export function translateLeaves(
  description: string,
  translation: LeafTranslation,
  when?: (state: PipelineState) => boolean,
): PipelineStep {
  return {
    description,
    apply(state, { report }) {
      if (when !== undefined && !when(state)) return state;
      const translate = (leaf: Leaf): Query => {
        const found = translation(leaf, state);
        if (found === undefined) return leaf;
        if (!('refused' in found)) return found;
        report(refusedByPipeline(found.refused), leaf.span);
        return leaf;
      };
      const queries = state.queries.map((query) => mapLeaves(query, translate));
      const same = queries.every((query, index) => query === state.queries[index]);
      return same ? state : { ...state, queries };
    },
  };
}
