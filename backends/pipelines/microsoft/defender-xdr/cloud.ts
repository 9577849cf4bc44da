/**
 * Events of cloud services, whose records the tables keep whole in `RawEventData`.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-cloudappevents-table
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-cloudauditevents-table
 */
import { defineSource, type EventSource } from '../event-source.ts';
import { defineTable, type Table } from '../table.ts';

const CLOUD_APP_EVENTS: Table = /* @__PURE__ */ defineTable('CloudAppEvents', {
  string:
    'ActionType Application AccountObjectId AccountId AccountDisplayName DeviceType OSPlatform IPAddress CountryCode City ' +
    'Isp UserAgent ActivityType ObjectName ObjectType ObjectId ReportId AccountType IPCategory AuditSource OAuthAppId',
  integer: 'ApplicationId AppInstanceId',
  boolean: 'IsAdminOperation IsAnonymousProxy IsExternalUser IsImpersonated',
  dynamic:
    'ActivityObjects IPTags UserAgentTags RawEventData AdditionalFields LastSeenForUser UncommonForUser SessionData',
  datetime: 'Timestamp',
});

const CLOUD_AUDIT_EVENTS: Table = /* @__PURE__ */ defineTable('CloudAuditEvents', {
  string: 'ReportId DataSource ActionType OperationName ResourceId IPAddress CountryCode City Isp UserAgent',
  boolean: 'IsAnonymousProxy',
  dynamic: 'RawEventData AdditionalFields',
  datetime: 'Timestamp',
});

/** Records of the audit log of Microsoft 365. */
export const microsoft365Audit: EventSource = /* @__PURE__ */ defineSource({
  table: CLOUD_APP_EVENTS,
  fields: {},
  others: 'RawEventData',
});

/** Records of CloudTrail. */
export const cloudTrail: EventSource = /* @__PURE__ */ defineSource({
  table: CLOUD_AUDIT_EVENTS,
  rows: { DataSource: ['AWS'] },
  fields: {},
  others: 'RawEventData',
});

/** Operations of Azure Resource Manager. */
export const azureOperations: EventSource = /* @__PURE__ */ defineSource({
  table: CLOUD_AUDIT_EVENTS,
  rows: { DataSource: ['Azure'] },
  fields: { operationName: 'OperationName', OperationNameValue: 'OperationName', ResourceId: 'ResourceId' },
});

/** Audit records of Kubernetes. */
export const kubernetesAudit: EventSource = /* @__PURE__ */ defineSource({
  table: CLOUD_AUDIT_EVENTS,
  rows: { DataSource: ['Kubernetes Audit'] },
  fields: {},
  others: 'RawEventData',
});
