/**
 * Events under the names of rules as OCSF 1.4 has them: what the pipeline under test supposes, done to events. Written
 * from https://schema.ocsf.io/1.4.0, not from the tables of `backends/pipelines/ocsf`.
 */
import { isIP } from 'node:net';
import { KEYWORD_FIELD } from '../../../lib/witness/realise.ts';
import type { LogSource } from '../../../lib/ast/rule.ts';
import type { FlatEvent, FlatValue, Scalar } from './flat-event.ts';
import { isAlmostNumber } from './ecs-document.ts';
import type { Indexed } from './mapped-run.ts';

interface Kind {
  readonly fixed: Readonly<Record<string, number | string>>;
  /** Attributes that take a value as it is. */
  readonly texts: Readonly<Record<string, string>>;
}

const ACTOR = {
  ...{ Image: 'actor.process.file.path', CommandLine: 'actor.process.cmd_line' },
  ...{ ParentImage: 'actor.process.parent_process.file.path' },
  ParentCommandLine: 'actor.process.parent_process.cmd_line',
};
const resources = (file: string): Readonly<Record<string, string>> => ({
  ...{
    OriginalFileName: `${file}.internal_name`,
    Company: `${file}.company_name`,
    Description: `${file}.desc`,
  },
  ...{ FileVersion: `${file}.version`, Product: `${file}.product.name` },
  Signature: `${file}.signature.certificate.subject`,
});

const INJECTION = {
  ...{ SourceImage: 'actor.process.file.path', TargetImage: 'process.file.path' },
  ...{ SourceCommandLine: 'actor.process.cmd_line', StartFunction: 'module.function_name' },
  ...{ SourceParentImage: 'actor.process.parent_process.file.path', StartModule: 'module.file.path' },
};
const FILE = { ...ACTOR, TargetFilename: 'file.path', SourceFilename: 'file.path', FileName: 'file.path' };
const REQUEST = {
  ...{ 'c-uri': 'http_request.url.url_string', 'cs-uri': 'http_request.url.url_string' },
  ...{ 'c-uri-query': 'http_request.url.query_string', 'cs-uri-query': 'http_request.url.query_string' },
  ...{ 'cs-uri-stem': 'http_request.url.path', 'cs-host': 'http_request.url.hostname' },
  ...{ 'c-useragent': 'http_request.user_agent', 'cs-user-agent': 'http_request.user_agent' },
  ...{ 'cs-method': 'http_request.http_method', 'cs-referer': 'http_request.referrer' },
  'cs-username': 'actor.user.name',
};
const QUESTION = {
  ...{ ...ACTOR, QueryName: 'query.hostname', query: 'query.hostname', answer: 'answers.rdata' },
  record_type: 'query.type',
};

/** By category of rules, or by product and service. */
const OCSF_KINDS: Readonly<Record<string, Kind>> = {
  process_creation: {
    fixed: { class_uid: 1007, activity_id: 1 },
    texts: {
      ...{ Image: 'process.file.path', CommandLine: 'process.cmd_line', IntegrityLevel: 'process.integrity' },
      ...{ ParentImage: 'actor.process.file.path', ParentCommandLine: 'actor.process.cmd_line' },
      ...{ CurrentDirectory: 'process.working_directory', ...resources('process.file') },
    },
  },
  image_load: {
    fixed: { class_uid: 1005, activity_id: 1 },
    texts: { ...ACTOR, ...resources('module.file'), ImageLoaded: 'module.file.path' },
  },
  file_event: {
    fixed: { class_uid: 1001, activity_id: 1 },
    texts: FILE,
  },
  registry_set: { fixed: { class_uid: 201002, activity_id: 2 }, texts: ACTOR },
  network_connection: {
    fixed: { class_uid: 4001, activity_id: 1 },
    texts: {
      ...{ ...ACTOR, Protocol: 'connection_info.protocol_name', SourceHostname: 'src_endpoint.hostname' },
      DestinationHostname: 'dst_endpoint.hostname',
    },
  },
  process_access: { fixed: { class_uid: 1007, activity_id: 3 }, texts: INJECTION },
  create_remote_thread: { fixed: { class_uid: 1007, activity_id: 4 }, texts: INJECTION },
  driver_load: {
    fixed: { class_uid: 1002, activity_id: 1 },
    texts: { ...ACTOR, ...resources('driver.file'), ImageLoaded: 'driver.file.path' },
  },
  file_access: { fixed: { class_uid: 1001, activity_id: 2 }, texts: FILE },
  file_change: { fixed: { class_uid: 1001, activity_id: 6 }, texts: FILE },
  file_delete: { fixed: { class_uid: 1001, activity_id: 4 }, texts: FILE },
  file_rename: {
    fixed: { class_uid: 1001, activity_id: 5 },
    texts: { ...FILE, TargetFilename: 'file_result.path' },
  },
  dns_query: { fixed: { class_uid: 4003, activity_id: 1 }, texts: QUESTION },
  dns: { fixed: { class_uid: 4003, activity_id: 1 }, texts: QUESTION },
  proxy: { fixed: { class_uid: 4002, activity_id: 3 }, texts: REQUEST },
  webserver: { fixed: { class_uid: 4002, activity_id: 3 }, texts: REQUEST },
  firewall: { fixed: { class_uid: 4001, activity_id: 5 }, texts: {} },
  'aws/cloudtrail': {
    fixed: { class_uid: 6003, activity_id: 1, 'metadata.product.name': 'CloudTrail' },
    texts: {
      ...{ eventName: 'api.operation', eventSource: 'api.service.name', errorCode: 'api.response.error' },
      ...{ errorMessage: 'api.response.error_message', userAgent: 'http_request.user_agent' },
      ...{ 'userIdentity.arn': 'actor.user.uid_alt', 'userIdentity.type': 'actor.user.type' },
      ...{ status: 'status', awsRegion: 'cloud.region' },
    },
  },
};

