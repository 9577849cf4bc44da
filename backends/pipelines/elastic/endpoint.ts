/**
 * Windows events of Elastic Defend, the endpoint security of Elastic Agent.
 *
 * https://www.elastic.co/docs/reference/security/endpoint-event-fields (events of processes, files, libraries …)
 */
import type { FieldTable } from '../field-table.ts';
import { account } from '../values/account.ts';
import { holds, type EventSet, type EventSetOf, type Values } from './event-set.ts';
import { CONNECTION, FILE, hashesOf, PROCESS } from './host-fields.ts';
import { fromTable, type TableEntry } from './log-source-table.ts';
import { REGISTRY_DATA } from './registry-data.ts';

const COMMON: FieldTable = { ...PROCESS, User: /* @__PURE__ */ account('user.domain', 'user.name') };

const STARTED: FieldTable = {
  ...COMMON,
  Hashes: /* @__PURE__ */ hashesOf('process'),
  IntegrityLevel: 'process.Ext.token.integrity_level_name',
  OriginalFileName: 'process.pe.original_file_name',
};

const LOADED: FieldTable = {
  ...COMMON,
  Hashes: /* @__PURE__ */ hashesOf('dll'),
  ImageLoaded: 'dll.path',
  OriginalFileName: 'dll.pe.original_file_name',
  Signature: 'dll.code_signature.subject_name',
  SignatureStatus: 'dll.code_signature.status',
};

const REGISTRY: FieldTable = { ...COMMON, TargetObject: 'registry.path', Details: REGISTRY_DATA };

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
  'windows/file_event/-': /* @__PURE__ */ defendEvents(
    'file',
    { ...COMMON, ...FILE },
    { 'event.type': 'creation' },
  ),
  'windows/file_delete/-': /* @__PURE__ */ defendEvents(
    'file',
    { ...COMMON, ...FILE },
    { 'event.type': 'deletion' },
  ),
  'windows/registry_event/-': /* @__PURE__ */ defendEvents('registry', REGISTRY, {}),
  'windows/registry_set/-': /* @__PURE__ */ defendEvents('registry', REGISTRY, { 'event.type': 'change' }),
  'windows/registry_delete/-': /* @__PURE__ */ defendEvents('registry', REGISTRY, {
    'event.type': 'deletion',
  }),
  'windows/network_connection/-': /* @__PURE__ */ defendEvents(
    'network',
    { ...COMMON, ...CONNECTION },
    { 'event.type': 'start' },
  ),
  'windows/dns_query/-': /* @__PURE__ */ defendEvents(
    'network',
    { ...COMMON, QueryName: 'dns.question.name' },
    { 'network.protocol': 'dns' },
  ),
};

export const endpointEventSet: EventSetOf = /* @__PURE__ */ fromTable(WINDOWS);
