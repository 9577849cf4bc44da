/**
 * Fields of rules in the objects of OCSF 1.4: https://schema.ocsf.io/1.4.0/objects
 *
 * The actor of an event is who did it: of a launch the process that launched, of a connection the one that connected.
 */
import { and, leaf } from '../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import type { ComputedField, EventFields, FieldTable } from '../field-table.ts';
import { account } from '../values/account.ts';
import { address, canBeAddress } from '../values/address.ts';
import { named } from '../values/named.ts';
import { registryData, type NumberType } from '../values/registry-data.ts';
import { registryValue } from '../values/registry-path.ts';
import { unavailable } from '../values/unavailable.ts';

/** `-` is what Windows writes where there is nothing to say, and OCSF leaves out. */
const DROPPED = ['', '-'];

const HASHES = /* @__PURE__ */ unavailable(
  'hashes are a list of objects in OCSF, whose parts cannot be asked for together',
);

/** A process below this path: `process`, `actor.process`. */
function processAt(path: string, prefix: '' | 'Parent' | 'Source' | 'Target' = ''): FieldTable {
  return {
    [`${prefix}Image`]: `${path}.file.path`,
    [`${prefix}CommandLine`]: `${path}.cmd_line`,
    [`${prefix}ProcessId`]: `${path}.pid`,
    [`${prefix}ProcessGuid`]: `${path}.uid`,
    [`${prefix}User`]: account(`${path}.user.domain`, `${path}.user.name`),
  };
}

/** What an executable says of itself. */
function resourcesAt(path: string): FieldTable {
  return {
    Company: `${path}.company_name`,
    Description: `${path}.desc`,
    FileVersion: `${path}.version`,
    Hashes: HASHES,
    OriginalFileName: `${path}.internal_name`,
    Product: `${path}.product.name`,
    Signature: `${path}.signature.certificate.subject`,
  };
}

/** Who did it, in events about something else than processes. */
const ACTOR: FieldTable = /* @__PURE__ */ ((): FieldTable => ({
  ...processAt('actor.process'),
  ParentImage: 'actor.process.parent_process.file.path',
  ParentCommandLine: 'actor.process.parent_process.cmd_line',
}))();

function fields(table: FieldTable): EventFields {
  return { table, dropped: DROPPED };
}

export const PROCESS: EventFields = /* @__PURE__ */ fields({
  .../* @__PURE__ */ processAt('process'),
  .../* @__PURE__ */ processAt('actor.process', 'Parent'),
  .../* @__PURE__ */ resourcesAt('process.file'),
  CurrentDirectory: 'process.working_directory',
  IntegrityLevel: 'process.integrity',
});

export const OPENED_PROCESS: EventFields = /* @__PURE__ */ fields({
  .../* @__PURE__ */ processAt('actor.process', 'Source'),
  .../* @__PURE__ */ processAt('process', 'Target'),
});

export const INJECTION: EventFields = /* @__PURE__ */ fields({
  .../* @__PURE__ */ processAt('actor.process', 'Source'),
  .../* @__PURE__ */ processAt('process', 'Target'),
  SourceParentImage: 'actor.process.parent_process.file.path',
  StartFunction: 'module.function_name',
  StartModule: 'module.file.path',
});

export const MODULE: EventFields = /* @__PURE__ */ fields({
  ...ACTOR,
  .../* @__PURE__ */ resourcesAt('module.file'),
  ImageLoaded: 'module.file.path',
});

export const DRIVER: EventFields = /* @__PURE__ */ fields({
  ...ACTOR,
  .../* @__PURE__ */ resourcesAt('driver.file'),
  ImageLoaded: 'driver.file.path',
});

export const FILE: EventFields = /* @__PURE__ */ fields({
  ...ACTOR,
  FileName: 'file.path',
  SourceFilename: 'file.path',
  TargetFilename: 'file.path',
});

/** The new name of a renamed file is in the result: https://schema.ocsf.io/1.4.0/classes/file_activity */
export const RENAMED_FILE: EventFields = /* @__PURE__ */ fields({
  ...FILE.table,
  TargetFilename: 'file_result.path',
});

export const REGISTRY_KEY: EventFields = /* @__PURE__ */ fields({
  ...ACTOR,
  EventType: /* @__PURE__ */ named('activity_name', { createkey: 'Create' }, 'never'),
  TargetObject: 'reg_key.path',
});

