/**
 * Logs of Azure and Microsoft Entra. Fields have the names of columns, in whatever case rules write them.
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/signinlogs, auditlogs, azureactivity and aaduserriskevents
 */
import type { ComputedField } from '../../field-table.ts';
import { defineSource, type EventSource } from '../event-source.ts';
import { onColumn, wholeValue } from '../../values/leaves.ts';
import { unavailable } from '../../values/unavailable.ts';
import { defineTable } from '../table.ts';

/** Sign-ins of people. */
export const signIns: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('SigninLogs', {
    string: `
      AADTenantId AlternateSignInName AppDisplayName AppId AppliedConditionalAccessPolicies
      AuthenticationContextClassReferences AuthenticationDetails AuthenticationMethodsUsed AuthenticationProcessingDetails
      AuthenticationProtocol AuthenticationRequirement AuthenticationRequirementPolicies AutonomousSystemNumber Category
      ClientAppUsed ConditionalAccessStatus CorrelationId CrossTenantAccessType HomeTenantId Id Identity IPAddress
      IPAddressFromResourceProvider Level Location NetworkLocationDetails OperationName OperationVersion OriginalRequestId
      ProcessingTimeInMilliseconds Resource ResourceDisplayName ResourceGroup ResourceId ResourceIdentity ResourceProvider
      ResourceServicePrincipalId ResourceTenantId ResultDescription ResultSignature ResultType RiskDetail RiskEventTypes
      RiskEventTypes_V2 RiskLevel RiskLevelAggregated RiskLevelDuringSignIn RiskState ServicePrincipalId
      ServicePrincipalName SessionLifetimePolicies SignInIdentifier SignInIdentifierType SourceSystem TokenIssuerName
      TokenIssuerType Type UniqueTokenIdentifier UserAgent UserDisplayName UserId UserPrincipalName UserType`,
    integer: 'DurationMs',
    boolean: 'FlaggedForReview IsInteractive IsRisky',
    dynamic: 'AppliedEventListeners ConditionalAccessPolicies DeviceDetail LocationDetails MfaDetail Status',
    datetime: 'CreatedDateTime TimeGenerated',
  }),
  fields: {
    ClientApp: 'ClientAppUsed',
    Username: 'UserPrincipalName',
    'DeviceDetail.deviceId': 'DeviceDetail.deviceId',
    'DeviceDetail.isCompliant': 'DeviceDetail.isCompliant',
    'DeviceDetail.trusttype': 'DeviceDetail.trustType',
  },
  sameNames: true,
});

/** Rules have the name of an activity as the message of its properties, or in there the properties that it changed. */
const ACTIVITY: ComputedField = {
  fields: ['OperationName'],
  form: 'without the properties that it changed',
  translate: (leaf) =>
    wholeValue(leaf)?.includes('"') === true
      ? { refused: 'changed properties are in a list' }
      : onColumn(leaf, 'OperationName'),
};

/** Changes of the directory. */
export const directoryChanges: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('AuditLogs', {
    string: `
      AADOperationType AADTenantId ActivityDisplayName Category CorrelationId Id Identity Level Location LoggedByService
      OperationName OperationVersion Resource ResourceGroup ResourceId ResourceProvider Result ResultDescription
      ResultReason ResultSignature ResultType SourceSystem Type`,
    integer: 'DurationMs',
    dynamic: 'AdditionalDetails InitiatedBy TargetResources',
    datetime: 'ActivityDateTime TimeGenerated',
  }),
  fields: {
    'properties.message': ACTIVITY,
    'properties.result': 'Result',
    activityType: 'ActivityDisplayName',
    ActivityType: 'ActivityDisplayName',
    TargetResources: /* @__PURE__ */ unavailable('target resources are a list'),
  },
  sameNames: true,
});

/** Operations on resources. */
export const azureActivity: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('AzureActivity', {
    string: `
      ActivityStatus ActivityStatusValue ActivitySubstatus ActivitySubstatusValue Authorization Caller CallerIpAddress
      Category CategoryValue Claims CorrelationId EventDataId Hierarchy HTTPRequest Level OperationId OperationName
      OperationNameValue Properties Resource ResourceGroup ResourceId ResourceProvider ResourceProviderValue SourceSystem
      SubscriptionId TenantId Type`,
    dynamic: 'Authorization_d Claims_d Properties_d',
    datetime: 'EventSubmissionTimestamp TimeGenerated',
  }),
  fields: {
    // `OperationName` is the name for people.
    operationName: 'OperationNameValue',
    OperationNameValue: 'OperationNameValue',
  },
  sameNames: true,
});

/** Risks of users. */
export const userRisks: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('AADUserRiskEvents', {
    string: `
      Activity CorrelationId DetectionTimingType Id IpAddress OperationName RequestId RiskDetail RiskEventType RiskLevel
      RiskState Source SourceSystem TenantId TokenIssuerType Type UserDisplayName UserId UserPrincipalName`,
    dynamic: 'AdditionalInfo Location',
    datetime: 'ActivityDateTime DetectedDateTime LastUpdatedDateTime TimeGenerated',
  }),
  fields: {},
  sameNames: true,
});
