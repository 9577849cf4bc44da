/**
 * Events of Sysmon as Elastic Defend tells of the same: what the pipeline `ecs-endpoint` supposes, done to events.
 *
 * Written from the documentation of the endpoint's events, not from the tables under test:
 * https://github.com/elastic/endpoint-package/tree/main/custom_documentation/doc/endpoint
 */
import { isIP } from 'node:net';
import { KEYWORD_FIELD } from '../../../lib/witness/realise.ts';
import { isAlmostNumber } from './ecs-document.ts';
import type { Indexed } from './mapped-run.ts';
import type { FlatEvent, FlatValue, Scalar } from './flat-event.ts';

interface Kind {
  readonly stream: string;
  readonly fixed: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, string>>;
  /** Where the hashes of an event are. */
  readonly hashes?: 'process' | 'dll';
}

const ACTOR = { Image: 'process.executable', ProcessGuid: 'process.entity_id' };
const STARTED = {
  ...{ ...ACTOR, CommandLine: 'process.command_line', ParentImage: 'process.parent.executable' },
  ...{ CurrentDirectory: 'process.working_directory', ParentCommandLine: 'process.parent.command_line' },
  OriginalFileName: 'process.pe.original_file_name',
};
const LOADED = {
  ...{ ...ACTOR, ImageLoaded: 'dll.path', OriginalFileName: 'dll.pe.original_file_name' },
  ...{ Signature: 'dll.code_signature.subject_name', FileVersion: 'dll.pe.file_version' },
};
const FILE = { ...ACTOR, TargetFilename: 'file.path', CommandLine: 'process.command_line' };

/** By category of rules about Windows. */
const KINDS: Readonly<Record<string, Kind>> = {
  process_creation: {
    stream: 'process',
    fixed: { 'event.type': 'start', 'event.category': 'process' },
    texts: STARTED,
    hashes: 'process',
  },
  process_termination: {
    stream: 'process',
    fixed: { 'event.type': 'end', 'event.category': 'process' },
    texts: STARTED,
    hashes: 'process',
  },
  image_load: {
    stream: 'library',
    fixed: { 'event.type': 'start', 'event.category': 'library' },
    texts: LOADED,
    hashes: 'dll',
  },
  driver_load: {
    stream: 'library',
    fixed: { 'event.type': 'start', 'event.category': 'driver' },
    texts: LOADED,
    hashes: 'dll',
  },
  file_event: {
    stream: 'file',
    fixed: { 'event.type': 'creation', 'event.category': 'file' },
    texts: FILE,
  },
  file_delete: {
    stream: 'file',
    fixed: { 'event.type': 'deletion', 'event.category': 'file' },
    texts: FILE,
  },
  registry_event: { stream: 'registry', fixed: { 'event.type': 'change' }, texts: ACTOR },
  registry_set: { stream: 'registry', fixed: { 'event.type': 'change' }, texts: ACTOR },
  registry_delete: { stream: 'registry', fixed: { 'event.type': 'deletion' }, texts: ACTOR },
  network_connection: {
    stream: 'network',
    fixed: { 'event.type': 'start' },
    texts: { ...ACTOR, Protocol: 'network.transport' },
  },
  dns_query: {
    stream: 'network',
    fixed: { 'network.protocol': 'dns' },
    texts: { ...ACTOR, QueryName: 'dns.question.name' },
  },
};

const NUMBERS: Readonly<Record<string, string>> = {
  ...{ ProcessId: 'process.pid', ParentProcessId: 'process.parent.pid' },
  ...{ SourcePort: 'source.port', DestinationPort: 'destination.port' },
};
const ADDRESSES: Readonly<Record<string, string>> = {
  ...{ SourceIp: 'source.ip', DestinationIp: 'destination.ip' },
};
const STATUSES: Readonly<Record<string, string>> = { valid: 'trusted', expired: 'errorExpired' };

/** @returns undefined for a category that the endpoint has no events for */
export function toEndpointDocument(event: FlatEvent, category: string): Indexed | undefined {
  const kind = Object.hasOwn(KINDS, category) ? KINDS[category]! : undefined;
  if (kind === undefined) return undefined;
  const document: Record<string, FlatValue> = {
    'event.dataset': `endpoint.events.${kind.stream}`,
    'host.os.type': 'windows',
    ...kind.fixed,
  };
  for (const [field, value] of Object.entries(event)) {
    const values = [value]
      .flat()
      .filter((each): each is Scalar => each !== null && each !== '' && each !== '-');
    if (values.length === 0) continue;
    const problem = put(document, field, values.map(String), kind);
    if (problem !== undefined) return { impossible: `${field}: ${problem}` };
  }
  return document;
}