export const REGISTRY_VALUE: EventFields = /* @__PURE__ */ fields({
  ...ACTOR,
  Details: /* @__PURE__ */ registryData({
    fields: ['reg_value.data', 'reg_value.reg_integer_data', 'reg_value.type'],
    form: '`DWORD (0x00000001)` as a number and a type',
    text: 'reg_value.data',
    isTextAlone: true,
    isNumber: (asked, type, digits) =>
      and([isInteger(asked, BigInt(`0x${digits.replace('-', '')}`)), isOfType(asked, type)]),
    isOfType,
  }),
  EventType: /* @__PURE__ */ named('activity_name', { setvalue: ['Set', 'Modify'] }, 'never'),
  TargetObject: /* @__PURE__ */ registryValue('reg_value.path', 'reg_value.name'),
});

function isInteger({ span }: Leaf, value: bigint): Query {
  const matcher = { kind: 'number', value: Number(value), text: String(value) } as const;
  return leaf('reg_value.reg_integer_data', matcher, span);
}

function isOfType({ span }: Leaf, type: NumberType): Query {
  return leaf('reg_value.type', { kind: 'equals', value: `REG_${type}`, cased: false }, span);
}

const ENDPOINTS: FieldTable = {
  DestinationHostname: 'dst_endpoint.hostname',
  DestinationIp: /* @__PURE__ */ address('dst_endpoint.ip'),
  DestinationPort: 'dst_endpoint.port',
  SourceHostname: 'src_endpoint.hostname',
  SourceIp: /* @__PURE__ */ address('src_endpoint.ip'),
  SourcePort: 'src_endpoint.port',
  dst_ip: /* @__PURE__ */ address('dst_endpoint.ip'),
  dst_port: 'dst_endpoint.port',
  src_ip: /* @__PURE__ */ address('src_endpoint.ip'),
  src_port: 'src_endpoint.port',
};

export const NETWORK: EventFields = /* @__PURE__ */ fields({
  ...ACTOR,
  ...ENDPOINTS,
  Initiated: /* @__PURE__ */ named('connection_info.direction', { true: 'Outbound', false: 'Inbound' }),
  Protocol: 'connection_info.protocol_name',
});

export const DNS: EventFields = /* @__PURE__ */ fields({
  ...ACTOR,
  ...ENDPOINTS,
  QueryName: 'query.hostname',
  answer: 'answers.rdata',
  query: 'query.hostname',
  record_type: 'query.type',
});

/** https://schema.ocsf.io/1.4.0/objects/http_request, …/objects/url */
export const HTTP: EventFields = /* @__PURE__ */ fields({
  ...ENDPOINTS,
  'c-ip': /* @__PURE__ */ address('src_endpoint.ip'),
  'c-uri': 'http_request.url.url_string',
  'c-uri-query': 'http_request.url.query_string',
  'c-useragent': 'http_request.user_agent',
  'cs-host': 'http_request.url.hostname',
  'cs-method': 'http_request.http_method',
  'cs-referer': 'http_request.referrer',
  'cs-uri': 'http_request.url.url_string',
  // Rules look here for paths as well, as servers that write one field for the whole request make it.
  'cs-uri-query': ['http_request.url.url_string', 'http_request.url.query_string'],
  'cs-uri-stem': 'http_request.url.path',
  'cs-user-agent': 'http_request.user_agent',
  'cs-username': 'actor.user.name',
  'sc-status': 'http_response.code',
});

/** CloudTrail has the name of a service here as well, `AWS Internal`, which has no documented place in OCSF. */
const CALLER: ComputedField = {
  fields: ['src_endpoint.ip'],
  form: 'an address; names of services are not kept there',
  translate: (asked) =>
    canBeAddress(asked.matcher)
      ? { ...asked, field: 'src_endpoint.ip' }
      : { refused: 'callers are kept by address there, and no place is documented for names of services' },
};

/** AWS CloudTrail: https://docs.aws.amazon.com/security-lake/latest/userguide/cloudtrail-event-logs.html */
export const API: EventFields = /* @__PURE__ */ fields({
  awsRegion: 'cloud.region',
  errorCode: 'api.response.error',
  errorMessage: 'api.response.error_message',
  eventName: 'api.operation',
  eventSource: 'api.service.name',
  sourceIPAddress: CALLER,
  status: 'status',
  userAgent: 'http_request.user_agent',
  'userIdentity.arn': 'actor.user.uid_alt',
  'userIdentity.type': 'actor.user.type',
  'userIdentity.userName': 'actor.user.name',
});
