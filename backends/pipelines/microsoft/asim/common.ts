/**
 * Columns that all schemas of the Advanced Security Information Model share.
 * https://learn.microsoft.com/azure/sentinel/normalization-common-fields
 */
import type { Columns } from '../table.ts';

export const COMMON: Columns = {
  string: `
    Type Dvc DvcAction DvcDescription DvcDomain DvcDomainType DvcFQDN DvcHostname DvcId DvcIdType DvcInterface DvcIpAddr
    DvcMacAddr DvcOriginalAction DvcOs DvcOsVersion DvcZone EventMessage EventOriginalResultDetails EventOriginalSeverity
    EventOriginalSubType EventOriginalType EventOriginalUid EventOwner EventProduct EventProductVersion EventReportUrl
    EventResult EventResultDetails EventSchema EventSchemaVersion EventSeverity EventSubType EventType EventVendor`,
  integer: 'EventCount',
  dynamic: 'AdditionalFields',
  datetime: 'EventEndTime EventStartTime TimeGenerated',
};

/** About who acts and the process with which he does. */
export const ACTOR: Columns = {
  string: `
    ActorOriginalUserType ActorScope ActorScopeId ActorSessionId ActorUserId ActorUserIdType ActorUsername
    ActorUsernameType ActorUserType`,
};
