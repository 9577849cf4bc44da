/**
 * Logs of other clouds and services.
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/awscloudtrail, gcpauditlogs and officeactivity;
 * of OktaV2_CL and GitHubAuditData: https://github.com/Azure/Azure-Sentinel (.script/tests/KqlvalidationsTests/CustomTables)
 */
import { defineSource, type ComputedColumn, type EventSource } from '../event-source.ts';
import { unavailable } from '../../values/unavailable.ts';
import { defineTable } from '../table.ts';

/** A column of text in JSON, read. */
function parsed(column: string): ComputedColumn {
  return { expression: `parse_json(${column})`, type: 'dynamic', reads: [column] };
}

/** Records of CloudTrail. */
export const cloudTrail: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('AWSCloudTrail', {
    string: `
      AdditionalEventData APIVersion AwsEventId AWSRegion AwsRequestId AwsRequestId_ Category CidrIp CipherSuite
      ClientProvidedHostHeader DestinationPort EC2RoleDelivery ErrorCode ErrorMessage EventName EventSource EventTypeName
      EventVersion IpProtocol OperationName RecipientAccountId RequestParameters Resources ResponseElements
      ServiceEventDetails SessionIssuerAccountId SessionIssuerArn SessionIssuerPrincipalId SessionIssuerType
      SessionIssuerUserName SharedEventId SourceIpAddress SourcePort SourceSystem TenantId TlsVersion Type UserAgent
      UserIdentityAccessKeyId UserIdentityAccountId UserIdentityArn UserIdentityInvokedBy UserIdentityPrincipalid
      UserIdentityType UserIdentityUserName VpcEndpointId`,
    boolean: 'ManagementEvent ReadOnly SessionMfaAuthenticated',
    datetime: 'SessionCreationDate TimeGenerated',
  }),
  computed: {
    RequestFields: /* @__PURE__ */ parsed('RequestParameters'),
    ResponseFields: /* @__PURE__ */ parsed('ResponseElements'),
    AdditionalFields: /* @__PURE__ */ parsed('AdditionalEventData'),
  },
  fields: {
    eventName: 'EventName',
    eventSource: 'EventSource',
    eventType: 'EventTypeName',
    errorCode: 'ErrorCode',
    errorMessage: 'ErrorMessage',
    userAgent: 'UserAgent',
    sourceIPAddress: 'SourceIpAddress',
    awsRegion: 'AWSRegion',
    requestParameters: 'RequestParameters',
    responseElements: 'ResponseElements',
    'userIdentity.type': 'UserIdentityType',
    'userIdentity.arn': 'UserIdentityArn',
    'userIdentity.userName': 'UserIdentityUserName',
    'userIdentity.sessionContext.sessionIssuer.type': 'SessionIssuerType',
  },
  within: {
    'requestParameters.': 'RequestFields',
    'responseElements.': 'ResponseFields',
    'additionalEventData.': 'AdditionalFields',
  },
});

/** Audit records of Google Cloud. */
export const gcpAudit: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('GCPAuditLogs', {
    string: `
      GCPResourceName GCPResourceType InsertId LogName MethodName NumResponseItems PrincipalEmail ProjectId ServiceName
      Severity SourceSystem StatusMessage Subscription TenantId Type`,
    dynamic: `
      AuthenticationInfo AuthorizationInfo Metadata Request RequestMetadata ResourceLocation ResourceOriginalState Response
      ServiceData Status`,
    datetime: 'TimeGenerated Timestamp',
  }),
  fields: {
    'gcp.audit.method_name': 'MethodName',
    'data.protoPayload.methodName': 'MethodName',
    'data.protoPayload.serviceName': 'ServiceName',
    'data.protoPayload.logName': 'LogName',
    'data.protoPayload.resource.type': 'GCPResourceType',
    'data.protoPayload.authorizationInfo.permission':
      /* @__PURE__ */ unavailable('authorisations are a list'),
    'data.protoPayload.authorizationInfo.granted': /* @__PURE__ */ unavailable('authorisations are a list'),
  },
});

