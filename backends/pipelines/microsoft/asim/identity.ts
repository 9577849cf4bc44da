/**
 * Logons and audit records: `_Im_Authentication` and `_Im_AuditEvent`.
 * https://learn.microsoft.com/azure/sentinel/normalization-schema-authentication and normalization-schema-audit
 */
import { defineSource, type EventSource } from '../event-source.ts';
import { unavailable } from '../../values/unavailable.ts';
import { accountName } from '../fields/account-text.ts';
import { defineTable } from '../table.ts';
import { ACTOR, COMMON } from './common.ts';

/** The numbers of the events of Windows that are logons. */
export const LOGON_EVENTS = { 4624: true, 4625: true } as const;

/** Logons that succeed and that fail; each row has the number of the event of Windows that it comes from. */
export const logons: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('_Im_Authentication', COMMON, ACTOR, {
    string: `
      ActingAppId ActingAppName ActingAppType HttpUserAgent LogonMethod LogonProtocol RuleName SrcDeviceType SrcDomain
      SrcDvcId SrcDvcOs SrcFQDN SrcGeoCity SrcGeoCountry SrcGeoRegion SrcHostname SrcIpAddr SrcIsp TargetAppId
      TargetAppName TargetAppType TargetDomain TargetDvcId TargetDvcOs TargetFQDN TargetHostname TargetIpAddr
      TargetSessionId TargetUrl TargetUserId TargetUserIdType TargetUsername TargetUsernameType TargetUserType`,
    integer: 'SrcPortNumber TargetPortNumber',
  }),
  rows: { EventOriginalType: ['4624', '4625'] },
  fields: {
    EventID: 'EventOriginalType',
    TargetUserName: /* @__PURE__ */ accountName('TargetUsername'),
    TargetUserSid: 'TargetUserId',
    SubjectUserName: /* @__PURE__ */ accountName('ActorUsername'),
    SubjectUserSid: 'ActorUserId',
    SubjectLogonId: 'ActorSessionId',
    TargetLogonId: 'TargetSessionId',
    IpAddress: 'SrcIpAddr',
    IpPort: 'SrcPortNumber',
    WorkstationName: 'SrcHostname',
    AuthenticationPackageName: 'LogonProtocol',
    ProcessName: 'ActingAppName',
    Computer: 'DvcHostname',
  },
});

/** Operations on resources of Azure. */
export const azureOperations: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('_Im_AuditEvent', COMMON, ACTOR, {
    string: `
      ActingAppId ActingAppName ActingAppType HttpUserAgent NewValue Object ObjectId ObjectType OldValue Operation RuleName
      SrcDomain SrcDvcId SrcFQDN SrcHostname SrcIpAddr TargetAppId TargetAppName TargetAppType TargetDomain TargetDvcId
      TargetFQDN TargetHostname TargetIpAddr TargetUrl ValueType`,
    integer: 'SrcPortNumber TargetPortNumber',
  }),
  fields: {
    operationName: 'Operation',
    OperationNameValue: 'Operation',
    // https://github.com/Azure/Azure-Sentinel (Parsers/ASimAuditEvent/Parsers/ASimAuditEventAzureAdminActivity.yaml)
    ResourceId: /* @__PURE__ */ unavailable('the parser makes a path of its own of some parts of it'),
  },
});
