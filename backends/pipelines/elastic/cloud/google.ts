/**
 * Google Cloud and Google Workspace: https://www.elastic.co/docs/reference/integrations/gcp,
 * https://www.elastic.co/docs/reference/integrations/google_workspace
 */
import { named } from '../../values/named.ts';
import { unavailable } from '../../values/unavailable.ts';
import type { EventSetOf } from '../event-set.ts';
import { fromTable } from '../log-source-table.ts';
import { integration } from './integration.ts';

const NESTED = /* @__PURE__ */ unavailable(
  'authorizations are kept as nested objects there, which neither EQL nor ES|QL can look into',
);

const AUDIT = /* @__PURE__ */ integration('gcp.audit', {
  table: {
    'data.protoPayload.authorizationInfo.granted': NESTED,
    'data.protoPayload.authorizationInfo.permission': NESTED,
    'data.protoPayload.logName': 'log.logger',
    'data.protoPayload.methodName': 'gcp.audit.method_name',
    'data.protoPayload.resourceName': 'gcp.audit.resource_name',
    'data.protoPayload.serviceName': 'gcp.audit.service_name',
  },
});

const ADMIN = /* @__PURE__ */ integration('google_workspace.admin', {
  table: {
    eventName: 'event.action',
    eventService: /* @__PURE__ */ named('event.provider', { 'admin.googleapis.com': 'admin' }, 'never'),
    new_value: 'google_workspace.admin.new_value',
    setting_name: 'google_workspace.admin.setting.name',
  },
});

const LOGIN_SERVICE = /* @__PURE__ */ named('event.provider', { 'login.googleapis.com': 'login' }, 'never');

const LOGIN = /* @__PURE__ */ integration('google_workspace.login', {
  table: {
    'protoPayload.metadata.event.eventName': 'event.action',
    'protoPayload.Servicename': LOGIN_SERVICE,
    'protoPayload.serviceName': LOGIN_SERVICE,
  },
});

export const googleEventSet: EventSetOf = /* @__PURE__ */ fromTable({
  'gcp/-/gcp.audit': AUDIT,
  'gcp/-/google_workspace.admin': ADMIN,
  'gcp/-/google_workspace.login': LOGIN,
});
