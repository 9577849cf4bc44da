/**
 * Rows of the tables of Microsoft Sentinel.
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables-index
 */
import type { LogSource } from '../../../lib/ast/rule.ts';
import { windowsEventsOf } from '../../../backends/pipelines/windows/event-groups.ts';
import { KEYWORD_FIELD } from '../../../lib/witness/realise.ts';
import type { KustoBag } from '../../engines/kusto/evaluate.ts';
import { heldBy, type FlatEvent } from '../equivalence/flat-event.ts';
import { defenderRows } from './defender-rows.ts';
import type { Row, RowMaker, RowMakers } from './rows.ts';
import { accountOf, number, text } from './values.ts';

const HEADER = ['EventID', 'Provider_Name', 'Computer', 'Level', 'Keywords', 'Task'];

const LEVELS: Readonly<Record<string, number>> = {
  critical: 1,
  error: 2,
  warning: 3,
  information: 4,
  informational: 4,
};

/** The first channel and id of the log source, unless the event says others. */
function windowsEvent(logsource: LogSource): RowMaker {
  const groups = windowsEventsOf(logsource);
  const [group] = 'none' in groups ? [] : groups;
  return (event) => {
    const level = text(event, 'Level');
    const own = number(event, 'EventID');
    const isOther =
      'none' in groups || groups.some(({ eventIds }) => eventIds.length > 0 && !eventIds.includes(own ?? -1));
    // What another channel recorded is in another row.
    if (own !== undefined && logsource.category !== undefined && isOther) return undefined;
    const id = own ?? group?.eventIds[0];
    const data = Object.fromEntries(
      Object.keys(event)
        .filter((field) => !HEADER.includes(field))
        .map((field) => [field, heldBy(event, field)[0]]),
    );
    for (const [field, [value]] of Object.entries(group?.where ?? {})) data[field] ??= value;
    return {
      Channel: group?.channels[0] ?? text(event, 'Channel'),
      EventID: id,
      Provider: text(event, 'Provider_Name'),
      Computer: text(event, 'Computer'),
      EventLevel: level === undefined ? undefined : (LEVELS[level.toLowerCase()] ?? number(event, 'Level')),
      Keywords: text(event, 'Keywords'),
      Task: number(event, 'Task'),
      EventData: data,
    };
  };
}

const LABELS: Readonly<Record<string, string>> = {
  low: 'S-1-16-4096',
  medium: 'S-1-16-8192',
  high: 'S-1-16-12288',
  system: 'S-1-16-16384',
};

function auditedProcess(event: FlatEvent): Row {
  const { domain, name } = accountOf(text(event, 'User'));
  const level = text(event, 'IntegrityLevel');
  return {
    EventID: 4688,
    Channel: 'Security',
    Computer: text(event, 'Computer'),
    NewProcessName: text(event, 'Image'),
    CommandLine: text(event, 'CommandLine'),
    ParentProcessName: text(event, 'ParentImage'),
    SubjectDomainName: domain,
    SubjectUserName: name,
    MandatoryLabel: level === undefined ? undefined : (LABELS[level.toLowerCase()] ?? level),
  };
}

const NUMBERS = ['EventID', 'LogonType', 'KeyLength', 'ErrorCode', 'Task', 'ServiceStartType'];

/** The fields of the event that the query speaks of; columns have their names. */
function securityEvent(event: FlatEvent, columns: ReadonlySet<string>): Row {
  const entries = Object.keys(event)
    .filter((field) => columns.has(field))
    .map((field) => [field, NUMBERS.includes(field) ? number(event, field) : text(event, field)] as const);
  return {
    ...Object.fromEntries(entries),
    EventSourceName: text(event, 'Provider_Name'),
    Channel: 'Security',
  };
}

/** An object of the parts of a field with dots: `requestParameters.a.b` is `{ a: { b } }` in `requestParameters`. */
function nested(event: FlatEvent, root: string): KustoBag | undefined {
  const tree: Record<string, unknown> = {};
  for (const field of Object.keys(event).filter((name) => name.startsWith(`${root}.`))) {
    const path = field.slice(root.length + 1).split('.');
    let node = tree;
    for (const key of path.slice(0, -1)) node = (node[key] ??= {}) as Record<string, unknown>;
    node[path.at(-1) as string] = heldBy(event, field)[0];
  }
  return Object.keys(tree).length === 0 ? undefined : tree;
}

