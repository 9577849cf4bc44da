/**
 * Events of the Security log and of Defender under the names of the events that rules were written for.
 *
 * A view is a second set of fields beside the event's own, for rules of one category alone: rules about the
 * Security log itself must see event 4688 as it is, where `ProcessId` is the parent's.
 */
import type { EventRecord } from './event.ts';
import { type Fields, own, put } from './fields.ts';

export type ViewName = 'process-creation' | 'registry' | 'network-connection' | 'antivirus';

/** The event's fields with those of the view added, or put in place of others of the same name. */
export function viewOf(name: ViewName, event: EventRecord): EventRecord {
  const fields: Fields = {};
  VIEWS[name](event, fields);
  for (const [key, value] of Object.entries(event)) put(fields, key, value);
  return fields;
}

/** Each writes what must win over the event's own fields; what is undefined leaves them as they are. */
const VIEWS: Readonly<Record<ViewName, (event: EventRecord, fields: Fields) => void>> = {
  'process-creation': putProcessCreation,
  registry: putRegistryValue,
  'network-connection': putConnection,
  antivirus: putThreat,
};

/** Security 4688: https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-4688 */
function putProcessCreation(event: EventRecord, fields: Fields): void {
  put(fields, 'Image', own(event, 'NewProcessName'));
  put(fields, 'ParentImage', own(event, 'ParentProcessName'));
  put(fields, 'LogonId', own(event, 'SubjectLogonId'));
  put(fields, 'IntegrityLevel', integrityLevel(own(event, 'MandatoryLabel')));
  put(fields, 'User', accountName(own(event, 'SubjectDomainName'), own(event, 'SubjectUserName')));
  const newProcess = own(event, 'NewProcessId');
  if (newProcess === undefined) return;
  put(fields, 'ProcessId', decimal(newProcess));
  put(fields, 'ParentProcessId', decimal(own(event, 'ProcessId')));
}

/** https://learn.microsoft.com/windows/win32/secauthz/well-known-sids, mandatory labels */
const INTEGRITY_LEVELS: Readonly<Record<string, string>> = {
  'S-1-16-0': 'Untrusted',
  'S-1-16-4096': 'Low',
  'S-1-16-8192': 'Medium',
  'S-1-16-8448': 'MediumPlus',
  'S-1-16-12288': 'High',
  'S-1-16-16384': 'System',
};

function integrityLevel(label: unknown): unknown {
  return typeof label === 'string' && Object.hasOwn(INTEGRITY_LEVELS, label)
    ? INTEGRITY_LEVELS[label]
    : label;
}

function accountName(domain: unknown, name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined;
  return typeof domain === 'string' && domain !== '' && domain !== '-' ? `${domain}\\${name}` : name;
}

/** The Security log writes process ids in hexadecimal, Sysmon in decimal. */
function decimal(id: unknown): unknown {
  return typeof id === 'string' && /^0x[\da-f]{1,8}$/i.test(id) ? Number(id) : id;
}

/** Security 4657: https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-4657 */
function putRegistryValue(event: EventRecord, fields: Fields): void {
  const [key, name] = [own(event, 'ObjectName'), own(event, 'ObjectValueName')];
  if (typeof key === 'string') {
    put(fields, 'TargetObject', sysmonKey(typeof name === 'string' ? `${key}\\${name}` : key));
  }
  put(fields, 'Details', details(own(event, 'NewValueType'), own(event, 'NewValue')));
  put(fields, 'Image', own(event, 'ProcessName'));
  const operation = own(event, 'OperationType');
  if (typeof operation === 'string' && Object.hasOwn(OPERATIONS, operation)) {
    put(fields, 'EventType', OPERATIONS[operation]);
  }
}

const OPERATIONS: Readonly<Record<string, string>> = {
  '%%1904': 'CreateKey',
  '%%1905': 'SetValue',
  '%%1906': 'DeleteValue',
};

/** Kernel names of hives as Sysmon writes them. */
function sysmonKey(key: string): string {
  return key
    .replace(/^\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet\d{3}/i, 'HKLM\\System\\CurrentControlSet')
    .replace(/^\\REGISTRY\\MACHINE/i, 'HKLM')
    .replace(/^\\REGISTRY\\USER/i, 'HKU');
}

/** Sysmon writes the type around numbers. The bare value stays beside it: either may be what a rule looks for. */
function details(type: unknown, value: unknown): unknown {
  if (typeof value !== 'string') return value ?? undefined;
  if (value === '') return '(Empty)';
  const isDword = type === '%%1876' && /^\d{1,10}$/.test(value);
  return isDword ? [`DWORD (0x${Number(value).toString(16).padStart(8, '0')})`, value] : value;
}

/** Security 5156: https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-5156 */
function putConnection(event: EventRecord, fields: Fields): void {
  const application = own(event, 'Application');
  if (typeof application === 'string') {
    put(fields, 'Image', application.replace(/^\\device\\harddiskvolume\d+\\/i, 'C:\\'));
  }
  const direction = own(event, 'Direction');
  if (direction === OUTBOUND || direction === INBOUND) put(fields, 'Initiated', direction === OUTBOUND);
  put(fields, 'SourceIp', own(event, 'SourceAddress'));
  put(fields, 'DestinationIp', own(event, 'DestAddress'));
  put(fields, 'DestinationPort', own(event, 'DestPort'));
  const protocol = own(event, 'Protocol');
  if (protocol === 6 || protocol === '6') put(fields, 'Protocol', 'tcp');
  if (protocol === 17 || protocol === '17') put(fields, 'Protocol', 'udp');
}

const INBOUND = '%%14592';
const OUTBOUND = '%%14593';

/** Microsoft Defender's detections: https://learn.microsoft.com/defender-endpoint/troubleshoot-microsoft-defender-antivirus */
function putThreat(event: EventRecord, fields: Fields): void {
  put(fields, 'Signature', own(event, 'ThreatName'));
  put(fields, 'Filename', own(event, 'Path'));
}
