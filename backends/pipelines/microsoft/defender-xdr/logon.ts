/**
 * Logons: `DeviceLogonEvents`.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-devicelogonevents-table
 */
import { defineSource, type EventSource } from '../event-source.ts';
import { named } from '../../values/named.ts';
import { defineTable, type Table } from '../table.ts';
import { DEVICE, INITIATING_PROCESS, INITIATING_SESSION, INITIATING_TOKEN } from './initiating-process.ts';

const TABLE: Table = /* @__PURE__ */ defineTable(
  'DeviceLogonEvents',
  DEVICE,
  INITIATING_PROCESS,
  INITIATING_TOKEN,
  INITIATING_SESSION,
  {
    string:
      'LogonType AccountDomain AccountName AccountSid Protocol FailureReason RemoteDeviceName RemoteIP RemoteIPType ' +
      'AdditionalFields',
    integer: 'LogonId RemotePort',
    boolean: 'IsLocalAdmin',
  },
);

/** The numbers of the events that the table has. */
export const LOGON_ACTIONS = { 4624: 'LogonSuccess', 4625: 'LogonFailed' } as const;

/** https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-4624 */
const LOGON_TYPES = {
  2: 'Interactive',
  3: 'Network',
  4: 'Batch',
  5: 'Service',
  7: 'Unlock',
  8: 'NetworkCleartext',
  9: 'NewCredentials',
  10: 'RemoteInteractive',
  11: 'CachedInteractive',
};

/** Logons that succeed and that fail. */
export const logons: EventSource = /* @__PURE__ */ defineSource({
  table: TABLE,
  rows: { ActionType: /* @__PURE__ */ Object.values(LOGON_ACTIONS) },
  fields: {
    EventID: /* @__PURE__ */ named('ActionType', LOGON_ACTIONS, 'refuse', true),
    LogonType: /* @__PURE__ */ named('LogonType', LOGON_TYPES, 'refuse', true),
    TargetUserName: 'AccountName',
    TargetDomainName: 'AccountDomain',
    TargetUserSid: 'AccountSid',
    WorkstationName: 'RemoteDeviceName',
    IpAddress: 'RemoteIP',
    IpPort: 'RemotePort',
    AuthenticationPackageName: 'Protocol',
    ProcessName: 'InitiatingProcessFolderPath',
    SubjectUserName: 'InitiatingProcessAccountName',
    SubjectDomainName: 'InitiatingProcessAccountDomain',
    SubjectUserSid: 'InitiatingProcessAccountSid',
    Computer: 'DeviceName',
  },
});