const SYSTEMS: Readonly<Record<string, number>> = { windows: 100, linux: 200, macos: 300 };
const PORTS: Readonly<Record<string, string>> = {
  ...{ DestinationPort: 'dst_endpoint.port', dst_port: 'dst_endpoint.port' },
  ...{ SourcePort: 'src_endpoint.port', src_port: 'src_endpoint.port' },
  'sc-status': 'http_response.code',
};
const ADDRESSES: Readonly<Record<string, string>> = {
  ...{ DestinationIp: 'dst_endpoint.ip', dst_ip: 'dst_endpoint.ip' },
  ...{ SourceIp: 'src_endpoint.ip', src_ip: 'src_endpoint.ip', 'c-ip': 'src_endpoint.ip' },
  sourceIPAddress: 'src_endpoint.ip',
};

/** @returns undefined for a log source that is not among {@link OCSF_KINDS} */
export function toOcsfDocument(event: FlatEvent, logsource: LogSource): Indexed | undefined {
  const { product = '', service = '', category = `${product}/${service}` } = logsource;
  const kind = Object.hasOwn(OCSF_KINDS, category) ? OCSF_KINDS[category] : undefined;
  if (kind === undefined) return undefined;
  const document: Record<string, FlatValue> = { ...kind.fixed, 'device.os.type_id': SYSTEMS[product] ?? 0 };
  for (const [field, value] of Object.entries(event)) {
    const values = [value]
      .flat()
      .filter((each): each is Scalar => each !== null && each !== '' && each !== '-');
    if (values.length === 0) continue;
    const problem = put(document, field, values, kind, category);
    if (problem !== undefined) return { impossible: `${field}: ${problem}` };
  }
  return document;
}

function put(
  document: Record<string, FlatValue>,
  field: string,
  values: readonly Scalar[],
  { texts }: Kind,
  category: string,
): string | undefined {
  const strings = values.map(String);
  const [first = ''] = strings;
  const name = texts[field];
  if (name !== undefined) document[name] = strings.length === 1 ? first : strings;
  else if (Object.hasOwn(PORTS, field)) {
    if (!strings.every((text) => /^(?:0|[1-9]\d*)$/.test(text))) return 'not a number';
    document[PORTS[field] ?? ''] = strings.length === 1 ? Number(first) : strings.map(Number);
  } else if (Object.hasOwn(ADDRESSES, field)) {
    if (!strings.every((text) => isIP(text) !== 0)) return 'not an address';
    document[ADDRESSES[field] ?? ''] = strings.length === 1 ? first : strings;
  } else if (strings.length > 1) return 'several values';
  else if (field === 'User' || field === 'ParentUser') {
    const [domain = '', user = '', ...rest] = first.split('\\');
    if (domain === '' || user === '' || rest.length > 0) return 'not a domain and a name';
    const holder = category === 'process_creation' && field === 'User' ? 'process' : 'actor.process';
    document[`${holder}.user.domain`] = domain;
    document[`${holder}.user.name`] = user;
  } else if (field === 'Initiated') {
    if (first !== 'true' && first !== 'false') return 'not one of its values';
    document['connection_info.direction'] = first === 'true' ? 'Outbound' : 'Inbound';
  } else if (field === 'TargetObject') {
    const at = first.lastIndexOf('\\');
    if (at < 0 || at === first.length - 1 || at === 0) return 'not a key and a value';
    document['reg_value.path'] = first.slice(0, at);
    document['reg_value.name'] = first.slice(at + 1);
  } else if (field === 'Details') {
    if (isAlmostNumber(first)) return 'not as Sysmon writes numbers';
    putDetails(document, first);
  } else if (field === KEYWORD_FIELD) document.message = first;
  return undefined;
}

function putDetails(document: Record<string, FlatValue>, text: string): void {
  const [, letter = '', digits = ''] = /^([dq])word \(0x([\da-f]{8}(?:-0x[\da-f]{8})?)\)$/i.exec(text) ?? [];
  if (letter === '') {
    document['reg_value.data'] = text;
    document['reg_value.type'] = 'REG_SZ';
    return;
  }
  document['reg_value.reg_integer_data'] = Number(BigInt(`0x${digits.replace('-0x', '')}`));
  document['reg_value.type'] = `REG_${letter.toUpperCase()}WORD`;
}
