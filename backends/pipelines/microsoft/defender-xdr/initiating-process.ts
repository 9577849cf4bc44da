/** Columns about the process that did something, the same in every table of devices, and the fields that they answer. */
import type { ComputedField } from '../../field-table.ts';
import { account } from '../../values/account.ts';
import { fileName } from '../fields/file-name.ts';
import type { Columns } from '../table.ts';

/** Of https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table and its siblings. */
export const INITIATING_PROCESS: Columns = {
  string:
    'InitiatingProcessAccountDomain InitiatingProcessAccountName InitiatingProcessAccountSid ' +
    'InitiatingProcessAccountUpn InitiatingProcessAccountObjectId InitiatingProcessSHA1 InitiatingProcessSHA256 ' +
    'InitiatingProcessMD5 InitiatingProcessFileName InitiatingProcessFolderPath InitiatingProcessCommandLine ' +
    'InitiatingProcessParentFileName InitiatingProcessVersionInfoCompanyName InitiatingProcessVersionInfoProductName ' +
    'InitiatingProcessVersionInfoProductVersion InitiatingProcessVersionInfoInternalFileName ' +
    'InitiatingProcessVersionInfoOriginalFileName InitiatingProcessVersionInfoFileDescription',
  integer: 'InitiatingProcessFileSize InitiatingProcessId InitiatingProcessParentId',
  datetime: 'InitiatingProcessCreationTime InitiatingProcessParentCreationTime',
};

/** Columns that all tables of devices have but DeviceEvents. */
export const INITIATING_TOKEN: Columns = {
  string: 'InitiatingProcessIntegrityLevel InitiatingProcessTokenElevation',
};

/** Columns about a remote session of that process. */
export const INITIATING_SESSION: Columns = {
  string: 'InitiatingProcessRemoteSessionDeviceName InitiatingProcessRemoteSessionIP',
  integer: 'InitiatingProcessSessionId',
  boolean: 'IsInitiatingProcessRemoteSession',
};

/** Columns about the device and the record. */
export const DEVICE: Columns = {
  string: 'DeviceId DeviceName ActionType AppGuardContainerId',
  integer: 'ReportId',
  datetime: 'Timestamp',
};

/** Columns about a file. */
export const FILE: Columns = { string: 'FileName FolderPath SHA1 SHA256 MD5', integer: 'FileSize' };

/** Fields about the process that did what the event tells. The folder path includes the name of the file. */
export const ACTING_PROCESS_FIELDS: Readonly<Record<string, string | ComputedField>> = {
  Image: 'InitiatingProcessFolderPath',
  CommandLine: 'InitiatingProcessCommandLine',
  ProcessId: 'InitiatingProcessId',
  ParentImage: /* @__PURE__ */ fileName('InitiatingProcessParentFileName'),
  ParentProcessId: 'InitiatingProcessParentId',
  User: /* @__PURE__ */ account('InitiatingProcessAccountDomain', 'InitiatingProcessAccountName', {
    domainless: true,
  }),
  Computer: 'DeviceName',
};
