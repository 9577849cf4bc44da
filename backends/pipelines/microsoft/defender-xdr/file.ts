/**
 * Files that are created, renamed and deleted: `DeviceFileEvents`. The folder path includes the name of the file.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefileevents-table
 */
import { defineSource, type EventSource } from '../event-source.ts';
import { hashes } from '../../values/hashes.ts';
import { defineTable, type Table } from '../table.ts';
import {
  ACTING_PROCESS_FIELDS,
  DEVICE,
  FILE,
  INITIATING_PROCESS,
  INITIATING_SESSION,
  INITIATING_TOKEN,
} from './initiating-process.ts';

const TABLE: Table = /* @__PURE__ */ defineTable(
  'DeviceFileEvents',
  DEVICE,
  FILE,
  INITIATING_PROCESS,
  INITIATING_TOKEN,
  INITIATING_SESSION,
  {
    string:
      'FileOriginUrl FileOriginReferrerUrl FileOriginIP PreviousFolderPath PreviousFileName RequestProtocol ' +
      'RequestSourceIP RequestAccountName RequestAccountDomain RequestAccountSid ShareName SensitivityLabel ' +
      'SensitivitySubLabel AdditionalFields',
    integer: 'RequestSourcePort',
    boolean: 'IsAzureInfoProtectionApplied',
  },
);

function filesOf(actionType: string): EventSource {
  return defineSource({
    table: TABLE,
    rows: { ActionType: [actionType] },
    fields: {
      ...ACTING_PROCESS_FIELDS,
      TargetFilename: 'FolderPath',
      IntegrityLevel: 'InitiatingProcessIntegrityLevel',
      Hashes: hashes({ md5: 'MD5', sha1: 'SHA1', sha256: 'SHA256' }),
    },
  });
}

export const createdFiles: EventSource = /* @__PURE__ */ filesOf('FileCreated');
export const renamedFiles: EventSource = /* @__PURE__ */ filesOf('FileRenamed');
export const deletedFiles: EventSource = /* @__PURE__ */ filesOf('FileDeleted');
