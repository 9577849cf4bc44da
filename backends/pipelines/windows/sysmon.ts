/** The pipeline `sysmon`: categories of events as the event ids of Sysmon. */
import type { LogSource } from '../../../lib/ast/rule.ts';
import type { Pipeline, PipelineStep } from '../../../lib/pipeline/pipeline.ts';
import { addCondition } from '../../../lib/pipeline/steps/basic.ts';
import { mapFields } from '../../../lib/pipeline/steps/map-fields.ts';
import { or } from '../../../lib/query/build.ts';
import { idsAndFields } from './conditions.ts';
import { mayHold } from './sysmon-fields.ts';
import { windowsEventsOf, type EventGroup } from './event-groups.ts';

const CHANNEL = 'Microsoft-Windows-Sysmon/Operational';

/** The events of a category that Sysmon records; none for rules without a category, or with one of other channels. */
export function sysmonEventsOf(logsource: LogSource): readonly EventGroup[] {
  if (logsource.category === undefined) return [];
  const events = windowsEventsOf(logsource);
  if ('none' in events) return [];
  return events.filter(({ channels }) => channels.includes(CHANNEL));
}

/** A step that says of rules which service of Windows their events come from; what follows knows them by it. */
export function useService(service: string, isMeant: (logsource: LogSource) => boolean): PipelineStep {
  return {
    description: `take the rule for one about the service ${service}`,
    apply(state) {
      const { logsource } = state.rule;
      if (!isMeant(logsource)) return state;
      const { custom, span } = logsource;
      return { ...state, rule: { ...state.rule, logsource: { product: 'windows', service, custom, span } } };
    },
  };
}

/**
 * Adds the event ids of Sysmon to rules of its categories, and the type of event where an id has several; such a rule is then one
 * about the service `sysmon`. A field that the event of Sysmon does not have refuses the rule unless told otherwise. Other rules stay as they are, for pipelines that follow.
 *
 * Ids: https://learn.microsoft.com/sysinternals/downloads/sysmon
 *
 * @example
 * // logsource: { product: windows, category: registry_delete }
 * // EventID=12 EventType IN ("DeleteKey", "DeleteValue") …
 */
export const sysmon: Pipeline = {
  name: 'sysmon',
  title: 'Sysmon event ids',
  priority: 10,
  backends: [],
  steps: [
    /* @__PURE__ */ mapFields(
      (field, { rule }) => (mayHold(sysmonEventsOf(rule.logsource), field, rule) ? field : undefined),
      {
        description: 'refuse fields that the events do not have',
        target: 'the event of Sysmon',
        when: ({ rule }) => sysmonEventsOf(rule.logsource).length > 0,
      },
    ),
    /* @__PURE__ */ addCondition('look at the event ids of Sysmon', ({ rule: { logsource } }) => {
      const groups = sysmonEventsOf(logsource);
      if (groups.length === 0) return undefined;
      return or(groups.map((group) => idsAndFields(group, logsource.span)));
    }),
    /* @__PURE__ */ useService('sysmon', (logsource) => sysmonEventsOf(logsource).length > 0),
  ],
};
