/**
 * Events under the names that rules use, as Windows records them and as Splunk's add-ons have them: the opposite of what
 * the pipelines do to rules, written from the vendors' pages and not from the pipelines.
 */
import type { Route } from '../../../lib/events/event.ts';
import { KEYWORD_FIELD } from '../../../lib/witness/realise.ts';
import { heldBy, type FlatEvent, type FlatValue, type Scalar } from './flat-event.ts';

const DEFENDER_CHANNEL = 'Microsoft-Windows-Windows Defender/Operational';

/** Fields of Defender's events whose names have a blank, as rules write them, and as Splunk does. */
const DEFENDER: Readonly<Record<string, string>> = {
  ThreatName: 'Threat_Name',
  ProcessName: 'Process_Name',
  SourceName: 'Source_Name',
  OldValue: 'Old_Value',
  NewValue: 'New_Value',
};

/** The event as Splunk has it: from which source, with which code, and its data. */
export function toSplunkXml(event: FlatEvent, { channel = '', eventId }: Route): FlatEvent {
  const found: Record<string, FlatValue> = {};
  for (const [field, value] of Object.entries(event)) {
    if (field === 'Provider_Name') found.Name = value;
    else if (field === 'Data') found.EventData_Xml = dataOf(event);
    else if (field !== 'EventID' && field !== KEYWORD_FIELD)
      found[(channel === DEFENDER_CHANNEL ? DEFENDER[field] : undefined) ?? field] = value;
  }
  const raw = Object.keys(event).flatMap((field) => heldBy(event, field).map(String));
  return {
    ...found,
    source: `XmlWinEventLog:${channel}`,
    ...(eventId !== undefined && { EventCode: eventId }),
    _raw: raw.join('\n'),
  };
}

function dataOf(event: FlatEvent): string | null {
  const values = heldBy(event, 'Data').map(String);
  return values.length === 0 ? null : values.map((value) => `<Data>${escape(value)}</Data>`).join('');
}

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };
  return text
    .replace(/[<>&]/g, (mark) => entities[mark]!)
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-4688 */
export function toAudit4688({ Image, ParentImage, LogonId, IntegrityLevel, ...rest }: FlatEvent): FlatEvent {
  const labels: Readonly<Record<string, string>> = {
    low: 'S-1-16-4096',
    medium: 'S-1-16-8192',
    high: 'S-1-16-12288',
    system: 'S-1-16-16384',
  };
  const label = (level: FlatValue): FlatValue =>
    typeof level === 'object' && level !== null
      ? level.map((each) => label(each) as Scalar)
      : (labels[String(level).toLowerCase()] ?? level);
  return clean({
    ...rest,
    NewProcessName: Image,
    ParentProcessName: ParentImage,
    SubjectLogonId: LogonId,
    MandatoryLabel: IntegrityLevel === undefined ? undefined : label(IntegrityLevel),
  });
}

/**
 * Undefined for a path without a backslash, which is no key with a value.
 * https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-4657
 */
export function toAudit4657({
  TargetObject,
  Details,
  Image,
  EventType,
  ...rest
}: FlatEvent): FlatEvent | undefined {
  const path = TargetObject === undefined ? 'HKLM\\Software\\Other' : TargetObject;
  if (typeof path !== 'string' || !path.includes('\\')) return undefined;
  const at = path.lastIndexOf('\\');
  const operations: Readonly<Record<string, string>> = {
    createkey: '%%1904',
    setvalue: '%%1905',
    deletevalue: '%%1906',
  };
  return clean({
    ...rest,
    ObjectName: kernelKey(path.slice(0, at)),
    ObjectValueName: path.slice(at + 1),
    OperationType: typeof EventType === 'string' ? operations[EventType.toLowerCase()] : undefined,
    ProcessName: Image,
    ...dataOfValue(Details),
  });
}

function kernelKey(key: string): string {
  return key
    .replace(/HKLM(?![A-Z])/gi, '\\REGISTRY\\MACHINE')
    .replace(/HKU(?![A-Z])/gi, '\\REGISTRY\\USER')
    .replace(/CurrentControlSet/gi, 'ControlSet001');
}

function dataOfValue(details: FlatValue | undefined): Partial<Record<string, FlatValue>> {
  if (typeof details !== 'string') return { NewValue: details ?? null };
  if (details.toLowerCase() === '(empty)') return { NewValue: '', NewValueType: '%%1873' };
  const dword = /^DWORD \(0x([\da-f]{8})\)$/i.exec(details)?.[1];
  if (dword !== undefined) return { NewValue: String(Number.parseInt(dword, 16)), NewValueType: '%%1876' };
  return { NewValue: details, NewValueType: '%%1873' };
}

function clean(event: Readonly<Record<string, FlatValue | undefined>>): FlatEvent {
  return Object.fromEntries(
    Object.entries(event).filter((entry): entry is [string, FlatValue] => entry[1] !== undefined),
  );
}
