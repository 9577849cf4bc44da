/**
 * The other events of devices: `DeviceEvents`, told apart by `ActionType`. What is particular to a kind of event is in
 * `AdditionalFields`, a text in JSON.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
 */
import {
  defineSource,
  type ComputedColumn,
  type EventSource,
  type SourceDescription,
} from '../event-source.ts';
import { hashes } from '../../values/hashes.ts';
import { fileName } from '../fields/file-name.ts';
import { named } from '../../values/named.ts';
import { defineTable, type Table } from '../table.ts';
import {
  ACTING_PROCESS_FIELDS,
  DEVICE,
  FILE,
  INITIATING_PROCESS,
  INITIATING_SESSION,
} from './initiating-process.ts';

const TABLE: Table = /* @__PURE__ */ defineTable(
  'DeviceEvents',
  DEVICE,
  FILE,
  INITIATING_PROCESS,
  INITIATING_SESSION,
  {
    string:
      'AccountDomain AccountName AccountSid RemoteUrl RemoteDeviceName ProcessCommandLine ProcessTokenElevation ' +
      'RegistryKey RegistryValueName RegistryValueData RemoteIP LocalIP FileOriginUrl FileOriginIP AdditionalFields ' +
      'ProcessRemoteSessionDeviceName ProcessRemoteSessionIP',
    integer: 'ProcessId LogonId RemotePort LocalPort InitiatingProcessLogonId CreatedProcessSessionId',
    boolean: 'IsProcessRemoteSession',
    datetime: 'ProcessCreationTime',
  },
);

/** A property of `AdditionalFields` as a column of its own. */
function additional(property: string): ComputedColumn {
  return {
    expression: `tostring(parse_json(AdditionalFields).${property})`,
    type: 'string',
    reads: ['AdditionalFields'],
  };
}

function deviceEvents(actionType: string, more: Pick<SourceDescription, 'fields' | 'computed'>): EventSource {
  return defineSource({
    table: TABLE,
    rows: { ActionType: [actionType] },
    ...more,
    fields: { ...ACTING_PROCESS_FIELDS, ...more.fields },
  });
}

/** Drivers that are loaded. */
export const loadedDrivers: EventSource = /* @__PURE__ */ deviceEvents('DriverLoad', {
  fields: {
    ImageLoaded: 'FolderPath',
    Hashes: /* @__PURE__ */ hashes({ md5: 'MD5', sha1: 'SHA1', sha256: 'SHA256' }),
  },
});

/** Names that processes look up. */
export const dnsQueries: EventSource = /* @__PURE__ */ deviceEvents('DnsQueryResponse', {
  computed: { QueryName: /* @__PURE__ */ additional('DnsQueryString') },
  fields: { QueryName: 'QueryName' },
});

/** Pipes that are created; the full name begins with the device of pipes, which rules leave out. */
export const namedPipes: EventSource = /* @__PURE__ */ deviceEvents('NamedPipeEvent', {
  computed: {
    PipeName: {
      expression: String.raw`replace_string(tostring(parse_json(AdditionalFields).PipeName), @"\Device\NamedPipe", "")`,
      type: 'string',
      reads: ['AdditionalFields'],
    },
  },
  fields: { PipeName: 'PipeName' },
});

/** Threads that one process starts in another. */
export const remoteThreads: EventSource = /* @__PURE__ */ deviceEvents('CreateRemoteThreadApiCall', {
  fields: {
    SourceImage: 'InitiatingProcessFolderPath',
    SourceCommandLine: 'InitiatingProcessCommandLine',
    SourceParentImage: /* @__PURE__ */ fileName('InitiatingProcessParentFileName'),
    TargetImage: 'FolderPath',
  },
});

/** Processes that one process opens. */
export const openedProcesses: EventSource = /* @__PURE__ */ deviceEvents('OpenProcessApiCall', {
  fields: {
    SourceImage: 'InitiatingProcessFolderPath',
    SourceCommandLine: 'InitiatingProcessCommandLine',
    TargetImage: 'FolderPath',
  },
});

/** What the security log has, by the numbers of its events; of what they hold, the table has the number alone. */
export const SECURITY_ACTIONS = {
  4697: 'ServiceInstalled',
  4698: 'ScheduledTaskCreated',
  4699: 'ScheduledTaskDeleted',
  4700: 'ScheduledTaskEnabled',
  4701: 'ScheduledTaskDisabled',
  4702: 'ScheduledTaskUpdated',
  4719: 'AuditPolicyModification',
  4720: 'UserAccountCreated',
  4726: 'UserAccountDeleted',
  4738: 'UserAccountModified',
  1102: 'SecurityLogCleared',
} as const;

/** Changes of services, tasks and accounts. */
export const securityChanges: EventSource = /* @__PURE__ */ defineSource({
  table: TABLE,
  rows: { ActionType: /* @__PURE__ */ Object.values(SECURITY_ACTIONS) },
  computed: {
    ServiceName: /* @__PURE__ */ additional('ServiceName'),
    TaskName: /* @__PURE__ */ additional('TaskName'),
    TaskContent: /* @__PURE__ */ additional('TaskContent'),
  },
  fields: {
    EventID: /* @__PURE__ */ named('ActionType', SECURITY_ACTIONS, 'refuse', true),
    ServiceName: 'ServiceName',
    TaskName: 'TaskName',
    TaskContent: 'TaskContent',
    Computer: 'DeviceName',
  },
});
