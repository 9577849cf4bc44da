/**
 * Elastic Common Schema back to the names of Windows, for values that Winlogbeat's modules and Elastic Agent move out
 * of `winlog.event_data`. Several Windows fields share one ECS field, so the way back depends on the event.
 *
 * https://www.elastic.co/docs/reference/ecs and the processors of the Sysmon, security and PowerShell modules:
 * https://www.elastic.co/docs/reference/beats/winlogbeat/winlogbeat-module-sysmon
 */
import { put, valueAt, type Fields } from '../fields.ts';

type EcsRecord = Readonly<Record<string, unknown>>;

/** Where a field's value may be, by name of the field; the first path that has one counts. */
type Fallbacks = Readonly<Record<string, string | readonly string[]>>;

const SYSMON_PROCESS: Fallbacks = {
  Image: 'process.executable',
  ProcessId: 'process.pid',
  ProcessGuid: 'process.entity_id',
  CommandLine: 'process.command_line',
  CurrentDirectory: 'process.working_directory',
  OriginalFileName: [
    'process.pe.original_file_name',
    'file.pe.original_file_name',
    'dll.pe.original_file_name',
  ],
  Company: ['process.pe.company', 'file.pe.company', 'dll.pe.company'],
  Description: ['process.pe.description', 'file.pe.description', 'dll.pe.description'],
  Product: ['process.pe.product', 'file.pe.product', 'dll.pe.product'],
  FileVersion: ['process.pe.file_version', 'file.pe.file_version', 'dll.pe.file_version'],
  ParentImage: 'process.parent.executable',
  ParentCommandLine: 'process.parent.command_line',
  ParentProcessId: 'process.parent.pid',
  ParentProcessGuid: 'process.parent.entity_id',
};

/** In events that connect two processes, the process is the source. */
const SYSMON_SOURCE_PROCESS: Fallbacks = {
  SourceImage: 'process.executable',
  SourceProcessId: 'process.pid',
  SourceProcessGuid: 'process.entity_id',
  SourceProcessGUID: 'process.entity_id',
};

const LOADED: Fallbacks = { ImageLoaded: ['dll.path', 'file.path'], Signed: 'file.code_signature.signed' };

const CREATED_FILE: Fallbacks = { TargetFilename: 'file.path' };

const REGISTRY: Fallbacks = {
  TargetObject: 'registry.path',
  Details: ['registry.data.strings', 'registry.value'],
};

const PIPE: Fallbacks = { PipeName: 'file.name' };

const CONNECTION: Fallbacks = {
  Protocol: 'network.transport',
  SourceIp: 'source.ip',
  SourcePort: 'source.port',
  SourceHostname: 'source.domain',
  DestinationIp: 'destination.ip',
  DestinationPort: 'destination.port',
  DestinationHostname: 'destination.domain',
};

/** By event id of Sysmon, besides {@link SYSMON_PROCESS}. */
const SYSMON: Readonly<Partial<Record<number, Fallbacks>>> = {
  2: CREATED_FILE,
  3: CONNECTION,
  6: LOADED,
  7: LOADED,
  8: SYSMON_SOURCE_PROCESS,
  10: SYSMON_SOURCE_PROCESS,
  11: CREATED_FILE,
  12: REGISTRY,
  13: REGISTRY,
  14: REGISTRY,
  15: CREATED_FILE,
  17: PIPE,
  18: PIPE,
  22: { QueryName: 'dns.question.name' },
  23: CREATED_FILE,
  26: CREATED_FILE,
  27: CREATED_FILE,
  28: CREATED_FILE,
  29: CREATED_FILE,
};

const LOGON: Fallbacks = { IpAddress: 'source.ip', IpPort: 'source.port', WorkstationName: 'source.domain' };

/** By event id of the Security log. What is not listed has `ProcessName` in `process.executable`. */
const SECURITY: Readonly<Partial<Record<number, Fallbacks>>> = {
  4624: LOGON,
  4625: LOGON,
  4648: LOGON,
  4688: {
    NewProcessName: 'process.executable',
    NewProcessId: 'process.pid',
    CommandLine: 'process.command_line',
    ParentProcessName: 'process.parent.executable',
    ProcessId: 'process.parent.pid',
  },
  5156: {
    Application: 'process.executable',
    SourceAddress: 'source.ip',
    SourcePort: 'source.port',
    DestAddress: 'destination.ip',
    DestPort: 'destination.port',
  },
};

const SECURITY_PROCESS: Fallbacks = { ProcessName: 'process.executable', ProcessId: 'process.pid' };

const SCRIPT_BLOCK: Fallbacks = {
  ScriptBlockText: 'powershell.file.script_block_text',
  ScriptBlockId: 'powershell.file.script_block_id',
  Path: 'file.path',
};

/** Adds what the record says in ECS and its event data does not. */
export function putEcs(
  fields: Fields,
  record: EcsRecord,
  channel: string | undefined,
  eventId: number | undefined,
): void {
  const id = eventId ?? 0;
  switch (channel?.toLowerCase()) {
    case 'microsoft-windows-sysmon/operational':
      putFallbacks(fields, record, SYSMON[id] ?? {});
      if (SYSMON[id] !== SYSMON_SOURCE_PROCESS) {
        putFallbacks(fields, record, SYSMON_PROCESS);
        put(fields, 'User', account(record));
      }
      put(fields, id === 15 ? 'Hash' : 'Hashes', hashes(record));
      if (id === 3) put(fields, 'Initiated', isOutgoing(valueAt(record, 'network.direction')));
      break;
    case 'security':
      putFallbacks(fields, record, SECURITY[id] ?? SECURITY_PROCESS);
      break;
    case 'microsoft-windows-powershell/operational':
    case 'powershellcore/operational':
      if (id === 4104) putFallbacks(fields, record, SCRIPT_BLOCK);
      break;
    default:
    // Other channels have no module, and keep their event data.
  }
}

function putFallbacks(fields: Fields, record: EcsRecord, fallbacks: Fallbacks): void {
  for (const [field, paths] of Object.entries(fallbacks)) {
    for (const path of typeof paths === 'string' ? [paths] : paths) {
      put(fields, field, valueAt(record, path) ?? undefined);
    }
  }
}

const HASH_NAMES = ['sha1', 'md5', 'sha256', 'imphash'] as const;

/** `SHA1=…,MD5=…` as Sysmon writes it, upper case. */
function hashes(record: EcsRecord): string | undefined {
  const found: string[] = [];
  for (const name of HASH_NAMES) {
    const places = name === 'imphash' ? ['process.pe.imphash', 'file.pe.imphash', 'dll.pe.imphash'] : [];
    for (const holder of ['process.hash', 'file.hash', 'dll.hash', 'hash']) places.push(`${holder}.${name}`);
    const value = places.map((path) => valueAt(record, path)).find((each) => typeof each === 'string');
    if (value !== undefined) found.push(`${name}=${value}`.toUpperCase());
  }
  return found.length === 0 ? undefined : found.join(',');
}

/** `DOMAIN\name`. */
function account(record: EcsRecord): string | undefined {
  const name = valueAt(record, 'user.name');
  const domain = valueAt(record, 'user.domain');
  if (typeof name !== 'string') return undefined;
  return typeof domain === 'string' && domain !== '' ? `${domain}\\${name}` : name;
}

/** Sysmon's `Initiated`: whether this host opened the connection. */
function isOutgoing(direction: unknown): boolean | undefined {
  if (direction === 'egress' || direction === 'outbound') return true;
  return direction === 'ingress' || direction === 'inbound' ? false : undefined;
}