function put(
  document: Record<string, FlatValue>,
  field: string,
  texts: readonly string[],
  { texts: names, hashes }: Kind,
): string | undefined {
  const keep = (name: string, values: readonly Scalar[]): string | undefined => {
    document[name] = values.length === 1 ? (values[0] as Scalar) : values;
    return undefined;
  };
  if (Object.hasOwn(names, field)) return keep(names[field]!, texts);
  if (Object.hasOwn(NUMBERS, field)) {
    if (!texts.every((text) => /^(?:0|[1-9]\d*)$/.test(text))) return 'not a number';
    return keep(NUMBERS[field]!, texts.map(Number));
  }
  if (Object.hasOwn(ADDRESSES, field)) {
    if (!texts.every((text) => isIP(text) !== 0)) return 'not an address';
    return keep(ADDRESSES[field]!, texts);
  }
  const [text = '', ...others] = texts;
  if (others.length > 0) return 'several values';
  switch (field) {
    case KEYWORD_FIELD:
      return keep('labels.text', [text]);
    case 'User': {
      const [domain = '', name = '', ...rest] = text.split('\\');
      if (domain === '' || name === '' || rest.length > 0) return 'not a domain and a name';
      keep('user.domain', [domain]);
      return keep('user.name', [name]);
    }
    case 'Hashes':
      return hashes === undefined ? undefined : putHashes(document, text, hashes);
    case 'IntegrityLevel':
      if (!/^[a-z]+$/i.test(text)) return 'not a level';
      return keep('process.Ext.token.integrity_level_name', [text.toLowerCase()]);
    case 'SignatureStatus':
      return keep('dll.code_signature.status', [STATUSES[text.toLowerCase()] ?? text]);
    case 'Signed':
    case 'Initiated':
      if (text !== 'true' && text !== 'false') return 'not a boolean';
      return field === 'Signed'
        ? keep('dll.code_signature.exists', [text === 'true'])
        : keep('network.direction', [text === 'true' ? 'egress' : 'ingress']);
    case 'TargetObject':
      return putPath(document, text);
    case 'Details':
      return putDetails(document, text);
    default:
      // Whatever else Sysmon writes is not told by the endpoint; no exact query asks for it.
      return undefined;
  }
}

function putHashes(document: Record<string, FlatValue>, text: string, holder: string): string | undefined {
  for (const piece of text.split(',')) {
    const [, algorithm = '', digits = ''] = /^(MD5|SHA1|SHA256|IMPHASH)=([\dA-F]+)$/.exec(piece) ?? [];
    const name = algorithm.toLowerCase();
    const length = { md5: 32, sha1: 40, sha256: 64, imphash: 32 }[name];
    if (digits.length !== length) return 'not a hash';
    document[name === 'imphash' ? `${holder}.pe.imphash` : `${holder}.hash.${name}`] = digits.toLowerCase();
  }
  return undefined;
}

/** Sysmon shortens the hives, and names the control set by its link. */
function putPath(document: Record<string, FlatValue>, text: string): string | undefined {
  if (!/^(?:HKLM|HKU|HKCR)\\/.test(text)) return 'a path without a hive';
  if (/\\ControlSet/i.test(text) || /CurrentControlSet.*CurrentControlSet/i.test(text))
    return 'not the current control set';
  document['registry.path'] = text
    .replace(/^HKU/, 'HKEY_USERS')
    .replace(/(?<=\\)CurrentControlSet(?=\\|$)/i, 'ControlSet001');
  return undefined;
}

function putDetails(document: Record<string, FlatValue>, text: string): string | undefined {
  if (isAlmostNumber(text)) return 'not as Sysmon writes numbers';
  const [, letter = '', digits = ''] = /^([DQ])WORD \(0x([\da-f]{8}(?:-0x[\da-f]{8})?)\)$/i.exec(text) ?? [];
  document['registry.data.strings'] = letter === '' ? text : String(BigInt(`0x${digits.replace('-0x', '')}`));
  document['registry.data.type'] = letter === '' ? 'REG_SZ' : `REG_${letter.toUpperCase()}WORD`;
  return undefined;
}
