/**
 * Events of other products as Elastic's integrations index them: what the pipelines under test suppose, done to events.
 * Written from the ingest pipelines of https://github.com/elastic/integrations, not from the tables under test.
 */
import { isIP } from 'node:net';
import type { FlatEvent, FlatValue, Scalar } from './flat-event.ts';

/** The document, or why there is none: a value that such an event never has. */
export type Indexed = Readonly<Record<string, FlatValue>> | { readonly impossible: string };

interface Integration {
  readonly fixed: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
  /** What stands before the names of other fields. */
  readonly below?: string;
}

const HOST = {
  ...{ Image: 'process.executable', CommandLine: 'process.command_line', User: 'user.name' },
  ...{ ParentImage: 'process.parent.executable', ParentCommandLine: 'process.parent.command_line' },
  ...{ CurrentDirectory: 'process.working_directory', TargetFilename: 'file.path' },
  ...{
    DestinationHostname: 'destination.domain',
    DestinationIp: 'destination.ip',
    DestinationPort: 'destination.port',
  },
};

const host = (os: string, category: string, type: string): Integration => ({
  fixed: { 'host.os.type': os, 'event.category': category, 'event.type': type },
  names: HOST,
});

const dataset = (name: string, names: Readonly<Record<string, string>>, below?: string): Integration => ({
  fixed: { 'event.dataset': name },
  names,
  ...(below === undefined ? {} : { below }),
});

const MICROSOFT_365 = dataset(
  'o365.audit',
  {
    ...{ Operation: 'event.action', eventName: 'event.action', status: 'event.outcome' },
    ...{ eventSource: 'event.provider', Workload: 'event.provider' },
  },
  'o365.audit.',
);

const REQUEST = {
  ...{
    'c-uri': 'url.original',
    'cs-uri': 'url.original',
    'cs-uri-query': 'url.query',
    'c-uri-query': 'url.query',
  },
  ...{
    'cs-uri-stem': 'url.path',
    'cs-host': 'url.domain',
    'c-uri-extension': 'url.extension',
    dst_ip: 'destination.ip',
  },
  ...{
    'cs-method': 'http.request.method',
    'cs-referer': 'http.request.referrer',
    'cs-username': 'user.name',
  },
  ...{ 'sc-status': 'http.response.status_code', 'cs-content-type': 'http.request.mime_type' },
  ...{ 'c-useragent': 'user_agent.original', 'cs-user-agent': 'user_agent.original' },
};

