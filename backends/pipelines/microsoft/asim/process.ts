/**
 * Processes that start: `_Im_ProcessCreate`. Names of processes are full paths, users have their domain.
 * https://learn.microsoft.com/azure/sentinel/normalization-schema-process-event
 */
import { defineSource, type EventSource } from '../event-source.ts';
import { hashes } from '../../values/hashes.ts';
import { named } from '../../values/named.ts';
import { always } from '../../values/always.ts';
import { defineTable } from '../table.ts';
import { ACTOR, COMMON } from './common.ts';

/** https://learn.microsoft.com/windows/win32/secauthz/well-known-sids */
const LEVELS = {
  's-1-16-0': 'Untrusted',
  's-1-16-4096': 'Low',
  's-1-16-8192': 'Medium',
  's-1-16-12288': 'High',
  's-1-16-16384': 'System',
};

/** Processes of every system. */
export const createdProcesses: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('_Im_ProcessCreate', COMMON, ACTOR, {
    string: `
      ActingProcessCommandLine ActingProcessFileCompany ActingProcessFileDescription ActingProcessFileInternalName
      ActingProcessFilename ActingProcessFileOriginalName ActingProcessFileProduct ActingProcessFileVersion
      ActingProcessGuid ActingProcessId ActingProcessIMPHASH ActingProcessInjectedAddress ActingProcessIntegrityLevel
      ActingProcessMD5 ActingProcessName ActingProcessSHA1 ActingProcessSHA256 ActingProcessSHA512
      ActingProcessTokenElevation ParentProcessFileCompany ParentProcessFileDescription ParentProcessFileProduct
      ParentProcessFileVersion ParentProcessGuid ParentProcessId ParentProcessIMPHASH ParentProcessIntegrityLevel
      ParentProcessMD5 ParentProcessName ParentProcessSHA1 ParentProcessSHA256 ParentProcessSHA512
      ParentProcessTokenElevation TargetProcessCommandLine TargetProcessCurrentDirectory TargetProcessFileCompany
      TargetProcessFileDescription TargetProcessFileInternalName TargetProcessFilename TargetProcessFileOriginalName
      TargetProcessFileProduct TargetProcessFileVersion TargetProcessGuid TargetProcessId TargetProcessIMPHASH
      TargetProcessInjectedAddress TargetProcessIntegrityLevel TargetProcessMD5 TargetProcessName TargetProcessSHA1
      TargetProcessSHA256 TargetProcessSHA512 TargetProcessStatusCode TargetProcessTokenElevation TargetUserId
      TargetUserIdType TargetUsername TargetUsernameType TargetUserSessionGuid TargetUserSessionId TargetUserType`,
    integer: 'ActingProcessFileSize TargetProcessFileSize',
    boolean: 'ActingProcessIsHidden ParentProcessIsHidden TargetProcessIsHidden',
    datetime: 'ActingProcessCreationTime ParentProcessCreationTime TargetProcessCreationTime',
  }),
  fields: {
    Image: 'TargetProcessName',
    CommandLine: 'TargetProcessCommandLine',
    CurrentDirectory: 'TargetProcessCurrentDirectory',
    ProcessId: 'TargetProcessId',
    ProcessGuid: 'TargetProcessGuid',
    OriginalFileName: 'TargetProcessFileOriginalName',
    Description: 'TargetProcessFileDescription',
    Product: 'TargetProcessFileProduct',
    Company: 'TargetProcessFileCompany',
    FileVersion: 'TargetProcessFileVersion',
    IntegrityLevel: /* @__PURE__ */ named('TargetProcessIntegrityLevel', LEVELS, 'whole-as-is'),
    Hashes: /* @__PURE__ */ hashes({
      md5: 'TargetProcessMD5',
      sha1: 'TargetProcessSHA1',
      sha256: 'TargetProcessSHA256',
      imphash: 'TargetProcessIMPHASH',
    }),
    User: 'TargetUsername',
    ParentUser: 'ActorUsername',
    ParentImage: 'ActingProcessName',
    ParentCommandLine: 'ActingProcessCommandLine',
    ParentProcessId: 'ActingProcessId',
    ParentProcessGuid: 'ActingProcessGuid',
    GrandParentImage: 'ParentProcessName',
    Computer: 'DvcHostname',
    EventID: /* @__PURE__ */ always('1'),
  },
});
