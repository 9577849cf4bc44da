/** The pipeline `windows-logsources`: each rule looks at the channels and the event ids of its log source, and no others. */
import type { Pipeline } from '../../../lib/pipeline/pipeline.ts';
import { addCondition, refuseLogSource } from '../../../lib/pipeline/steps/basic.ts';
import { eventsOfGroups, inChannel } from './conditions.ts';
import { windowsEventsOf } from './event-groups.ts';

/**
 * Adds conditions on `Channel` and `EventID` to rules about Windows, for targets that keep the events of several
 * channels in one place. Rules about anything else are refused, as are those whose events have other field names.
 *
 * @example
 * // logsource: { product: windows, category: ps_script }
 * // Channel IN ("Microsoft-Windows-PowerShell/Operational", "PowerShellCore/Operational") EventID=4104 …
 */
export const windowsLogSources: Pipeline = {
  name: 'windows-logsources',
  title: 'Windows channels and event ids',
  priority: 10,
  backends: [],
  steps: [
    /* @__PURE__ */ refuseLogSource('the Windows event log', ({ rule }) => {
      const events = windowsEventsOf(rule.logsource);
      return 'none' in events ? events.none : undefined;
    }),
    /* @__PURE__ */ addCondition('look at the channels and event ids of the log source', ({ rule }) => {
      const events = windowsEventsOf(rule.logsource);
      return 'none' in events ? undefined : eventsOfGroups(events, inChannel, rule.logsource.span);
    }),
  ],
};