/** By `product/category/service` of rules. */
const INTEGRATIONS: Readonly<Record<string, Integration>> = {
  'linux/process_creation/-': host('linux', 'process', 'start'),
  'linux/file_event/-': host('linux', 'file', 'creation'),
  'linux/network_connection/-': host('linux', 'network', 'start'),
  'macos/process_creation/-': host('macos', 'process', 'start'),
  'macos/file_event/-': host('macos', 'file', 'creation'),
  'aws/-/cloudtrail': dataset('aws.cloudtrail', {
    ...{ eventName: 'event.action', eventSource: 'event.provider', errorCode: 'aws.cloudtrail.error_code' },
    ...{
      errorMessage: 'aws.cloudtrail.error_message',
      userAgent: 'user_agent.original',
      status: 'event.outcome',
    },
    ...{ 'userIdentity.arn': 'aws.cloudtrail.user_identity.arn', sourceIPAddress: 'source.address' },
    ...{ 'userIdentity.type': 'aws.cloudtrail.user_identity.type', eventType: 'aws.cloudtrail.event_type' },
    ...{ requestParameters: 'aws.cloudtrail.request_parameters' },
    ...{ responseElements: 'aws.cloudtrail.response_elements' },
    'responseElements.ConsoleLogin': 'aws.cloudtrail.flattened.response_elements.ConsoleLogin',
  }),
  'azure/-/activitylogs': dataset('azure.activitylogs', {
    ...{
      operationName: 'azure.activitylogs.operation_name',
      OperationNameValue: 'azure.activitylogs.operation_name',
    },
    ...{ CategoryValue: 'azure.activitylogs.category', ResourceId: 'azure.resource.id' },
    ResourceProviderValue: 'azure.resource.provider',
  }),
  'azure/-/riskdetection': dataset('azure.identity_protection', {
    riskEventType: 'azure.identityprotection.properties.risk_event_type',
  }),
  'okta/-/okta': dataset('okta.system', {
    ...{ eventType: 'okta.event_type', displayMessage: 'okta.display_message' },
    ...{ 'outcome.reason': 'okta.outcome.reason', 'outcome.result': 'okta.outcome.result' },
    ...{ 'target.displayName': 'okta.target.display_name', 'actor.alternateId': 'okta.actor.alternate_id' },
    'debugContext.debugData.requestUri': 'okta.debug_context.debug_data.request_uri',
  }),
  'github/-/audit': dataset('github.audit', { action: 'event.action' }),
  'gcp/-/gcp.audit': dataset('gcp.audit', { 'gcp.audit.method_name': 'gcp.audit.method_name' }),
  'm365/-/audit': MICROSOFT_365,
  'm365/-/threat_management': MICROSOFT_365,
  'bitbucket/-/audit': dataset('atlassian_bitbucket.audit', {
    ...{
      'auditType.action': 'bitbucket.audit.type.action',
      'auditType.category': 'bitbucket.audit.type.category',
    },
  }),
  'kubernetes/-/audit': dataset('kubernetes.audit_logs', {}, 'kubernetes.audit.'),
  'zeek/-/dns': dataset(
    'zeek.dns',
    { query: 'dns.question.name', qtype_name: 'dns.question.type', 'id.resp_p': 'destination.port' },
    'zeek.dns.',
  ),
  'zeek/-/smb_files': dataset('zeek.smb_files', {}, 'zeek.smb_files.'),
  'zeek/-/dce_rpc': dataset('zeek.dce_rpc', {}, 'zeek.dce_rpc.'),
  '-/webserver/-': dataset('nginx.access', REQUEST),
  '-/proxy/-': dataset('squid.log', REQUEST),
  '-/dns/-': dataset('network_traffic.dns', {
    ...{ query: 'dns.question.name', record_type: 'dns.question.type', answer: 'dns.answers.data' },
  }),
};

const NUMBERS = new Set([
  'destination.port',
  'http.response.status_code',
  'kubernetes.audit.responseStatus.code',
]);
const ADDRESSES = new Set(['destination.ip']);
const BOOLEANS = new Set(['zeek.dns.rejected']);

export function isIntegrated(logSource: string): boolean {
  return Object.hasOwn(INTEGRATIONS, logSource);
}

export function toIntegrationDocument(event: FlatEvent, logSource: string): Indexed {
  const { fixed, names, below } = INTEGRATIONS[logSource] as Integration;
  const document: Record<string, FlatValue> = { ...fixed };
  for (const [field, value] of Object.entries(event)) {
    const values = [value].flat().filter((each): each is Scalar => each !== null);
    const name = names[field] ?? (below === undefined ? undefined : below + field);
    if (name === undefined) return { impossible: `${field}: not indexed` };
    if (values.length === 0) continue;
    const texts = values.map(String);
    if (NUMBERS.has(name) && !texts.every((text) => /^(?:0|[1-9]\d*)$/.test(text)))
      return { impossible: 'not a number' };
    if (ADDRESSES.has(name) && !texts.every((text) => isIP(text) !== 0))
      return { impossible: 'not an address' };
    if (BOOLEANS.has(name) && !texts.every((text) => text === 'true' || text === 'false'))
      return { impossible: 'not a boolean' };
    const kept = texts.map((text) =>
      NUMBERS.has(name) ? Number(text) : BOOLEANS.has(name) ? text === 'true' : text,
    );
    document[name] = kept.length === 1 ? (kept[0] as Scalar) : kept;
  }
  return document;
}
