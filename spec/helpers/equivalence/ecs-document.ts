/**
 * Windows events as Elastic's ingest pipelines index them: what the pipelines under test suppose, done to events.
 *
 * Written from the ingest pipelines themselves, not from the tables of `backends/pipelines/elastic`:
 * https://github.com/elastic/beats/tree/main/x-pack/winlogbeat/module (sysmon, security, powershell)
 */
import { isIP } from 'node:net';
import { KEYWORD_FIELD } from '../../../lib/witness/realise.ts';
import type { FlatEvent, FlatValue, Scalar } from './flat-event.ts';

export interface Recorded {
  readonly channel: string;
  readonly eventId: number | undefined;
}

/** The document, or why there is none: a value that such an event never has. */
export type Indexed = Readonly<Record<string, FlatValue>> | { readonly impossible: string };

type Document = Record<string, FlatValue>;

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';
const PE: Readonly<Record<string, string>> = {
  OriginalFileName: 'original_file_name',
  Company: 'company',
  Description: 'description',
  FileVersion: 'file_version',
  Product: 'product',
};
const RENAMED_BY_SYSMON: Readonly<Record<string, string>> = {
  ...{ Image: 'process.executable', SourceImage: 'process.executable', Destination: 'process.executable' },
  ...{ ProcessGuid: 'process.entity_id', SourceProcessGuid: 'process.entity_id' },
  ...{ CommandLine: 'process.command_line', CurrentDirectory: 'process.working_directory' },
  ...{ ParentImage: 'process.parent.executable', ParentCommandLine: 'process.parent.command_line' },
  ...{ TargetFilename: 'file.path', Device: 'file.path', ImageLoaded: 'file.path', PipeName: 'file.name' },
  ...{ Signature: 'file.code_signature.subject_name', SignatureStatus: 'file.code_signature.status' },
  ...{ Protocol: 'network.transport', SourceHostname: 'source.domain', QueryName: 'dns.question.name' },
  ...{ DestinationHostname: 'destination.domain', RuleName: 'rule.name', TargetObject: 'registry.path' },
};
const NUMBERS_OF_SYSMON: Readonly<Record<string, string>> = {
  ...{ ProcessId: 'process.pid', SourceProcessId: 'process.pid', ParentProcessId: 'process.parent.pid' },
  ...{ SourcePort: 'source.port', DestinationPort: 'destination.port' },
};
const HEADER: Readonly<Record<string, string>> = {
  ...{ Provider_Name: 'winlog.provider_name', Computer: 'winlog.computer_name', Message: 'message' },
};

/** Fields that a security event has under another name, for the event ids that have them renamed. */
const RENAMED_BY_SECURITY: Readonly<Record<string, string>> = {
  ...{ CommandLine: 'process.command_line', NewProcessName: 'process.executable' },
  ...{ ParentProcessName: 'process.parent.executable', WorkstationName: 'source.domain' },
};
const DEFENDER: Readonly<Record<string, string>> = {
  ...{ NewValue: 'New_Value', OldValue: 'Old_Value', SourceName: 'Source_Name', ThreatName: 'Threat_Name' },
};
const PROCESS_NAME_STAYS = new Set([4656, 4657, 4658, 4660, 4661, 4663, 4690, 4985, 5051]);

/** The fields of an event, under the names that rules use, as they are indexed. */
export function toEcsDocument(event: FlatEvent, { channel, eventId }: Recorded): Indexed {
  if (typeof event.EventID === 'object' && event.EventID !== null)
    return { impossible: 'EventID: several values' };
  const document: Document = { 'winlog.channel': channel };
  if (eventId !== undefined) document['event.code'] = String(eventId);
  for (const [field, value] of Object.entries(event)) {
    const values = valuesOf(value);
    if (field === 'EventID' || values.length === 0) continue;
    const problem = put(document, field, values, channel, eventId);
    if (problem !== undefined) return { impossible: `${field}: ${problem}` };
  }
  return document;
}

function valuesOf(value: FlatValue): readonly Scalar[] {
  return (Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar | null]).filter(
    (each): each is Scalar => each !== null && each !== '',
  );
}

