/**
 * Windows events of Elastic Defend, the endpoint security of Elastic Agent. Each kind of event has fields of its own: only
 * those of processes know the parent, and connections have no names of hosts.
 *
 * https://github.com/elastic/endpoint-package/tree/main/custom_documentation/doc/endpoint (fields of each event)
 * https://github.com/elastic/detection-rules/tree/main/rules/windows (values that they have)
 */
import type { ComputedField, FieldTable } from '../field-table.ts';
import { registryPath, type HiveNames } from '../microsoft/fields/registry-path.ts';
import { account } from '../values/account.ts';
import { named } from '../values/named.ts';
import { holds, type EventSet, type EventSetOf, type Values } from './event-set.ts';
import { ENDS, FILE, hashesOf, PROCESS } from './host-fields.ts';
import { fromTable, type TableEntry } from './log-source-table.ts';
import { REGISTRY_DATA_OF_ENDPOINT } from './registry-data.ts';

/** Who did it, in every event. */
const ACTOR: FieldTable = {
  Image: 'process.executable',
  ProcessId: 'process.pid',
  ProcessGuid: 'process.entity_id',
  User: /* @__PURE__ */ account('user.domain', 'user.name'),
};

/** Levels are in small letters. */
const INTEGRITY: ComputedField = {
  fields: ['process.Ext.token.integrity_level_name'],
  form: 'in small letters',
  translate: (asked) =>
    asked.matcher.kind === 'regex' || ('cased' in asked.matcher && asked.matcher.cased)
      ? { refused: 'levels are written in another case there, which this test minds' }
      : { ...asked, field: 'process.Ext.token.integrity_level_name' },
};

const STARTED: FieldTable = {
  ...ACTOR,
  ...PROCESS,
  Hashes: /* @__PURE__ */ hashesOf('process'),
  IntegrityLevel: INTEGRITY,
  OriginalFileName: 'process.pe.original_file_name',
};

const LOADED: FieldTable = {
  ...ACTOR,
  FileVersion: 'dll.pe.file_version',
  Hashes: /* @__PURE__ */ hashesOf('dll'),
  ImageLoaded: 'dll.path',
  OriginalFileName: 'dll.pe.original_file_name',
  Signature: 'dll.code_signature.subject_name',
  // Words of the endpoint itself, which rules also use, stay what they are.
  SignatureStatus: /* @__PURE__ */ named(
    'dll.code_signature.status',
    { valid: 'trusted', expired: 'errorExpired' },
    'whole-as-is',
  ),
  Signed: 'dll.code_signature.exists',
};

const WRITTEN: FieldTable = { ...ACTOR, ...FILE, CommandLine: 'process.command_line' };

const CONNECTED: FieldTable = { ...ACTOR, ...ENDS };

/** Hives of users are written in full, that of the machine is not. */
const HIVES: HiveNames = {
  HKU: ['HKEY_USERS', 'HKU'],
  HKCR: ['HKCR', 'HKLM\\SOFTWARE\\Classes'],
};

const REGISTRY: FieldTable = {
  ...ACTOR,
  TargetObject: /* @__PURE__ */ ((): ComputedField => ({
    ...registryPath('registry.path', HIVES),
    form: '`HKU` also as `HKEY_USERS`, `CurrentControlSet` also as `ControlSet001`',
  }))(),
  Details: REGISTRY_DATA_OF_ENDPOINT,
};

function defendEvents(stream: string, table: FieldTable, values: Values): EventSet {
  return {
    table,
    dropped: ['', '-'],
    indices: [`logs-endpoint.events.${stream}-*`],
    condition: holds({ 'event.dataset': `endpoint.events.${stream}`, 'host.os.type': 'windows', ...values }),
  };
}

const WINDOWS: Readonly<Record<string, TableEntry>> = {
  'windows/process_creation/-': /* @__PURE__ */ defendEvents('process', STARTED, { 'event.type': 'start' }),
  'windows/process_termination/-': /* @__PURE__ */ defendEvents('process', STARTED, { 'event.type': 'end' }),
  'windows/image_load/-': /* @__PURE__ */ defendEvents('library', LOADED, { 'event.category': 'library' }),
  'windows/driver_load/-': /* @__PURE__ */ defendEvents('library', LOADED, { 'event.category': 'driver' }),
  'windows/file_event/-': /* @__PURE__ */ defendEvents('file', WRITTEN, { 'event.type': 'creation' }),
  'windows/file_delete/-': /* @__PURE__ */ defendEvents('file', WRITTEN, { 'event.type': 'deletion' }),
  // The endpoint also tells of values that are read.
  'windows/registry_event/-': /* @__PURE__ */ defendEvents('registry', REGISTRY, {
    'event.type': ['change', 'creation', 'deletion'],
  }),
  'windows/registry_set/-': /* @__PURE__ */ defendEvents('registry', REGISTRY, { 'event.type': 'change' }),
  'windows/registry_delete/-': /* @__PURE__ */ defendEvents('registry', REGISTRY, {
    'event.type': 'deletion',
  }),
  'windows/network_connection/-': /* @__PURE__ */ defendEvents('network', CONNECTED, {
    'event.type': 'start',
  }),
  'windows/dns_query/-': /* @__PURE__ */ defendEvents(
    'network',
    { ...ACTOR, QueryName: 'dns.question.name' },
    { 'network.protocol': 'dns' },
  ),
};

export const endpointEventSet: EventSetOf = /* @__PURE__ */ fromTable(WINDOWS);
