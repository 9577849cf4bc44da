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

/** Fields of rules and of the data sets of the Common Information Model, as its manual describes them. */
const CIM: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Processes: {
    CommandLine: 'process',
    Computer: 'dest',
    CurrentDirectory: 'process_current_directory',
    Hashes: 'process_hash',
    Image: 'process_path',
    IntegrityLevel: 'process_integrity_level',
    OriginalFileName: 'original_file_name',
    ParentCommandLine: 'parent_process',
    ParentImage: 'parent_process_path',
    ProcessId: 'process_id',
  },
  Registry: { TargetObject: 'registry_path', Details: 'registry_value_data', EventType: 'action' },
  Filesystem: { TargetFilename: 'file_path', CreationUtcTime: 'file_create_time' },
  All_Traffic: {
    DestinationIp: 'dest_ip',
    DestinationPort: 'dest_port',
    Initiated: 'direction',
    Protocol: 'transport',
    SourceIp: 'src_ip',
    SourcePort: 'src_port',
    dst_ip: 'dest_ip',
    dst_port: 'dest_port',
    src_ip: 'src_ip',
    src_port: 'src_port',
  },
  DNS: {
    QueryName: 'query',
    QueryStatus: 'reply_code_id',
    query: 'query',
    record_type: 'record_type',
    answer: 'answer',
  },
  Web: {
    'c-uri': 'url',
    'c-uri-query': 'uri_query',
    'c-uri-stem': 'uri_path',
    'c-useragent': 'http_user_agent',
    'cs-cookie': 'cookie',
    'cs-host': 'url_domain',
    'cs-method': 'http_method',
    'cs-referer': 'http_referrer',
    'cs-referrer': 'http_referrer',
    'cs-uri-query': 'uri_query',
    'cs-uri-stem': 'uri_path',
    'cs-user-agent': 'http_user_agent',
    'cs-username': 'user',
    'sc-status': 'status',
    'c-ip': 'src',
    src_ip: 'src',
    dst_ip: 'dest',
  },
};

const CIM_WORDS: Readonly<Record<string, string>> = {
  createkey: 'created',
  setvalue: 'modified',
  deletekey: 'deleted',
  deletevalue: 'deleted',
  true: 'outbound',
  false: 'inbound',
};

/**
 * The event as a data set has it; undefined if it cannot have it.
 *
 * @param filled Whether the model has a word for no value, as its calculated fields do, or leaves the field out.
 */
export function toCim(
  event: FlatEvent,
  dataSet: string,
  more: FlatEvent,
  filled: boolean,
): FlatEvent | undefined {
  const names = CIM[dataSet] ?? {};
  const found = new Map<string, FlatValue>(
    Object.entries(more).map(([name, value]) => [`${dataSet}.${name}`, value]),
  );
  for (const [field, value] of Object.entries(event)) {
    const name = names[field];
    if (name === undefined || value === null) continue;
    if (typeof value === 'object' || value === '' || /^unknown$/i.test(String(value))) return undefined;
    const key = `${dataSet}.${name}`;
    const word = cimValue(field, value);
    if (word === undefined || (found.has(key) && found.get(key) !== word)) return undefined;
    found.set(key, word);
  }
  if (filled) {
    for (const name of Object.values(names))
      if (!found.has(`${dataSet}.${name}`)) found.set(`${dataSet}.${name}`, 'unknown');
  }
  return Object.fromEntries(found);
}

/** Undefined for what the model has no word for. */
function cimValue(field: string, value: Scalar): Scalar | undefined {
  if (field === 'EventType' || field === 'Initiated') return CIM_WORDS[String(value).toLowerCase()];
  if (field !== 'Details' || typeof value !== 'string') return value;
  return /^DWORD \((0x[\da-f]{8})\)$/i.exec(value)?.[1] ?? value;
}
