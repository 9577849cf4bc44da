/** Azure and Entra ID: https://www.elastic.co/docs/reference/integrations/azure */
import type { Leaf } from '../../../../lib/query/query.ts';
import type { ComputedField, FieldTable } from '../../field-table.ts';
import { named } from '../../values/named.ts';
import { unavailable } from '../../values/unavailable.ts';
import type { EventSetOf } from '../event-set.ts';
import { fromTable } from '../log-source-table.ts';
import { integration } from './integration.ts';

/** Rules write the names of Azure Monitor, of the Graph API, or either with a capital letter. */
function inEitherCase(table: FieldTable): FieldTable {
  return Object.fromEntries(
    Object.entries(table).flatMap(([field, rule]) => [
      [field, rule],
      [field.charAt(0).toUpperCase() + field.slice(1), rule],
    ]),
  );
}

const ACTIVITY = /* @__PURE__ */ integration('azure.activitylogs', {
  table: /* @__PURE__ */ inEitherCase({
    categoryValue: 'azure.activitylogs.category',
    operationName: 'azure.activitylogs.operation_name',
    operationNameValue: 'azure.activitylogs.operation_name',
    resourceId: 'azure.resource.id',
    resourceProviderValue: 'azure.resource.provider',
    resultType: 'azure.activitylogs.result_type',
    callerIpAddress: 'source.ip',
  }),
});

const NUMBERED = /* @__PURE__ */ unavailable(
  'resources and their properties are kept by number there, so that a value cannot be looked for in all of them',
);

/** Rules call the operation so, and now and then the properties that it changed, as JSON. */
const MESSAGE: ComputedField = {
  fields: ['azure.auditlogs.operation_name'],
  form: 'the operation; what it changed is not kept',
  translate: (asked) =>
    isJson(asked) ? NUMBERED.translate(asked) : { ...asked, field: 'azure.auditlogs.operation_name' },
};

function isJson({ matcher }: Leaf): boolean {
  return 'value' in matcher && String(matcher.value).includes('"');
}

/** The ingest pipeline moves `success` and `failure`, and leaves other results where they were. */
const RESULT = ['event.outcome', 'azure.auditlogs.properties.result'];

const AUDIT = /* @__PURE__ */ integration('azure.auditlogs', {
  table: {
    .../* @__PURE__ */ inEitherCase({
      activityDisplayName: 'azure.auditlogs.properties.activity_display_name',
      activityType: 'azure.auditlogs.operation_name',
      category: 'azure.auditlogs.properties.category',
      loggedByService: 'azure.auditlogs.properties.logged_by_service',
      operationName: 'azure.auditlogs.operation_name',
      status: RESULT,
      targetResources: NUMBERED,
      'targetResources.type': NUMBERED,
      'targetResources.modifiedProperties': NUMBERED,
      'targetResources.modifiedProperties.newValue': NUMBERED,
      'targetResources.ModifiedProperties.DisplayName': NUMBERED,
      'targetResources.ModifiedProperties.NewValue': NUMBERED,
    }),
    initiatedBy: 'azure.auditlogs.properties.initiated_by.user.userPrincipalName',
    'properties.initiatedBy': 'azure.auditlogs.properties.initiated_by.user.userPrincipalName',
    'properties.message': MESSAGE,
    'properties.result': RESULT,
    'properties.targetResources': NUMBERED,
  },
});

const SIGN_IN = 'azure.signinlogs.properties';

const SIGN_INS = /* @__PURE__ */ integration('azure.signinlogs', {
  table: {
    .../* @__PURE__ */ inEitherCase({
      authenticationRequirement: `${SIGN_IN}.authentication_requirement`,
      callerIpAddress: 'source.ip',
      clientApp: `${SIGN_IN}.client_app_used`,
      clientAppUsed: `${SIGN_IN}.client_app_used`,
      conditionalAccessStatus: `${SIGN_IN}.conditional_access_status`,
      'deviceDetail.deviceId': `${SIGN_IN}.device_detail.device_id`,
      'deviceDetail.isCompliant': `${SIGN_IN}.device_detail.is_compliant`,
      'deviceDetail.trustType': `${SIGN_IN}.device_detail.trust_type`,
      'deviceDetail.trusttype': `${SIGN_IN}.device_detail.trust_type`,
      homeTenantId: `${SIGN_IN}.home_tenant_id`,
      location: 'geo.country_iso_code',
      resourceDisplayName: `${SIGN_IN}.resource_display_name`,
      resourceTenantId: `${SIGN_IN}.resource_tenant_id`,
      resultDescription: 'azure.signinlogs.result_description',
      resultdescription: 'azure.signinlogs.result_description',
      resultType: 'azure.signinlogs.result_type',
      riskState: `${SIGN_IN}.risk_state`,
      // What the portal calls it; the ingest pipeline tells it from the error code.
      status: /* @__PURE__ */ named('event.outcome', { success: 'success', failure: 'failure' }),
      userAgent: 'user_agent.original',
      username: `${SIGN_IN}.user_principal_name`,
    }),
    'properties.appId': `${SIGN_IN}.app_id`,
    'properties.authenticationRequirement': `${SIGN_IN}.authentication_requirement`,
    'properties.deviceDetail.deviceId': `${SIGN_IN}.device_detail.device_id`,
  },
});

const RISKS = /* @__PURE__ */ integration('azure.identity_protection', {
  table: {
    riskEventType: 'azure.identityprotection.properties.risk_event_type',
    riskState: 'azure.identityprotection.properties.risk_state',
    riskLevel: 'azure.identityprotection.properties.risk_level',
  },
});

export const azureEventSet: EventSetOf = /* @__PURE__ */ fromTable({
  'azure/-/activitylogs': ACTIVITY,
  'azure/-/auditlogs': AUDIT,
  'azure/-/signinlogs': SIGN_INS,
  'azure/-/riskdetection': RISKS,
  'azure/-/pim': 'its integration of Azure has no alerts of Privileged Identity Management',
});