/** @returns why no event has such a value */
function put(
  document: Document,
  field: string,
  values: readonly Scalar[],
  channel: string,
  eventId: number | undefined,
): string | undefined {
  // Keywords stand for whatever is in the event, of which `message` is split into words.
  if (field === KEYWORD_FIELD) keep(document, 'winlog.user_data.text', values.map(String));
  const name = HEADER[field];
  if (name !== undefined) return keep(document, name, values.map(String));
  switch (channel) {
    case SYSMON:
      return putSysmon(
        document,
        field,
        values.filter((value) => value !== '-'),
        eventId,
      );
    case 'Security':
      return putSecurity(document, field, values, eventId);
    case 'System':
      return field === 'Channel'
        ? keep(document, 'winlog.user_data.Channel', values.map(String))
        : putOther(document, field, values);
    case 'Microsoft-Windows-Windows Defender/Operational':
      return field === 'ProcessName'
        ? keep(document, 'process.executable', values.map(String))
        : putOther(document, DEFENDER[field] ?? field, values);
    default:
      return channel.includes('PowerShell')
        ? putPowerShell(document, field, values)
        : putOther(document, field, values);
  }
}

function putSysmon(
  document: Document,
  field: string,
  values: readonly Scalar[],
  eventId: number | undefined,
): string | undefined {
  const texts = values.map(String);
  if (texts.length === 0) return undefined;
  const number = NUMBERS_OF_SYSMON[field];
  if (number !== undefined) return keepNumbers(document, number, texts);
  const name = RENAMED_BY_SYSMON[field];
  if (name !== undefined) return keep(document, name, texts);
  const resource = PE[field];
  if (resource !== undefined)
    return keep(document, `${eventId === 7 ? 'file' : 'process'}.pe.${resource}`, texts);
  switch (field) {
    case 'SourceIp':
    case 'DestinationIp':
      return keepAddresses(document, field === 'SourceIp' ? 'source.ip' : 'destination.ip', texts);
    case 'User':
      return oneOf(texts, (text) => putUser(document, text));
    case 'Hashes':
    case 'Hash':
      return oneOf(texts, (text) => putHashes(document, text, eventId));
    case 'Details':
      return oneOf(texts, (text) => putDetails(document, text));
    case 'Initiated':
      return oneOf(texts, (text) =>
        putNamed(document, 'network.direction', text, { true: 'egress', false: 'ingress' }),
      );
    case 'SourceIsIpv6':
      return oneOf(texts, (text) =>
        putNamed(document, 'network.type', text, { true: 'ipv6', false: 'ipv4' }),
      );
    case 'DestinationIsIpv6':
      return 'not indexed by itself';
    default:
      return putOther(document, field, texts);
  }
}

function putSecurity(
  document: Document,
  field: string,
  values: readonly Scalar[],
  eventId: number | undefined,
): string | undefined {
  const texts = values.map(String);
  const name = RENAMED_BY_SECURITY[field];
  if (name !== undefined) return keep(document, name, texts);
  switch (field) {
    case 'IpAddress':
      return keepAddresses(document, 'source.ip', texts);
    case 'IpPort':
      return keepNumbers(document, 'source.port', texts);
    case 'NewProcessId':
    case 'ProcessId':
      if (eventId !== 4688) return putOther(document, field, texts);
      return keepHexadecimal(document, field === 'ProcessId' ? 'process.parent.pid' : 'process.pid', texts);
    case 'SubjectUserName':
    case 'SubjectDomainName':
      if (eventId === 4688) keep(document, field === 'SubjectUserName' ? 'user.name' : 'user.domain', texts);
      return putOther(document, field, texts);
    case 'ProcessName':
      return PROCESS_NAME_STAYS.has(eventId ?? 0)
        ? putOther(document, field, texts)
        : keep(document, 'process.executable', texts);
    case 'Keywords':
      return oneOf(texts, (text) =>
        putNamed(document, 'winlog.keywords', text, {
          '0x8010000000000000': 'Audit Failure',
          '0x8020000000000000': 'Audit Success',
        }),
      );
    default:
      return putOther(document, field, values);
  }
}

function putPowerShell(document: Document, field: string, values: readonly Scalar[]): string | undefined {
  const names: Readonly<Record<string, string>> = {
    ScriptBlockText: 'powershell.file.script_block_text',
    Path: 'file.path',
  };
  const name = names[field];
  return name === undefined ? putOther(document, field, values) : keep(document, name, values.map(String));
}

