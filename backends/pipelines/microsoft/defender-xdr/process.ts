/**
 * Processes that start: `DeviceProcessEvents`. The initiating process is the parent of the new one.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
 */
import type { ComputedField } from '../../field-table.ts';
import { defineSource, type EventSource } from '../event-source.ts';
import { account } from '../../values/account.ts';
import { fileName } from '../fields/file-name.ts';
import { hashes } from '../../values/hashes.ts';
import { named, type ValueNames } from '../../values/named.ts';
import { always } from '../../values/always.ts';
import { hexadecimal } from '../fields/values.ts';
import { defineTable, type Table } from '../table.ts';
import { DEVICE, FILE, INITIATING_PROCESS, INITIATING_TOKEN } from './initiating-process.ts';

const TABLE: Table = /* @__PURE__ */ defineTable(
  'DeviceProcessEvents',
  DEVICE,
  FILE,
  INITIATING_PROCESS,
  INITIATING_TOKEN,
  {
    string:
      'ProcessVersionInfoCompanyName ProcessVersionInfoProductName ProcessVersionInfoProductVersion ' +
      'ProcessVersionInfoInternalFileName ProcessVersionInfoOriginalFileName ProcessVersionInfoFileDescription ' +
      'ProcessCommandLine ProcessIntegrityLevel ProcessTokenElevation AccountDomain AccountName AccountSid AccountUpn ' +
      'AccountObjectId InitiatingProcessSignerType InitiatingProcessSignatureStatus AdditionalFields',
    integer: 'ProcessId LogonId InitiatingProcessLogonId',
    datetime: 'ProcessCreationTime',
  },
);

/**
 * Names for the labels of the audit log, which some rules list as well.
 * https://learn.microsoft.com/windows/win32/secauthz/well-known-sids
 */
const INTEGRITY_LEVELS: ValueNames = {
  's-1-16-0': 'Untrusted',
  's-1-16-4096': 'Low',
  's-1-16-8192': 'Medium',
  's-1-16-8448': 'MediumPlus',
  's-1-16-12288': 'High',
  's-1-16-16384': 'System',
};

const ROWS = { ActionType: ['ProcessCreated'] };

const FIELDS: Readonly<Record<string, string | ComputedField>> = {
  Image: 'FolderPath',
  CommandLine: 'ProcessCommandLine',
  ProcessId: 'ProcessId',
  ParentImage: 'InitiatingProcessFolderPath',
  ParentCommandLine: 'InitiatingProcessCommandLine',
  ParentProcessId: 'InitiatingProcessId',
  GrandParentImage: /* @__PURE__ */ fileName('InitiatingProcessParentFileName'),
  OriginalFileName: 'ProcessVersionInfoOriginalFileName',
  Description: 'ProcessVersionInfoFileDescription',
  Product: 'ProcessVersionInfoProductName',
  Company: 'ProcessVersionInfoCompanyName',
  Hashes: /* @__PURE__ */ hashes({ md5: 'MD5', sha1: 'SHA1', sha256: 'SHA256' }),
  md5: 'MD5',
  sha1: 'SHA1',
  sha256: 'SHA256',
  Computer: 'DeviceName',
};

/** Processes of Windows. */
export const windowsProcesses: EventSource = /* @__PURE__ */ defineSource({
  table: TABLE,
  rows: ROWS,
  fields: {
    ...FIELDS,
    IntegrityLevel: /* @__PURE__ */ named('ProcessIntegrityLevel', INTEGRITY_LEVELS, 'whole-as-is'),
    LogonId: /* @__PURE__ */ hexadecimal('LogonId'),
    User: /* @__PURE__ */ account('AccountDomain', 'AccountName', { domainless: true }),
    ParentUser: /* @__PURE__ */ account('InitiatingProcessAccountDomain', 'InitiatingProcessAccountName', {
      domainless: true,
    }),
    EventID: /* @__PURE__ */ always('1'),
  },
});

/** Processes of Linux and macOS, whose accounts have no domain. */
export const unixProcesses: EventSource = /* @__PURE__ */ defineSource({
  table: TABLE,
  rows: ROWS,
  fields: {
    ...FIELDS,
    LogonId: 'LogonId',
    User: 'AccountName',
    ParentUser: 'InitiatingProcessAccountName',
  },
});
