/**
 * What happens to files: `_Im_FileEvent`.
 * https://learn.microsoft.com/azure/sentinel/normalization-schema-file-event
 */
import { defineSource, type EventSource } from '../event-source.ts';
import { hashes } from '../../values/hashes.ts';
import { defineTable, type Table } from '../table.ts';
import { ACTOR, COMMON } from './common.ts';

const TABLE: Table = /* @__PURE__ */ defineTable('_Im_FileEvent', COMMON, ACTOR, {
  string: `
    ActingProcessCommandLine ActingProcessGuid ActingProcessId ActingProcessName HashType HttpUserAgent
    NetworkApplicationProtocol RuleName SrcFileDirectory SrcFileExtension SrcFileMD5 SrcFileMimeType SrcFileName SrcFilePath
    SrcFilePathType SrcFileSHA1 SrcFileSHA256 SrcFileSHA512 SrcHostname SrcIpAddr TargetAppId TargetAppName TargetAppType
    TargetFileDirectory TargetFileExtension TargetFileMD5 TargetFileMimeType TargetFileName TargetFilePath
    TargetFilePathType TargetFileSHA1 TargetFileSHA256 TargetFileSHA512 TargetUrl`,
  integer: 'SrcFileSize SrcPortNumber TargetFileSize',
  datetime: 'SrcFileCreationTime TargetFileCreationTime',
});

function filesOf(eventType: string): EventSource {
  return defineSource({
    table: TABLE,
    rows: { EventType: [eventType] },
    fields: {
      TargetFilename: 'TargetFilePath',
      FileName: 'TargetFilePath',
      SourceFilename: 'SrcFilePath',
      Image: 'ActingProcessName',
      CommandLine: 'ActingProcessCommandLine',
      ProcessId: 'ActingProcessId',
      ProcessGuid: 'ActingProcessGuid',
      User: 'ActorUsername',
      Computer: 'DvcHostname',
      Hashes: hashes({ md5: 'TargetFileMD5', sha1: 'TargetFileSHA1', sha256: 'TargetFileSHA256' }),
    },
  });
}

export const createdFiles: EventSource = /* @__PURE__ */ filesOf('FileCreated');
export const renamedFiles: EventSource = /* @__PURE__ */ filesOf('FileRenamed');
export const deletedFiles: EventSource = /* @__PURE__ */ filesOf('FileDeleted');
export const accessedFiles: EventSource = /* @__PURE__ */ filesOf('FileAccessed');
