/**
 * Events of other products as Elastic's integrations index them: what the pipelines under test suppose, done to events.
 * Written from the ingest pipelines of https://github.com/elastic/integrations, not from the tables under test.
 */
import { isIP } from 'node:net';
import { KEYWORD_FIELD } from '../../../lib/witness/realise.ts';
import type { Indexed } from './mapped-run.ts';
import type { FlatEvent, FlatValue, Scalar } from './flat-event.ts';

interface Integration {
  readonly fixed: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
  /** What stands before the names of other fields. */
  readonly below?: string;
  /** Fields that are kept in another form: other names and values; undefined for values that they never have. */
  readonly forms?: Readonly<
    Record<string, (text: string) => readonly [name: string, text: string] | undefined>
  >;
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

const dataset = (
  name: string,
  names: Readonly<Record<string, string>>,
  below?: string,
  forms: Integration['forms'] = {},
): Integration => ({
  fixed: { 'event.dataset': name },
  names,
  forms,
  ...(below === undefined ? {} : { below }),
});

/** A log of lines, of which the text is indexed as it is. */
const lines = (name: string): Integration => dataset(name, { [KEYWORD_FIELD]: 'message' });

const words =
  (name: string, named: Readonly<Record<string, string>>) =>
  (text: string): readonly [string, string] | undefined =>
    Object.hasOwn(named, text.toLowerCase()) ? [name, named[text.toLowerCase()]!] : undefined;

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

const KUBERNETES = dataset(
  'kubernetes.audit_logs',
  {
    ...{ apiGroup: 'kubernetes.audit.objectRef.apiGroup' },
    hostPath: 'kubernetes.audit.requestObject.spec.volumes.hostPath.path',
    capabilities: 'kubernetes.audit.requestObject.spec.containers.securityContext.capabilities.add',
  },
  'kubernetes.audit.',
);

const SIGN_IN = 'azure.signinlogs';

/** The ingest pipeline moves these two results. */
const auditResult = (text: string): readonly [string, string] => [
  /^(?:success|failure)$/i.test(text) ? 'event.outcome' : 'azure.auditlogs.properties.result',
  text,
];

const login = words('event.provider', { 'login.googleapis.com': 'login' });

/** Those that rules ask for, as the ingest pipeline has them. */
const CANARY_LOGS: Readonly<Record<string, string>> = {
  ...{ 2000: 'LOG_FTP_LOGIN_ATTEMPT', 3000: 'LOG_HTTP_GET', 3001: 'LOG_HTTP_POST_LOGIN_ATTEMPT' },
  ...{ 4000: 'LOG_SSH_NEW_CONNECTION', 4002: 'LOG_SSH_LOGIN_ATTEMPT', 5000: 'LOG_SMB_FILE_OPEN' },
  ...{ 5001: 'LOG_PORT_SYN', 5002: 'LOG_PORT_NMAPOS', 5003: 'LOG_PORT_NMAPNULL', 5004: 'LOG_PORT_NMAPXMAS' },
  ...{ 5005: 'LOG_PORT_NMAPFIN', 6001: 'LOG_TELNET_LOGIN_ATTEMPT', 7001: 'LOG_HTTPPROXY_LOGIN_ATTEMPT' },
  ...{ 8001: 'LOG_MYSQL_LOGIN_ATTEMPT', 9001: 'LOG_MSSQL_LOGIN_SQLAUTH', 9002: 'LOG_MSSQL_LOGIN_WINAUTH' },
  ...{
    10001: 'LOG_TFTP',
    11001: 'LOG_NTP_MONLIST',
    12001: 'LOG_VNC',
    13001: 'LOG_SNMP_CMD',
    14001: 'LOG_RDP',
  },
  ...{ 15001: 'LOG_SIP_REQUEST', 16001: 'LOG_GIT_CLONE_REQUEST', 17001: 'LOG_REDIS_COMMAND' },
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
    'requestParameters.layers': 'aws.cloudtrail.flattened.request_parameters.layers',
    'responseElements.pendingModifiedValues.masterUserPassword':
      'aws.cloudtrail.flattened.response_elements.pendingModifiedValues.masterUserPassword',
    'userIdentity.sessionContext.sessionIssuer.type':
      'aws.cloudtrail.user_identity.session_context.session_issuer.type',
  }),
  'azure/-/auditlogs': dataset(
    'azure.auditlogs',
    {
      ...{ operationName: 'azure.auditlogs.operation_name', OperationName: 'azure.auditlogs.operation_name' },
      ...{
        'properties.message': 'azure.auditlogs.operation_name',
        activityType: 'azure.auditlogs.operation_name',
      },
      ...{ ActivityType: 'azure.auditlogs.operation_name', category: 'azure.auditlogs.properties.category' },
      ...{ Category: 'azure.auditlogs.properties.category' },
      ActivityDisplayName: 'azure.auditlogs.properties.activity_display_name',
      LoggedByService: 'azure.auditlogs.properties.logged_by_service',
    },
    undefined,
    { Status: auditResult, status: auditResult, 'properties.result': auditResult },
  ),
  'azure/-/signinlogs': dataset(
    'azure.signinlogs',
    {
      ...{ ResultType: `${SIGN_IN}.result_type`, userAgent: 'user_agent.original' },
      ...{
        ResultDescription: `${SIGN_IN}.result_description`,
        Resultdescription: `${SIGN_IN}.result_description`,
      },
      ...{ Username: `${SIGN_IN}.properties.user_principal_name` },
      ...{ ResourceDisplayName: `${SIGN_IN}.properties.resource_display_name` },
      ...{
        ClientApp: `${SIGN_IN}.properties.client_app_used`,
        RiskState: `${SIGN_IN}.properties.risk_state`,
      },
      conditionalAccessStatus: `${SIGN_IN}.properties.conditional_access_status`,
      AuthenticationRequirement: `${SIGN_IN}.properties.authentication_requirement`,
      'DeviceDetail.trusttype': `${SIGN_IN}.properties.device_detail.trust_type`,
      'DeviceDetail.isCompliant': `${SIGN_IN}.properties.device_detail.is_compliant`,
      'DeviceDetail.deviceId': `${SIGN_IN}.properties.device_detail.device_id`,
    },
    undefined,
    { Status: words('event.outcome', { success: 'success', failure: 'failure' }) },
  ),
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
    ...{ 'actor.alternateId': 'okta.actor.alternate_id' },
    'securityContext.isProxy': 'okta.security_context.is_proxy',
    'debugContext.debugData.requestUri': 'okta.debug_context.debug_data.request_uri',
  }),
  'github/-/audit': dataset('github.audit', { action: 'event.action' }),
  'gcp/-/gcp.audit': dataset('gcp.audit', {
    ...{ 'gcp.audit.method_name': 'gcp.audit.method_name', 'data.protoPayload.logName': 'log.logger' },
    'data.protoPayload.methodName': 'gcp.audit.method_name',
    'data.protoPayload.serviceName': 'gcp.audit.service_name',
  }),
  'gcp/-/google_workspace.admin': dataset(
    'google_workspace.admin',
    {
      ...{ eventName: 'event.action', new_value: 'google_workspace.admin.new_value' },
      setting_name: 'google_workspace.admin.setting.name',
    },
    undefined,
    { eventService: words('event.provider', { 'admin.googleapis.com': 'admin' }) },
  ),
  'gcp/-/google_workspace.login': dataset(
    'google_workspace.login',
    { 'protoPayload.metadata.event.eventName': 'event.action' },
    undefined,
    { 'protoPayload.serviceName': login, 'protoPayload.Servicename': login },
  ),
  'm365/-/audit': MICROSOFT_365,
  'm365/-/exchange': MICROSOFT_365,
  'm365/-/threat_detection': MICROSOFT_365,
  'm365/-/threat_management': MICROSOFT_365,
  'bitbucket/-/audit': dataset('atlassian_bitbucket.audit', {
    ...{
      'auditType.action': 'bitbucket.audit.type.action',
      'auditType.category': 'bitbucket.audit.type.category',
    },
  }),
  'kubernetes/-/audit': KUBERNETES,
  'kubernetes/application/audit': KUBERNETES,
  'zeek/-/dns': dataset('zeek.dns', { 'id.resp_p': 'destination.port' }, 'zeek.dns.'),
  'zeek/-/http': dataset(
    'zeek.http',
    {
      ...{ 'c-uri': 'url.original', uri: 'url.original', host: 'url.domain', method: 'http.request.method' },
      ...{ 'c-useragent': 'user_agent.original', user_agent: 'user_agent.original' },
      ...{ 'id.resp_h': 'destination.ip', status_code: 'http.response.status_code' },
      request_body_len: 'http.request.body.bytes',
    },
    'zeek.http.',
  ),
  'zeek/-/kerberos': dataset('zeek.kerberos', {}, 'zeek.kerberos.'),
  'zeek/-/rdp': dataset('zeek.rdp', { 'id.orig_h': 'source.ip' }, 'zeek.rdp.'),
  'zeek/-/x509': dataset('zeek.x509', {}, 'zeek.x509.'),
  'zeek/-/smb_files': dataset('zeek.smb_files', {}, 'zeek.smb_files.'),
  'zeek/-/dce_rpc': dataset('zeek.dce_rpc', {}, 'zeek.dce_rpc.'),
  'linux/-/auditd': dataset(
    'auditd.log',
    {
      ...{ exe: 'process.executable', comm: 'process.name', euid: 'user.effective.id' },
    },
    'auditd.log.',
    // The type of the record goes through the processor \`lowercase\`.
    { type: (text) => ['event.action', text.toLowerCase()] },
  ),
  'linux/-/-': lines('system.syslog'),
  'linux/-/auth': lines('system.auth'),
  'linux/-/sshd': lines('system.auth'),
  'linux/-/sudo': dataset('system.auth', { USER: 'system.auth.sudo.user' }),
  'linux/-/clamav': lines('system.syslog'),
  'linux/-/cron': lines('system.syslog'),
  'linux/-/guacamole': lines('system.syslog'),
  'linux/-/syslog': lines('system.syslog'),
  'linux/-/vsftpd': lines('system.syslog'),
  'cisco/-/duo': dataset('cisco_duo.auth', {
    event_type: 'cisco_duo.auth.event_type',
    reason: 'event.reason',
  }),
  'fortigate/-/event': dataset('fortinet_fortigate.log', {
    ...{ action: 'event.action', cfgpath: 'fortinet.firewall.cfgpath' },
  }),
  'opencanary/application/-': dataset('opencanary.events', {}, undefined, {
    logtype: (text) => ['log.logger', CANARY_LOGS[text] ?? text],
  }),
  '-/antivirus/-': {
    fixed: {
      'winlog.channel': 'Microsoft-Windows-Windows Defender/Operational',
      'event.code': '1116',
    },
    names: { Signature: 'winlog.event_data.Threat_Name', Filename: 'file.path' },
  },
  '-/firewall/-': dataset('panw.panos', {
    ...{ action: 'event.action', dst_ip: 'destination.ip', src_ip: 'source.ip' },
    ...{ dst_port: 'destination.port', src_port: 'source.port' },
  }),
  '-/-/netflow': dataset('netflow.log', { 'destination.port': 'destination.port' }),
  '-/-/apache': lines('apache.error'),
  '-/-/nginx': lines('nginx.error'),
  '-/webserver/-': dataset('nginx.access', REQUEST),
  '-/proxy/-': dataset('squid.log', REQUEST),
  '-/dns/-': dataset('network_traffic.dns', {
    ...{ query: 'dns.question.name', record_type: 'dns.question.type', answer: 'dns.answers.data' },
  }),
};

