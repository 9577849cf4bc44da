/**
 * Rows of the Advanced Security Information Model, as its parsers make them of Sysmon's events.
 * https://learn.microsoft.com/azure/sentinel/normalization-about-schemas
 */
import type { FlatEvent } from '../equivalence/flat-event.ts';
import type { Row, RowMaker, RowMakers } from './rows.ts';
import { hashesOf, number, registryDataOf, registryOf, text } from './values.ts';

const LEVELS: Readonly<Record<string, string>> = {
  'S-1-16-4096': 'Low',
  'S-1-16-8192': 'Medium',
  'S-1-16-12288': 'High',
  'S-1-16-16384': 'System',
};

function processRow(event: FlatEvent): Row {
  const { MD5, SHA1, SHA256, IMPHASH } = hashesOf(text(event, 'Hashes'));
  const level = text(event, 'IntegrityLevel');
  return {
    EventType: 'ProcessCreated',
    DvcHostname: text(event, 'Computer'),
    TargetProcessName: text(event, 'Image'),
    TargetProcessCommandLine: text(event, 'CommandLine'),
    TargetProcessCurrentDirectory: text(event, 'CurrentDirectory'),
    TargetProcessFileOriginalName: text(event, 'OriginalFileName'),
    TargetProcessFileDescription: text(event, 'Description'),
    TargetProcessFileProduct: text(event, 'Product'),
    TargetProcessFileCompany: text(event, 'Company'),
    TargetProcessFileVersion: text(event, 'FileVersion'),
    TargetProcessIntegrityLevel: level === undefined ? undefined : (LEVELS[level.toUpperCase()] ?? level),
    TargetProcessMD5: MD5,
    TargetProcessSHA1: SHA1,
    TargetProcessSHA256: SHA256,
    TargetProcessIMPHASH: IMPHASH,
    TargetUsername: text(event, 'User'),
    ActorUsername: text(event, 'ParentUser'),
    ActingProcessName: text(event, 'ParentImage'),
    ActingProcessCommandLine: text(event, 'ParentCommandLine'),
    ParentProcessName: text(event, 'GrandParentImage'),
    TargetProcessId: text(event, 'ProcessId'),
    ActingProcessId: text(event, 'ParentProcessId'),
  };
}

function acting(event: FlatEvent): Row {
  return {
    DvcHostname: text(event, 'Computer'),
    ActingProcessName: text(event, 'Image'),
    ActingProcessCommandLine: text(event, 'CommandLine'),
    ActingProcessId: text(event, 'ProcessId'),
    ActorUsername: text(event, 'User'),
  };
}

function fileRow(eventType: string, field = 'TargetFilename'): RowMaker {
  return (event) => ({
    EventType: eventType,
    ...acting(event),
    TargetFilePath: text(event, field),
    SrcFilePath: text(event, 'SourceFilename'),
  });
}

const REGISTRY_TYPES: Readonly<Record<string, string>> = {
  Dword: 'Reg_DWord',
  Qword: 'Reg_QWord',
  Binary: 'Reg_Binary',
  String: 'Reg_Sz',
};

const REGISTRY_EVENTS: Readonly<Record<string, string>> = {
  setvalue: 'RegistryValueSet',
  createkey: 'RegistryKeyCreated',
  deletekey: 'RegistryKeyDeleted',
  deletevalue: 'RegistryValueDeleted',
};

/** Half of the sources write the data as Sysmon does. */
function registryRow(usual: string): RowMaker {
  return (event) => {
    const path = text(event, 'TargetObject');
    const details = text(event, 'Details');
    const { key, value } = registryOf(path);
    const { type, data } = registryDataOf(details);
    const raw = (path?.length ?? 0) % 2 === 0;
    const eventType = text(event, 'EventType')?.toLowerCase();
    const numbered = { 12: 'RegistryKeyCreated', 13: 'RegistryValueSet' }[text(event, 'EventID') ?? ''];
    return {
      EventType: (eventType === undefined ? numbered : REGISTRY_EVENTS[eventType]) ?? usual,
      ...acting(event),
      RegistryKey: key,
      RegistryValue: value,
      RegistryValueType: type === undefined ? undefined : REGISTRY_TYPES[type],
      RegistryValueData: raw && type !== 'Binary' ? details : data,
    };
  };
}

