/** Which events of the Windows event log a rule is about, and what their fields are called in Elastic. */
import type { LogSource } from '../../../../lib/ast/rule.ts';
import { and, leaf, or } from '../../../../lib/query/build.ts';
import type { Query } from '../../../../lib/query/query.ts';
import type { Span } from '../../../../lib/source/source.ts';
import type { EventFields } from '../../field-table.ts';
import { windowsEventsOf, type EventGroup, type WindowsEvents } from '../../windows/event-groups.ts';
import { is, type EventSet } from '../event-set.ts';
import { eventData } from './header.ts';
import { windowsIndices } from './indices.ts';
import {
  ANTIVIRUS,
  ANY_CHANNEL,
  DEFENDER,
  POWERSHELL,
  POWERSHELL_CLASSIC,
  SECURITY,
  SYSTEM,
  USER_DATA_CHANNEL,
} from './other-channels.ts';
import { PROCESS_CREATION, SYSMON_FILE, SYSMON_IMAGE, SYSMON_PROCESS } from './sysmon.ts';

/** Categories and services whose fields differ from those of their channel. */
const FIELDS: Readonly<Record<string, EventFields>> = {
  antivirus: ANTIVIRUS,
  create_stream_hash: SYSMON_FILE,
  driver_load: SYSMON_FILE,
  file_executable_detected: SYSMON_FILE,
  image_load: SYSMON_IMAGE,
  powershell: POWERSHELL,
  'powershell-classic': POWERSHELL_CLASSIC,
  process_creation: PROCESS_CREATION,
  ps_classic_provider_start: POWERSHELL_CLASSIC,
  ps_classic_script: POWERSHELL_CLASSIC,
  ps_classic_start: POWERSHELL_CLASSIC,
  ps_module: POWERSHELL,
  ps_script: POWERSHELL,
  security: SECURITY,
  system: SYSTEM,
  windefend: DEFENDER,
};

/** Services whose providers write user data. */
const USER_DATA_SERVICES: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...['appxpackaging-om', 'capi2', 'certificateservicesclient-lifecycle-system', 'driver-framework'],
  ...['lsa-server', 'printservice-admin', 'printservice-operational', 'smbserver-connectivity'],
  ...['terminalservices-localsessionmanager', 'wmi'],
]);

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';
const SECURITY_LOG: EventGroup = { channels: ['Security'], eventIds: [4688], where: {} };
const DEFENDER_LOG: EventGroup = {
  channels: ['Microsoft-Windows-Windows Defender/Operational'],
  eventIds: [1006, 1007, 1008, 1009, 1010, 1011, 1012, 1017, 1018, 1019, 1115, 1116],
  where: {},
};

/** The events of a log source of Windows; or why Winlogbeat and Elastic Agent do not collect them. */
export function windowsEventSet(logsource: LogSource): EventSet | { readonly none: string } {
  const groups = groupsOf(logsource);
  if ('none' in groups) return groups;
  const channels = groups.flatMap((group) => group.channels);
  return {
    ...fieldsOf(logsource, channels),
    indices: windowsIndices(channels),
    condition: (span) => or(groups.map((group) => conditionOf(group, span))),
  };
}

/** Categories that Elastic keeps under the same names for events of two channels. */
function groupsOf(logsource: LogSource): WindowsEvents {
  const { category, service } = logsource;
  if (category?.toLowerCase() === 'antivirus' && service === undefined) return [DEFENDER_LOG];
  const groups = windowsEventsOf(logsource);
  if ('none' in groups || service !== undefined) return groups;
  return category?.toLowerCase() === 'process_creation' ? [...groups, SECURITY_LOG] : groups;
}

function fieldsOf({ category, service }: LogSource, channels: readonly string[]): EventFields {
  const key = (category ?? service ?? '').toLowerCase();
  const own = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
  if (own !== undefined) return own;
  if (channels.includes(SYSMON)) return SYSMON_PROCESS;
  return USER_DATA_SERVICES.has(key) ? USER_DATA_CHANNEL : ANY_CHANNEL;
}

function conditionOf({ channels, eventIds, where }: EventGroup, span: Span): Query {
  const channel =
    channels.length === 0
      ? leaf('winlog.channel', { kind: 'exists' }, span)
      : or(channels.map((name) => is('winlog.channel', name, span)));
  const ids = eventIds.map((id) => is('event.code', String(id), span));
  const fields = Object.entries(where).map(([field, texts]) =>
    or(texts.map((value) => leaf(eventData(field), { kind: 'equals', value, cased: false }, span))),
  );
  return and([channel, ...(ids.length === 0 ? [] : [or(ids)]), ...fields]);
}
