/** Makes the pipelines of Elastic from sets of events. */
import type { Pipeline, PipelineState, PipelineStep } from '../../../lib/pipeline/pipeline.ts';
import { addCondition, refuseLogSource } from '../../../lib/pipeline/steps/basic.ts';
import { translateLeaves } from '../../../lib/pipeline/steps/translate-leaves.ts';
import { stateAssumption } from '../../../lib/pipeline/steps/state-assumption.ts';
import { signedLeavesOf } from '../../../lib/query/leaves.ts';
import { fieldSteps } from '../field-table.ts';
import { describe } from '../windows/event-groups.ts';
import type { EventSet, EventSetOf } from './event-set.ts';
import { ECS_LISTS } from './lists.ts';
import { refuseFlattened } from './flattened.ts';
import { createMapping, type MultiFields } from './multi-fields.ts';

/** Settings of the pipelines of Elastic. */
export interface EcsOptions {
  /**
   * Sub-fields that the mapping of your indices has, by field: a query then asks for `field.keyword` and so on. Elastic's
   * own mappings of ECS need none, but for `text` fields in EQL.
   *
   * @example { 'powershell.file.script_block_text': 'wildcard' }
   */
  readonly multiFields?: MultiFields;
}

/** What to call the place where events are kept. */
const TARGET = 'Elastic';

export interface EcsDescription {
  readonly name: string;
  readonly title: string;
  /** Tried in this order. */
  readonly eventSets: readonly EventSetOf[];
}

/** A pipeline for the backends of Elastic. */
export function createEcsPipeline(
  { name, title, eventSets }: EcsDescription,
  { multiFields = {} }: EcsOptions = {},
): Pipeline {
  const mapping = createMapping(multiFields);
  const find = (state: PipelineState): ReturnType<EventSetOf> => {
    for (const eventSetOf of eventSets) {
      const found = eventSetOf(state.rule.logsource);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const eventSetOf = (state: PipelineState): EventSet | undefined => {
    const found = find(state);
    return found === undefined || 'none' in found ? undefined : found;
  };
  return {
    name,
    title,
    priority: 20,
    backends: ['eql', 'esql', 'lucene'],
    steps: [
      refuseLogSource(TARGET, (state) => {
        const found = find(state);
        if (found === undefined) return `nothing is known of ${describe(state.rule.logsource)} there`;
        return 'none' in found ? found.none : undefined;
      }),
      approximateUnplaced(eventSetOf),
      translateLeaves('look for keywords in the line of a text log', (leaf, state) => {
        const line = eventSetOf(state)?.line;
        return leaf.field === null && line !== undefined ? { ...leaf, field: line } : undefined;
      }),
      ...fieldSteps(TARGET, eventSetOf, isEcsName),
      refuseFlattened,
      ...mapping.steps,
      addCondition('look at the events of the log source', (state) =>
        eventSetOf(state)?.condition(state.rule.logsource.span),
      ),
      stateAssumption('say what the mapping must have', mapping.assumption),
      {
        description: 'look in the indices of these events',
        apply(state, { backend }) {
          const found = eventSetOf(state);
          if (found === undefined) return state;
          const types = mapping.typesFor(backend);
          return { ...state, schema: { sources: found.indices, types, lists: ECS_LISTS } };
        },
      },
    ],
  };
}

/** The field sets of ECS, and those of integrations beside it. */
const ECS_NAME =
  /^(?:agent|aws|azure|client|cisco_duo|bitbucket|auditd|cloud|destination|dns|dll|error|event|file|fortinet|gcp|geo|github|google_workspace|host|http|kubernetes|log|network|o365|okta|powershell|process|registry|related|rule|server|service|source|sysmon|system|threat|tls|url|user|user_agent|winlog|zeek)\./;

function isEcsName(field: string): boolean {
  return field === 'message' || ECS_NAME.test(field);
}

/** Says where a list is asked for one of its values: the query holds of more, or under a negation of less. */
function approximateUnplaced(eventSetOf: (state: PipelineState) => EventSet | undefined): PipelineStep {
  return {
    description: 'ask lists for values of a certain place',
    apply(state, { approximate }) {
      const unplaced = eventSetOf(state)?.unplaced;
      if (unplaced === undefined) return state;
      for (const { leaf, isNegated } of state.queries.flatMap((query) => signedLeavesOf(query))) {
        if (leaf.field === null || !unplaced.has(leaf.field)) continue;
        // That no argument is there says more than that one is missing.
        const isWider = (leaf.matcher.kind === 'null') === isNegated;
        const { reason } = unplaced;
        approximate({
          feature: 'value',
          reason,
          span: leaf.span,
          outcome: isWider ? 'superset' : 'subset',
        });
      }
      return state;
    },
  };
}
