/**
 * The pipelines `splunk-windows` and `splunk-sysmon`: rules about Windows in the terms of the Splunk Add-on for Microsoft
 * Windows and of the Splunk Add-on for Sysmon.
 *
 * Both take events rendered as XML (`renderXml = true` in inputs.conf, as the add-ons are delivered): in the classic rendering
 * fields are labels of a text in the language of the system.
 * https://splunk.github.io/splunk-add-on-for-microsoft-windows/
 * https://splunk.github.io/splunk-add-on-for-microsoft-sysmon/
 */
import type { Pipeline, PipelineState, PipelineStep } from '../../../lib/pipeline/pipeline.ts';
import { addCondition, refuseLogSource } from '../../../lib/pipeline/steps/basic.ts';
import { mapFields } from '../../../lib/pipeline/steps/map-fields.ts';
import { translateLeaves } from '../../../lib/pipeline/steps/translate-leaves.ts';
import { leaf } from '../../../lib/query/build.ts';
import { eventsOfGroups, isAnyOf, type ChannelCondition } from '../windows/conditions.ts';
import { describe, windowsEventsOf, type WindowsEvents } from '../windows/event-groups.ts';
import type { LogSource, SigmaRule } from '../../../lib/ast/rule.ts';
import { mayHold } from '../windows/sysmon-fields.ts';
import { unnamedData, xmlName } from './xml-fields.ts';

/** How the add-on names the origin of an event in XML; the channel follows. */
const SOURCE_PREFIX = 'XmlWinEventLog:';

const SYSMON_CHANNEL = 'Microsoft-Windows-Sysmon/Operational';

/** `source` is a field of the index, so this alone spares Splunk from reading other events. */
const fromSource: ChannelCondition = (channels, span) =>
  channels.length === 0
    ? leaf('source', { kind: 'startsWith', value: SOURCE_PREFIX, cased: false }, span)
    : isAnyOf(
        'source',
        channels.map((channel) => SOURCE_PREFIX + channel),
        span,
      );

function sysmonEventsOf(logsource: LogSource): WindowsEvents {
  const events = windowsEventsOf(logsource);
  if ('none' in events) return events;
  const own = events.filter(({ channels }) => channels.includes(SYSMON_CHANNEL));
  return own.length > 0 ? own : { none: `Sysmon records no events of ${describe(logsource)}` };
}

function steps(addOn: string, eventsOf: (logsource: LogSource) => WindowsEvents): readonly PipelineStep[] {
  const isCollected = ({ rule }: PipelineState): boolean => !('none' in eventsOf(rule.logsource));
  return [
    refuseLogSource(`the ${addOn}`, ({ rule }) => {
      const events = eventsOf(rule.logsource);
      return 'none' in events ? events.none : undefined;
    }),
    translateLeaves('look for unnamed data in the XML of the event', unnamedData, isCollected),
    addCondition('look at the source and event codes of the log source', ({ rule }) => {
      const events = eventsOf(rule.logsource);
      return 'none' in events ? undefined : eventsOfGroups(events, fromSource, rule.logsource.span);
    }),
    mapFields((field, { rule }) => nameOf(field, rule, eventsOf), {
      target: `the event in the ${addOn}`,
      when: isCollected,
    }),
  ];
}

function nameOf(
  field: string,
  rule: SigmaRule,
  eventsOf: (logsource: LogSource) => WindowsEvents,
): string | undefined {
  const events = eventsOf(rule.logsource);
  const isKnown = 'none' in events || mayHold(events, field, rule);
  return isKnown ? xmlName(field, rule.logsource.service) : undefined;
}

/**
 * Rules about the Windows event log: each looks at the source of its channel, and rules of a category at the event codes of
 * Sysmon. With `windows-audit` before it, process creations are those of the Security log.
 *
 * @example
 * // logsource: { product: windows, service: security }; EventID: 4625
 * // source="XmlWinEventLog:Security" EventCode=4625
 */
export const splunkWindows: Pipeline = {
  name: 'splunk-windows',
  title: 'Splunk Add-on for Microsoft Windows',
  priority: 20,
  backends: ['splunk'],
  steps: /* @__PURE__ */ steps('Splunk Add-on for Microsoft Windows', windowsEventsOf),
};

/**
 * Rules about events of Sysmon; all others are refused.
 *
 * @example
 * // logsource: { product: windows, category: process_creation }; Image|endswith: '\cmd.exe'
 * // source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 Image="*\\cmd.exe"
 */
export const splunkSysmon: Pipeline = {
  name: 'splunk-sysmon',
  title: 'Splunk Add-on for Sysmon',
  priority: 20,
  backends: ['splunk'],
  steps: /* @__PURE__ */ steps('Splunk Add-on for Sysmon', sysmonEventsOf),
};