function connectionRow(event: FlatEvent): Row | undefined {
  const direction = text(event, 'Initiated')?.toLowerCase();
  if (direction !== 'true' && direction !== 'false') return undefined;
  const own = direction === 'true' ? 'Src' : 'Dst';
  return {
    NetworkDirection: direction === 'true' ? 'Outbound' : 'Inbound',
    NetworkProtocol: text(event, 'Protocol'),
    DstFQDN: text(event, 'DestinationHostname'),
    SrcFQDN: text(event, 'SourceHostname'),
    DstIpAddr: text(event, 'DestinationIp'),
    DstPortNumber: number(event, 'DestinationPort'),
    SrcIpAddr: text(event, 'SourceIp'),
    SrcPortNumber: number(event, 'SourcePort'),
    DvcHostname: text(event, 'Computer'),
    [`${own}ProcessName`]: text(event, 'Image'),
    [`${own}Username`]: text(event, 'User'),
  };
}

function dnsRow(event: FlatEvent): Row {
  return {
    DnsQuery: text(event, 'QueryName') ?? text(event, 'query'),
    DnsQueryTypeName: text(event, 'record_type'),
    DnsResponseName: text(event, 'QueryResults') ?? text(event, 'answer'),
    SrcProcessName: text(event, 'Image'),
    SrcUsername: text(event, 'User'),
    DvcHostname: text(event, 'Computer'),
  };
}

/** A URL has at most one place for a path and a query: an event that states more is none. */
function webRow(event: FlatEvent): Row | undefined {
  const url = text(event, 'c-uri') ?? text(event, 'cs-uri');
  const path = text(event, 'cs-uri-stem');
  const query = text(event, 'cs-uri-query') ?? text(event, 'c-uri-query');
  if (url !== undefined && (path !== undefined || query !== undefined)) return undefined;
  if (path !== undefined && /[?#]|:\/\//.test(path)) return undefined;
  if (query?.includes('\n') === true) return undefined;
  return {
    Url:
      url ??
      (path === undefined && query === undefined
        ? undefined
        : `${path ?? ''}${query === undefined ? '' : `?${query}`}`),
    HttpUserAgent: text(event, 'c-useragent') ?? text(event, 'cs-user-agent'),
    HttpRequestMethod: text(event, 'cs-method'),
    HttpHost: text(event, 'cs-host'),
    HttpReferrer: text(event, 'cs-referer'),
    HttpContentType: text(event, 'cs-content-type'),
    SrcUsername: text(event, 'cs-username'),
    EventResultDetails: text(event, 'sc-status'),
    DstIpAddr: text(event, 'dst_ip'),
  };
}

function logonRow(event: FlatEvent): Row | undefined {
  const id = text(event, 'EventID');
  if (id !== '4624' && id !== '4625') return undefined;
  const qualified = (name: string | undefined): string | undefined => (name ? `DOMAIN\\${name}` : name);
  return {
    EventOriginalType: id,
    TargetUsername: qualified(text(event, 'TargetUserName')),
    TargetUserId: text(event, 'TargetUserSid'),
    ActorUsername: qualified(text(event, 'SubjectUserName')),
    ActorUserId: text(event, 'SubjectUserSid'),
    SrcIpAddr: text(event, 'IpAddress'),
    SrcHostname: text(event, 'WorkstationName'),
    LogonProtocol: text(event, 'AuthenticationPackageName'),
    ActingAppName: text(event, 'ProcessName'),
  };
}

const MAKERS: Readonly<Record<string, RowMaker>> = {
  process_creation: processRow,
  file_event: fileRow('FileCreated'),
  file_rename: fileRow('FileRenamed'),
  file_delete: fileRow('FileDeleted'),
  file_access: fileRow('FileAccessed', 'FileName'),
  registry_set: registryRow('RegistryValueSet'),
  registry_add: registryRow('RegistryKeyCreated'),
  registry_delete: registryRow('RegistryKeyDeleted'),
  registry_event: registryRow('RegistryValueSet'),
  network_connection: connectionRow,
  dns_query: dnsRow,
  dns: dnsRow,
  proxy: webRow,
  webserver: webRow,
  _Im_Authentication: logonRow,
  _Im_AuditEvent: (event) => ({ Operation: text(event, 'operationName') }),
};

export const asimRows: RowMakers = ({ category }, table) => MAKERS[category ?? table];