function cloudTrail(event: FlatEvent): Row | undefined {
  // The text of parameters is that of the object: an event states one or the other.
  const whole = (root: string): string | undefined => {
    const object = nested(event, root);
    return object === undefined ? text(event, root) : JSON.stringify(object);
  };
  const stated = ['requestParameters', 'responseElements'].some(
    (root) => nested(event, root) !== undefined && text(event, root) !== undefined,
  );
  if (stated) return undefined;
  return {
    EventName: text(event, 'eventName'),
    EventSource: text(event, 'eventSource'),
    EventTypeName: text(event, 'eventType'),
    ErrorCode: text(event, 'errorCode'),
    ErrorMessage: text(event, 'errorMessage'),
    UserAgent: text(event, 'userAgent'),
    SourceIpAddress: text(event, 'sourceIPAddress'),
    UserIdentityType: text(event, 'userIdentity.type'),
    UserIdentityArn: text(event, 'userIdentity.arn'),
    SessionIssuerType: text(event, 'userIdentity.sessionContext.sessionIssuer.type'),
    RequestParameters: whole('requestParameters'),
    ResponseElements: whole('responseElements'),
    AdditionalEventData: whole('additionalEventData'),
  };
}

function oktaRow(event: FlatEvent): Row {
  const debug = nested(event, 'debugContext.debugData');
  const proxy = text(event, 'securityContext.isProxy')?.toLowerCase();
  return {
    EventOriginalType: text(event, 'eventType') ?? text(event, 'eventtype'),
    LegacyEventType: text(event, 'legacyEventType'),
    EventMessage: text(event, 'displayMessage'),
    OriginalOutcomeResult: text(event, 'outcome.result'),
    EventOriginalResultDetails: text(event, 'outcome.reason'),
    OriginalActorAlternateId: text(event, 'actor.alternateId'),
    SecurityContextIsProxy: proxy === 'true' ? true : proxy === 'false' ? false : undefined,
    DebugData: debug === undefined ? undefined : JSON.stringify(debug),
  };
}

function fields(names: Readonly<Record<string, string>>): RowMaker {
  return (event) =>
    Object.fromEntries(
      Object.entries(names).flatMap(([field, column]) => {
        const value = text(event, field);
        return value === undefined ? [] : [[column, value]];
      }),
    );
}

const WEB = fields({
  'cs-uri-query': 'csUriQuery',
  'cs-uri-stem': 'csUriStem',
  'cs-method': 'csMethod',
  'cs-host': 'csHost',
  'cs-referer': 'csReferer',
  'cs-user-agent': 'csUserAgent',
  'cs-username': 'csUserName',
  'sc-status': 'scStatus',
});

const AZURE = fields({
  operationName: 'OperationNameValue',
  OperationNameValue: 'OperationNameValue',
  CategoryValue: 'CategoryValue',
  ResourceProviderValue: 'ResourceProviderValue',
  ResourceId: 'ResourceId',
});

const GCP = fields({
  'gcp.audit.method_name': 'MethodName',
  'data.protoPayload.methodName': 'MethodName',
  'data.protoPayload.serviceName': 'ServiceName',
  'data.protoPayload.logName': 'LogName',
  'data.protoPayload.resource.type': 'GCPResourceType',
});

const SIGN_INS = fields({
  ResultType: 'ResultType',
  ResultDescription: 'ResultDescription',
  Resultdescription: 'ResultDescription',
  AuthenticationRequirement: 'AuthenticationRequirement',
  userAgent: 'UserAgent',
  conditionalAccessStatus: 'ConditionalAccessStatus',
  RiskState: 'RiskState',
  ResourceDisplayName: 'ResourceDisplayName',
  NetworkLocationDetails: 'NetworkLocationDetails',
  ClientApp: 'ClientAppUsed',
  Username: 'UserPrincipalName',
});

function signIn(event: FlatEvent): Row {
  const [deviceId, isCompliant, trustType] = ['deviceId', 'isCompliant', 'trusttype'].map(
    (name) => heldBy(event, `DeviceDetail.${name}`)[0],
  );
  return { ...SIGN_INS(event), DeviceDetail: { deviceId, isCompliant, trustType } };
}

/** A message in one line of text. */
function message(rows: Row): RowMaker {
  return (event) => ({ ...rows, SyslogMessage: text(event, KEYWORD_FIELD) });
}

const SYSLOG: Readonly<Record<string, Row>> = {
  sshd: { ProcessName: 'sshd' },
  cron: { ProcessName: 'cron' },
  vsftpd: { ProcessName: 'vsftpd' },
  clamav: { ProcessName: 'clamd' },
  auth: { Facility: 'auth' },
};

