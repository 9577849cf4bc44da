/**
 * Events of machines other than those of Windows: what Defender for Endpoint brings into a workspace, the audit log of
 * Linux, and that of Kubernetes.
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/deviceprocessevents, devicefileevents,
 * devicenetworkevents, linuxauditlog and aksaudit; their columns by themselves are in
 * https://github.com/MicrosoftDocs/azure-reference-other (azure-monitor-ref/tables/includes)
 */
import { unavailable } from '../../values/unavailable.ts';
import { createdFiles } from '../defender-xdr/file.ts';
import { connections, outboundConnections } from '../defender-xdr/network.ts';
import { unixProcesses } from '../defender-xdr/process.ts';
import { defineSource, type EventSource } from '../event-source.ts';
import { defineTable, type Table } from '../table.ts';

/** Columns that the tables of advanced hunting have and those of workspaces do not. */
const NOT_IN_WORKSPACES: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'Timestamp',
  'InitiatingProcessRemoteSessionDeviceName',
  'InitiatingProcessRemoteSessionIP',
  'InitiatingProcessSessionId',
  'IsInitiatingProcessRemoteSession',
]);

/** The table as the connector of Defender XDR fills it. */
function inWorkspace({ name, columns }: Table): Table {
  const kept = [...columns].filter(([column]) => !NOT_IN_WORKSPACES.has(column));
  return {
    name,
    columns: new Map([...kept, ['AdditionalFields', 'dynamic'], ['TimeGenerated', 'datetime']]),
    time: 'TimeGenerated',
  };
}

function deviceEvents({ table, rows = [], fields, computed = {} }: EventSource): EventSource {
  return defineSource({ table: inWorkspace(table), rows, fields, computed });
}

/** Processes of Linux and macOS. */
export const unixProcessEvents: EventSource = /* @__PURE__ */ deviceEvents(unixProcesses);
export const createdFileEvents: EventSource = /* @__PURE__ */ deviceEvents(createdFiles);
/** Connections to and from a device. */
export const connectionEvents: EventSource = /* @__PURE__ */ deviceEvents(connections);
/** Those that the device opens, for rules that ask for no others. */
export const outboundConnectionEvents: EventSource = /* @__PURE__ */ deviceEvents(outboundConnections);

/** Records of auditd: one row for each record, with the fields of the record under their own names. */
export const linuxAudit: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('LinuxAuditLog', {
    string: `
      a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 acct addr arch audit_user AuditID cmd comm Computer ComputerEnvironment cwd data
      effective_group effective_user exe exit ExternalAgentIp family filetype group hostname icmptype key ManagementGroup
      ManagementGroupName name node op path RawRecord RecordType res ResourceId result SerialNumber SourceComputerId
      success syscall terminal tty Type user vm`,
    integer: 'argc auid egid euid gid pid ppid ses uid',
    datetime: 'TimeGenerated TimeUploaded',
  }),
  fields: {
    type: 'RecordType',
    SYSCALL: /* @__PURE__ */ unavailable('there is one column for the number of a system call and its name'),
  },
  sameNames: true,
  keywords: ['RawRecord'],
});

/** Requests to the API of Azure Kubernetes Service, those that only read among them. */
export const kubernetesAudit: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('AKSAudit', {
    string: 'AuditId Level PodName RequestUri SourceSystem Stage TenantId Type UserAgent Verb',
    dynamic: 'Annotations ObjectRef RequestObject ResponseObject ResponseStatus SourceIps User',
    datetime: 'RequestReceivedTime StageReceivedTime TimeGenerated',
  }),
  fields: {
    auditID: 'AuditId',
    level: 'Level',
    requestURI: 'RequestUri',
    stage: 'Stage',
    userAgent: 'UserAgent',
    verb: 'Verb',
    'user.uid': 'User.uid',
    'user.username': 'User.username',
    'user.groups': /* @__PURE__ */ unavailable('groups are a list'),
    sourceIPs: /* @__PURE__ */ unavailable('addresses are a list'),
  },
  // Of other objects the parts are lists, or have dots in their names.
  within: { 'objectRef.': 'ObjectRef', 'responseStatus.': 'ResponseStatus' },
});