const NUMBERS = new Set([
  'destination.port',
  'source.port',
  'http.request.body.bytes',
  'http.response.status_code',
  'kubernetes.audit.responseStatus.code',
]);
const ADDRESSES = new Set(['destination.ip', 'source.ip']);
const BOOLEANS = new Set([
  'azure.signinlogs.properties.device_detail.is_compliant',
  'okta.security_context.is_proxy',
  'zeek.dns.rejected',
]);

export function isIntegrated(logSource: string): boolean {
  return Object.hasOwn(INTEGRATIONS, logSource);
}

export function toIntegrationDocument(event: FlatEvent, logSource: string): Indexed {
  const integration = INTEGRATIONS[logSource] as Integration;
  const document: Record<string, FlatValue> = { ...integration.fixed };
  for (const [field, value] of Object.entries(event)) {
    const values = [value].flat().filter((each): each is Scalar => each !== null);
    const kept = indexedAs(field, values.map(String), integration);
    if (typeof kept === 'string') return { impossible: `${field}: ${kept}` };
    if (kept === undefined) continue;
    const [name, texts] = kept;
    const problem = problemOf(name, texts);
    if (problem !== undefined) return { impossible: `${field}: ${problem}` };
    const typed = texts.map((text) =>
      NUMBERS.has(name) ? Number(text) : BOOLEANS.has(name) ? text === 'true' : text,
    );
    document[name] = typed.length === 1 ? (typed[0] as Scalar) : typed;
  }
  return document;
}