function proxyRow(event: FlatEvent): Row | undefined {
  const url = text(event, 'c-uri') ?? text(event, 'cs-uri');
  const query = text(event, 'c-uri-query') ?? text(event, 'cs-uri-query');
  if (url !== undefined && query !== undefined) return undefined;
  return {
    RequestURL: url ?? (query === undefined ? undefined : `https://host/?${query}`),
    RequestClientApplication: text(event, 'c-useragent'),
    RequestMethod: text(event, 'cs-method'),
    RequestCookies: text(event, 'cs-cookie'),
    DestinationHostName: text(event, 'cs-host'),
    DestinationIP: text(event, 'dst_ip'),
  };
}

const MAKERS: Readonly<Record<string, RowMaker>> = {
  SigninLogs: signIn,
  AuditLogs: fields({
    'properties.message': 'OperationName',
    OperationName: 'OperationName',
    operationName: 'OperationName',
    Category: 'Category',
    category: 'Category',
    LoggedByService: 'LoggedByService',
    ActivityDisplayName: 'ActivityDisplayName',
    activityType: 'ActivityDisplayName',
    ActivityType: 'ActivityDisplayName',
    'properties.result': 'Result',
  }),
  AWSCloudTrail: cloudTrail,
  OktaV2_CL: oktaRow,
  W3CIISLog: WEB,
  AzureActivity: AZURE,
  GCPAuditLogs: GCP,
  LinuxAuditLog: auditRecord,
  AKSAudit: clusterRequest,
  GitHubAuditData: fields({ action: 'Action' }),
  AADUserRiskEvents: fields({ riskEventType: 'RiskEventType' }),
  OfficeActivity: fields({
    Operation: 'Operation',
    Parameters: 'Parameters',
    ApplicationId: 'ApplicationId',
    ResultStatus: 'ResultStatus',
    ObjectId: 'OfficeObjectId',
    Workload: 'OfficeWorkload',
  }),
};

/** A record of auditd with its own names for fields: `type` is `RecordType`, and numbers are numbers. */
function auditRecord(event: FlatEvent): Row {
  const entries = Object.keys(event)
    .filter((field) => field !== KEYWORD_FIELD && field !== 'type' && field !== 'SYSCALL')
    .map(
      (field) => [field, AUDIT_NUMBERS.includes(field) ? number(event, field) : text(event, field)] as const,
    );
  return {
    ...Object.fromEntries(entries),
    RecordType: text(event, 'type'),
    RawRecord: text(event, KEYWORD_FIELD),
  };
}

const AUDIT_NUMBERS = ['argc', 'auid', 'egid', 'euid', 'gid', 'pid', 'ppid', 'ses', 'uid'];

/** https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/ */
function clusterRequest(event: FlatEvent): Row {
  return {
    Verb: text(event, 'verb'),
    RequestUri: text(event, 'requestURI'),
    UserAgent: text(event, 'userAgent'),
    ObjectRef: nested(event, 'objectRef'),
    ResponseStatus: nested(event, 'responseStatus'),
    User: nested(event, 'user'),
  };
}

const SECURITY_COLUMNS = new Set(
  (
    'AccessMask AllowedToDelegateTo AuditPolicyChanges AuthenticationPackageName CallerProcessName ClassName ' +
    'DeviceDescription EventID IpAddress IpPort KeyLength LogonProcessName LogonType NewUacValue NewValue ObjectName ' +
    'ObjectServer ObjectType ObjectValueName OldUacValue PrivilegeList ProcessName Properties RelativeTargetName ' +
    'SamAccountName ServiceFileName ServiceName ServiceStartType ServiceType ShareLocalPath ShareName SidHistory Status ' +
    'SubcategoryGuid SubjectDomainName SubjectLogonId SubjectUserName SubjectUserSid SubStatus TargetInfo TargetLogonId ' +
    'TargetOutboundUserName TargetServerName TargetSid TargetUserName TargetUserSid TemplateContent Workstation ' +
    'WorkstationName AdditionalInfo Computer'
  ).split(' '),
);

export const sentinelRows: RowMakers = (logsource, table) => {
  if (table === 'WindowsEvent') return windowsEvent(logsource);
  if (table === 'SecurityEvent') {
    return logsource.category === 'process_creation'
      ? auditedProcess
      : (event) => securityEvent(event, SECURITY_COLUMNS);
  }
  if (table === 'Syslog') return message(SYSLOG[logsource.service ?? ''] ?? {});
  if (table === 'CommonSecurityLog') return logsource.category === 'proxy' ? proxyRow : undefined;
  // The connector of Defender brings the rows of its tables as they are.
  if (table.startsWith('Device')) return defenderRows(logsource, table);
  return MAKERS[table];
};
