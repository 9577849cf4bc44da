/**
 * Event classes of OCSF 1.4, and the events of rules that belong to them.
 *
 * https://schema.ocsf.io/1.4.0/classes, https://github.com/ocsf/ocsf-schema
 */
import type { EventFields } from '../field-table.ts';
import {
  DNS,
  DRIVER,
  FILE,
  HTTP,
  INJECTION,
  API,
  MODULE,
  NETWORK,
  OPENED_PROCESS,
  PROCESS,
  REGISTRY_KEY,
  REGISTRY_VALUE,
  RENAMED_FILE,
} from './fields.ts';

export interface EventClass extends EventFields {
  /** Any of them: https://schema.ocsf.io/1.4.0/dictionary (class_uid). */
  readonly classes: readonly number[];
  /** Any of them; every activity when there are none. */
  readonly activities: readonly number[];
  /** Texts that other fields must hold. */
  readonly where?: Readonly<Record<string, string>>;
}

const CLASS = {
  file: 1001,
  driver: 1002,
  module: 1005,
  process: 1007,
  accountChange: 3001,
  authentication: 3002,
  network: 4001,
  http: 4002,
  dns: 4003,
  api: 6003,
  registryKey: 201001,
  registryValue: 201002,
} as const;

function eventClass(
  name: keyof typeof CLASS,
  activities: readonly number[],
  fields: EventFields,
): EventClass {
  return { ...fields, classes: [CLASS[name]], activities };
}

/** By category; the product only tells which operating system. */
export const CATEGORIES: Readonly<Record<string, EventClass>> = {
  process_creation: /* @__PURE__ */ eventClass('process', [1], PROCESS),
  process_termination: /* @__PURE__ */ eventClass('process', [2], PROCESS),
  process_access: /* @__PURE__ */ eventClass('process', [3], OPENED_PROCESS),
  create_remote_thread: /* @__PURE__ */ eventClass('process', [4], INJECTION),
  image_load: /* @__PURE__ */ eventClass('module', [1], MODULE),
  driver_load: /* @__PURE__ */ eventClass('driver', [1], DRIVER),
  file_event: /* @__PURE__ */ eventClass('file', [1], FILE),
  file_access: /* @__PURE__ */ eventClass('file', [2, 14], FILE),
  file_change: /* @__PURE__ */ eventClass('file', [6], FILE),
  file_delete: /* @__PURE__ */ eventClass('file', [4], FILE),
  file_rename: /* @__PURE__ */ eventClass('file', [5], RENAMED_FILE),
  registry_add: /* @__PURE__ */ eventClass('registryKey', [1], REGISTRY_KEY),
  registry_set: /* @__PURE__ */ eventClass('registryValue', [2, 3], REGISTRY_VALUE),
  network_connection: /* @__PURE__ */ eventClass('network', [1], NETWORK),
  dns_query: /* @__PURE__ */ eventClass('dns', [1], DNS),
  dns: /* @__PURE__ */ eventClass('dns', [], DNS),
  firewall: /* @__PURE__ */ eventClass('network', [], NETWORK),
  proxy: /* @__PURE__ */ eventClass('http', [], HTTP),
  webserver: /* @__PURE__ */ eventClass('http', [], HTTP),
};

/** By product and service. Sign-ins and changes of accounts in CloudTrail are of classes of their own. */
export const SERVICES: Readonly<Record<string, EventClass>> = {
  'aws/cloudtrail': {
    ...API,
    classes: [CLASS.api, CLASS.authentication, CLASS.accountChange],
    activities: [],
    where: { 'metadata.product.name': 'CloudTrail' },
  },
};

/** https://schema.ocsf.io/1.4.0/objects/os (type_id) */
export const SYSTEMS: Readonly<Record<string, number>> = { windows: 100, linux: 200, macos: 300 };

/** Why there is no class for events, where that is worth a sentence of its own; a clause. */
export const REASONS: Readonly<Record<string, string>> = {
  registry_event: 'keys and values of the registry are of two classes with fields of their own',
  registry_delete: 'keys and values of the registry are of two classes with fields of their own',
};