/** The audit log of Microsoft 365. */
export const officeActivity: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('OfficeActivity', {
    string: `
      Activity Actor ActorIpAddress AppId Application ApplicationId ClientIP ClientInfoString Client_IPAddress EventSource
      Event_Data ExtendedProperties ExternalAccess ItemName ItemType Logon_Type MailboxOwnerUPN ModifiedProperties Name
      NewValue OfficeId OfficeObjectId OfficeWorkload OldValue Operation OrganizationName OriginatingServer Parameters
      RecordType ResultReasonType ResultStatus Site_Url SourceFileName SourceRelativeUrl TargetUserOrGroupName TenantId
      Type UserAgent UserDomain UserId UserKey UserSharedWith UserType`,
    boolean: 'CrossMailboxOperations IsManagedDevice',
    dynamic: 'ExtraProperties Members',
    datetime: 'ElevationTime Start_Time TimeGenerated',
  }),
  fields: { ObjectId: 'OfficeObjectId', Workload: 'OfficeWorkload' },
  sameNames: true,
});

/**
 * The system log of Okta. What the connector makes of each field:
 * https://github.com/Azure/Azure-Sentinel (Solutions/Okta Single Sign-On/Data Connectors, OktaSSOv2_DCR.json)
 */
export const oktaLog: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('OktaV2_CL', {
    string: `
      ActingAppName ActingAppType ActorDetailEntry ActorDisplayName ActorSessionId ActorUserId ActorUserIdType ActorUsername
      ActorUsernameType ActorUserType DebugData DvcAction EventMessage EventOriginalResultDetails EventOriginalType
      EventOriginalUid EventResult EventSeverity HttpUserAgent LegacyEventType LogonMethod OriginalActorAlternateId
      OriginalClientDevice OriginalOutcomeResult OriginalSeverity OriginalTarget OriginalUserId OriginalUserType Request
      SecurityContextAsOrg SecurityContextDomain SrcDeviceType SrcDvcId SrcDvcOs SrcGeoCity SrcGeoCountry SrcGeoRegion
      SrcIpAddr SrcIsp SrcZone TransactionDetail TransactionId TransactionType Version`,
    boolean: 'SecurityContextIsProxy',
    datetime: 'TimeGenerated',
  }),
  computed: { DebugFields: /* @__PURE__ */ parsed('DebugData') },
  fields: {
    eventType: 'EventOriginalType',
    eventtype: 'EventOriginalType',
    legacyEventType: 'LegacyEventType',
    displayMessage: 'EventMessage',
    'outcome.result': 'OriginalOutcomeResult',
    'outcome.reason': 'EventOriginalResultDetails',
    severity: 'OriginalSeverity',
    uuid: 'EventOriginalUid',
    'actor.alternateId': 'OriginalActorAlternateId',
    'actor.displayName': 'ActorDisplayName',
    'actor.id': 'OriginalUserId',
    'actor.type': 'OriginalUserType',
    'authenticationContext.externalSessionId': 'ActorSessionId',
    'client.device': 'OriginalClientDevice',
    'client.geographicalContext.city': 'SrcGeoCity',
    'client.geographicalContext.country': 'SrcGeoCountry',
    'client.ipAddress': 'SrcIpAddr',
    'client.userAgent.rawUserAgent': 'HttpUserAgent',
    'client.zone': 'SrcZone',
    'securityContext.asOrg': 'SecurityContextAsOrg',
    'securityContext.domain': 'SecurityContextDomain',
    'securityContext.isProxy': 'SecurityContextIsProxy',
    'securityContext.isp': 'SrcIsp',
    'target.displayName': /* @__PURE__ */ unavailable('targets are a list'),
  },
  within: { 'debugContext.debugData.': 'DebugFields' },
});

/** The audit log of GitHub. */
export const githubAudit: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('GitHubAuditData', {
    string: `
      Organization Action Actor Country Repository ImpactedUser InvitedUserPermission Visibility PreviousVisibility
      CurrentPermission PreviousPermission TeamName BlockedUser`,
    datetime: 'TimeGenerated',
  }),
  fields: { action: 'Action', actor: 'Actor', org: 'Organization', repo: 'Repository' },
});