/** Under what name a field is indexed, and with which texts; undefined for one without a value, or why it cannot be. */
function indexedAs(
  field: string,
  texts: readonly string[],
  { names, below, forms = {} }: Integration,
): readonly [name: string, texts: readonly string[]] | string | undefined {
  const form = Object.hasOwn(forms, field) ? forms[field] : undefined;
  if (form !== undefined) {
    const [text, ...others] = texts;
    if (text === undefined) return undefined;
    if (others.length > 0) return 'several values';
    const kept = form(text);
    return kept === undefined ? 'not one of its values' : [kept[0], [kept[1]]];
  }
  const name = Object.hasOwn(names, field) ? names[field] : otherName(field, below);
  if (name === undefined) return 'not indexed';
  return texts.length === 0 ? undefined : [name, texts];
}

function otherName(field: string, below: string | undefined): string | undefined {
  // Some field that is kept whole.
  if (field === KEYWORD_FIELD) return 'labels.text';
  return below === undefined ? undefined : below + field;
}

function problemOf(name: string, texts: readonly string[]): string | undefined {
  if (NUMBERS.has(name) && !texts.every((text) => /^(?:0|[1-9]\d*)$/.test(text))) return 'not a number';
  if (ADDRESSES.has(name) && !texts.every((text) => isIP(text) !== 0)) return 'not an address';
  if (BOOLEANS.has(name) && !texts.every((text) => text === 'true' || text === 'false'))
    return 'not a boolean';
  return undefined;
}
