/**
 * Services in the cloud and applications that Elastic has integrations for.
 *
 * https://www.elastic.co/docs/reference/integrations/okta, …/github, …/o365, …/atlassian_bitbucket, …/cisco_duo,
 * …/fortinet_fortigate, …/opencanary, …/kubernetes
 */
import { named, type ValueNames } from '../../values/named.ts';
import { unavailable } from '../../values/unavailable.ts';
import type { EventSet, EventSetOf } from '../event-set.ts';
import { fromTable } from '../log-source-table.ts';
import { integration } from './integration.ts';

const OKTA = /* @__PURE__ */ integration('okta.system', {
  table: {
    'actor.alternateId': 'okta.actor.alternate_id',
    'actor.displayName': 'okta.actor.display_name',
    'actor.type': 'okta.actor.type',
    'debugContext.debugData.behaviors': 'okta.debug_context.debug_data.flattened.behaviors',
    'debugContext.debugData.logOnlySecurityData':
      'okta.debug_context.debug_data.flattened.logOnlySecurityData',
    'debugContext.debugData.requestUri': 'okta.debug_context.debug_data.request_uri',
    displayMessage: 'okta.display_message',
    eventType: 'okta.event_type',
    'outcome.reason': 'okta.outcome.reason',
    'outcome.result': 'okta.outcome.result',
    'securityContext.isProxy': 'okta.security_context.is_proxy',
    'target.alternateId': 'okta.target.alternate_id',
    'target.displayName': 'okta.target.display_name',
    'target.type': 'okta.target.type',
  },
});

const GITHUB = /* @__PURE__ */ integration('github.audit', {
  table: { action: 'event.action', actor: 'user.name', org: 'github.org', repo: 'github.repo' },
});

const BY_NAME = /* @__PURE__ */ unavailable(
  'parameters are kept in fields of their own there, so that they are no text to look into',
);

/** Properties of the Office 365 Management Activity API keep their names. */
const MICROSOFT_365 = /* @__PURE__ */ integration('o365.audit', {
  table: {
    ClientIP: 'source.ip',
    eventName: 'event.action',
    eventSource: 'event.provider',
    Operation: 'event.action',
    OperationProperties: BY_NAME,
    Parameters: BY_NAME,
    status: 'event.outcome',
    UserAgent: 'user_agent.original',
    UserId: 'user.id',
    Workload: 'event.provider',
  },
  others: (field) => `o365.audit.${field}`,
});

const BITBUCKET = /* @__PURE__ */ integration('atlassian_bitbucket.audit', {
  table: {
    'auditType.action': 'bitbucket.audit.type.action',
    'auditType.category': 'bitbucket.audit.type.category',
  },
});

const DUO = /* @__PURE__ */ integration('cisco_duo.auth', {
  table: { event_type: 'cisco_duo.auth.event_type', reason: 'event.reason' },
});

const FORTIGATE = /* @__PURE__ */ integration('fortinet_fortigate.log', {
  table: { action: 'event.action', cfgpath: 'fortinet.firewall.cfgpath' },
  others: (field) => `fortinet.firewall.${field}`,
});

/** https://github.com/thinkst/opencanary/blob/master/opencanary/logger.py, the kinds that rules name */
const CANARY_LOGS: ValueNames = {
  2000: 'LOG_FTP_LOGIN_ATTEMPT',
  3000: 'LOG_HTTP_GET',
  3001: 'LOG_HTTP_POST_LOGIN_ATTEMPT',
  4000: 'LOG_SSH_NEW_CONNECTION',
  4002: 'LOG_SSH_LOGIN_ATTEMPT',
  5000: 'LOG_SMB_FILE_OPEN',
  5001: 'LOG_PORT_SYN',
  5002: 'LOG_PORT_NMAPOS',
  5003: 'LOG_PORT_NMAPNULL',
  5004: 'LOG_PORT_NMAPXMAS',
  5005: 'LOG_PORT_NMAPFIN',
  6001: 'LOG_TELNET_LOGIN_ATTEMPT',
  7001: 'LOG_HTTPPROXY_LOGIN_ATTEMPT',
  8001: 'LOG_MYSQL_LOGIN_ATTEMPT',
  9001: 'LOG_MSSQL_LOGIN_SQLAUTH',
  9002: 'LOG_MSSQL_LOGIN_WINAUTH',
  10001: 'LOG_TFTP',
  11001: 'LOG_NTP_MONLIST',
  12001: 'LOG_VNC',
  13001: 'LOG_SNMP_CMD',
  14001: 'LOG_RDP',
  15001: 'LOG_SIP_REQUEST',
  16001: 'LOG_GIT_CLONE_REQUEST',
  17001: 'LOG_REDIS_COMMAND',
};

/** A number of which the integration knows no name stays a number. */
const OPENCANARY = /* @__PURE__ */ integration('opencanary.events', {
  table: { logtype: /* @__PURE__ */ named('log.logger', CANARY_LOGS, 'whole-as-is') },
});

const KUBERNETES: EventSet = /* @__PURE__ */ integration('kubernetes.audit_logs', {
  table: {
    apiGroup: 'kubernetes.audit.objectRef.apiGroup',
    capabilities: 'kubernetes.audit.requestObject.spec.containers.securityContext.capabilities.add',
    hostPath: 'kubernetes.audit.requestObject.spec.volumes.hostPath.path',
    namespace: 'kubernetes.audit.objectRef.namespace',
    resource: 'kubernetes.audit.objectRef.resource',
    subresource: 'kubernetes.audit.objectRef.subresource',
    username: 'kubernetes.audit.user.username',
    .../* @__PURE__ */ Object.fromEntries(
      /* @__PURE__ */ [
        ...['objectRef.apiGroup', 'objectRef.name', 'objectRef.namespace', 'objectRef.resource'],
        ...[
          'objectRef.subresource',
          'requestURI',
          'responseStatus.code',
          'user.username',
          'userAgent',
          'verb',
        ],
      ].map((field) => [field, `kubernetes.audit.${field}`]),
    ),
  },
});

const OF_ITS_OWN = 'it has no integration for this product';

export const oktaEventSet: EventSetOf = /* @__PURE__ */ fromTable({ 'okta/-/okta': OKTA });
export const githubEventSet: EventSetOf = /* @__PURE__ */ fromTable({ 'github/-/audit': GITHUB });
export const m365EventSet: EventSetOf = /* @__PURE__ */ fromTable({
  'm365/-/audit': MICROSOFT_365,
  'm365/-/exchange': MICROSOFT_365,
  'm365/-/threat_detection': MICROSOFT_365,
  'm365/-/threat_management': MICROSOFT_365,
});
export const kubernetesEventSet: EventSetOf = /* @__PURE__ */ fromTable({
  'kubernetes/-/audit': KUBERNETES,
  'kubernetes/application/audit': KUBERNETES,
});
export const applicationEventSet: EventSetOf = /* @__PURE__ */ fromTable({
  'bitbucket/-/audit': BITBUCKET,
  'cisco/-/duo': DUO,
  'fortigate/-/event': FORTIGATE,
  'opencanary/application/-': OPENCANARY,
  'onelogin/-/onelogin.events': OF_ITS_OWN,
  'qualys/-/-': 'its integration of Qualys has other fields than the scans that rules speak of',
  'rpc_firewall/application/-': OF_ITS_OWN,
});
