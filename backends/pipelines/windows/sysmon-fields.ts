/**
 * What each event of Sysmon holds, by the manifest of version 15: a rule of a category that asks for anything else would look
 * for what is never there.
 * https://learn.microsoft.com/sysinternals/downloads/sysmon#events
 */
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { EventGroup } from './event-groups.ts';
import { isNamedBy } from './rule-fields.ts';

const CHANNEL = 'Microsoft-Windows-Sysmon/Operational';

const PROCESS = ['ProcessGuid', 'ProcessId', 'Image', 'User'];
const FILE_INFO = ['FileVersion', 'Description', 'Product', 'Company', 'OriginalFileName', 'Hashes'];
const SIGNATURE = ['ImageLoaded', 'Signed', 'Signature', 'SignatureStatus'];
const REGISTRY = [...PROCESS, 'EventType', 'TargetObject'];
const PIPE = [...PROCESS, 'EventType', 'PipeName'];
const DELETED = [...PROCESS, 'TargetFilename', 'Hashes', 'IsExecutable'];
const TWO_PROCESSES = [
  ...['SourceProcessId', 'SourceImage', 'SourceUser', 'SourceProcessGuid', 'SourceProcessGUID'],
  ...['TargetProcessId', 'TargetImage', 'TargetUser', 'TargetProcessGuid', 'TargetProcessGUID'],
];

/** By event id, besides {@link EVERY_EVENT}. */
const FIELDS: Readonly<Record<number, readonly string[]>> = {
  1: [
    ...[...PROCESS, ...FILE_INFO, 'CommandLine', 'CurrentDirectory', 'LogonGuid', 'LogonId'],
    ...['TerminalSessionId', 'IntegrityLevel', 'ParentProcessGuid', 'ParentProcessId', 'ParentImage'],
    ...['ParentCommandLine', 'ParentUser'],
  ],
  2: [...PROCESS, 'TargetFilename', 'CreationUtcTime', 'PreviousCreationUtcTime'],
  3: [
    ...[...PROCESS, 'Protocol', 'Initiated', 'SourceIsIpv6', 'SourceIp', 'SourceHostname', 'SourcePort'],
    ...['SourcePortName', 'DestinationIsIpv6', 'DestinationIp', 'DestinationHostname', 'DestinationPort'],
    ...['DestinationPortName'],
  ],
  4: ['State', 'Version', 'SchemaVersion'],
  5: PROCESS,
  6: [...SIGNATURE, 'Hashes'],
  7: [...PROCESS, ...FILE_INFO, ...SIGNATURE],
  8: [...TWO_PROCESSES, 'NewThreadId', 'StartAddress', 'StartModule', 'StartFunction'],
  9: [...PROCESS, 'Device'],
  10: [...TWO_PROCESSES, 'SourceThreadId', 'GrantedAccess', 'CallTrace'],
  11: [...PROCESS, 'TargetFilename', 'CreationUtcTime'],
  12: REGISTRY,
  13: [...REGISTRY, 'Details'],
  14: [...REGISTRY, 'NewName'],
  15: [...PROCESS, 'TargetFilename', 'CreationUtcTime', 'Hash', 'Contents'],
  16: ['Configuration', 'ConfigurationFileHash'],
  17: PIPE,
  18: PIPE,
  19: ['EventType', 'Operation', 'User', 'EventNamespace', 'Name', 'Query'],
  20: ['EventType', 'Operation', 'User', 'Name', 'Type', 'Destination'],
  21: ['EventType', 'Operation', 'User', 'Consumer', 'Filter'],
  22: [...PROCESS, 'QueryName', 'QueryStatus', 'QueryResults'],
  23: [...DELETED, 'Archived'],
  24: [...PROCESS, 'Session', 'ClientInfo', 'Hashes', 'Archived'],
  25: [...PROCESS, 'Type'],
  26: DELETED,
  27: [...PROCESS, 'TargetFilename', 'Hashes'],
  28: DELETED,
  29: [...PROCESS, 'TargetFilename', 'Hashes'],
  255: ['ID', 'Description'],
};

/** Of the header, and of every event of Sysmon. */
const EVERY_EVENT: readonly string[] = [
  ...['EventID', 'Channel', 'Provider_Name', 'Computer', 'Level', 'Task', 'Opcode', 'Keywords', 'Version'],
  ...['EventRecordID', 'RuleName', 'UtcTime'],
];

/**
 * Whether some event of the groups may hold the field. Of events other than Sysmon's nothing is known, and what a rule does not
 * name itself was given its name by the pipeline of somebody who knows.
 */
export function mayHold(groups: readonly EventGroup[], field: string, rule: SigmaRule): boolean {
  return groups.some((group) => isIn(group, field)) || !isNamedBy(rule, field);
}

function isIn({ channels, eventIds }: EventGroup, field: string): boolean {
  const isSysmon = channels.length > 0 && channels.every((channel) => channel === CHANNEL);
  if (!isSysmon || eventIds.length === 0 || EVERY_EVENT.includes(field)) return true;
  return eventIds.some((id) => FIELDS[id]?.includes(field) ?? true);
}
