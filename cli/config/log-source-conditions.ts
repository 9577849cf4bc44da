/** Conditions that the user states for log sources, such as an index, as pipelines around the others. */
import type { Pipeline, PipelineState } from '../../lib/pipeline/pipeline.ts';
import { addCondition, hasLogSource } from '../../lib/pipeline/steps/basic.ts';
import { and, leaf, or } from '../../lib/query/build.ts';
import type { LogSourceConditions } from './project.ts';

/** Under which the first pipeline notes what the last one adds. */
const NOTE = 'conditions of the configuration';

/**
 * Two pipelines: one that knows the log source as the rule states it, before any other changes it, and one that adds the
 * conditions, when no other gives their fields new names any more. Of several entries that fit, the first counts.
 */
export function logSourcePipelines(entries: readonly LogSourceConditions[]): readonly Pipeline[] {
  if (entries.length === 0) return [];
  return [
    {
      ...NAMED,
      priority: Number.MIN_SAFE_INTEGER,
      steps: [
        {
          description: 'find the conditions for the log source',
          apply(state) {
            const found = entries.find(({ logsource }) => hasLogSource(state, logsource));
            if (found === undefined) return state;
            return { ...state, variables: new Map(state.variables).set(NOTE, found) };
          },
        },
      ],
    },
    {
      ...NAMED,
      priority: Number.MAX_SAFE_INTEGER,
      steps: [addCondition('add the conditions for the log source', conditionsOf)],
    },
  ];
}

const NAMED = { name: 'logsources', title: 'Log sources of the configuration', backends: [] } as const;

function conditionsOf({ variables, rule }: PipelineState): ReturnType<typeof and> | undefined {
  const noted = variables.get(NOTE) as LogSourceConditions | undefined;
  if (noted === undefined) return undefined;
  const { span } = rule.logsource;
  return and(
    [...noted.conditions].map(([field, values]) =>
      or(
        values.map((value) =>
          typeof value === 'number'
            ? leaf(field, { kind: 'number', value, text: String(value) }, span)
            : leaf(field, { kind: 'equals', value, cased: false }, span),
        ),
      ),
    ),
  );
}