function putOther(document: Document, field: string, values: readonly Scalar[]): string | undefined {
  if (field === 'Level') return 'a word';
  if (field !== 'Data') return keep(document, `winlog.event_data.${field}`, values.map(String));
  for (const [index, value] of values.entries())
    document[`winlog.event_data.param${index + 1}`] = String(value);
  return undefined;
}

function keep(document: Document, name: string, values: readonly Scalar[]): string | undefined {
  document[name] = values.length === 1 ? (values[0] as Scalar) : values;
  return undefined;
}

function keepNumbers(document: Document, name: string, texts: readonly string[]): string | undefined {
  if (!texts.every((text) => /^(?:0|[1-9]\d*)$/.test(text))) return 'not a number';
  return keep(document, name, texts.map(Number));
}

function keepHexadecimal(document: Document, name: string, texts: readonly string[]): string | undefined {
  if (!texts.every((text) => /^0x[\da-f]+$/i.test(text))) return 'not a hexadecimal number';
  return keep(document, name, texts.map(Number));
}

function keepAddresses(document: Document, name: string, texts: readonly string[]): string | undefined {
  const addresses = texts.filter((text) => text !== '-');
  if (addresses.length < texts.length) document['winlog.event_data.IpAddress'] = '-';
  if (!addresses.every((text) => isIP(text) !== 0 && !text.includes('%'))) return 'not an address';
  return addresses.length === 0 ? undefined : keep(document, name, addresses);
}

function oneOf(texts: readonly string[], act: (text: string) => string | undefined): string | undefined {
  return texts.length === 1 ? act(texts[0] as string) : 'several values';
}

function putNamed(
  document: Document,
  name: string,
  text: string,
  names: Readonly<Record<string, string>>,
): string | undefined {
  const found = names[text];
  return found === undefined ? 'not one of its values' : keep(document, name, [found]);
}

function putUser(document: Document, text: string): string | undefined {
  const [domain = '', name = '', ...rest] = text.split('\\');
  if (domain === '' || name === '' || rest.length > 0) return 'not a domain and a name';
  document['user.domain'] = domain;
  document['user.name'] = name;
  return undefined;
}

const HASH = /^(MD5|SHA1|SHA256|IMPHASH)=([\dA-F]+)$/;
const HASH_DIGITS: Readonly<Record<string, number>> = { md5: 32, sha1: 40, sha256: 64, imphash: 32 };

function putHashes(document: Document, text: string, eventId: number | undefined): string | undefined {
  const holder = [6, 7, 15, 29].includes(eventId ?? 0) ? 'file' : 'process';
  for (const piece of text.split(',')) {
    const [, algorithm = '', digits = ''] = HASH.exec(piece) ?? [];
    const name = algorithm.toLowerCase();
    if (digits.length !== HASH_DIGITS[name]) return 'not a hash';
    const field = name === 'imphash' ? `${holder}.pe.imphash` : `${holder}.hash.${name}`;
    if (!/^0+$/.test(digits)) document[field] = digits.toLowerCase();
  }
  return undefined;
}

function putDetails(document: Document, text: string): string | undefined {
  if (isAlmostNumber(text)) return 'not as Sysmon writes numbers';
  const qword = /^QWORD \(0x([\da-f]{8})-0x([\da-f]{8})\)$/.exec(text);
  const dword = /^DWORD \(0x([\da-f]{8})\)$/.exec(text);
  let [data, type] = [text, text === 'Binary Data' ? 'REG_BINARY' : 'REG_SZ'];
  if (qword !== null) {
    const [high, low] = [Number.parseInt(qword[1] ?? '', 16), Number.parseInt(qword[2] ?? '', 16)];
    [data, type] = [String(high * 2 ** 8 + low), 'SZ_QWORD'];
  } else if (dword !== null) [data, type] = [String(Number.parseInt(dword[1] ?? '', 16)), 'SZ_DWORD'];
  document['registry.data.strings'] = data;
  document['registry.data.type'] = type;
  return undefined;
}

/** A number of the registry in other letters than those of Sysmon, which no event has. */
export function isAlmostNumber(text: string): boolean {
  const number = /^(?:DWORD \(0x[\da-f]{8}\)|QWORD \(0x[\da-f]{8}-0x[\da-f]{8}\))$/;
  return !number.test(text) && new RegExp(number, 'i').test(text);
}
