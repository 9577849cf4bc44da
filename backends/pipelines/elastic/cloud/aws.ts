/** AWS CloudTrail: https://www.elastic.co/docs/reference/integrations/aws/cloudtrail */
import { named } from '../../values/named.ts';
import type { EventSetOf } from '../event-set.ts';
import { fromTable } from '../log-source-table.ts';
import { integration } from './integration.ts';

/** Objects whose parts are not known in advance are kept as `flattened` fields. */
const OBJECTS: Readonly<Record<string, string>> = {
  requestParameters: 'request_parameters',
  responseElements: 'response_elements',
  additionalEventData: 'additional_eventdata',
  serviceEventDetails: 'service_event_details',
};

function partOfObject(field: string): string | undefined {
  const dot = field.indexOf('.');
  const object = field.slice(0, dot);
  return dot > 0 && Object.hasOwn(OBJECTS, object)
    ? `aws.cloudtrail.flattened.${OBJECTS[object] ?? ''}${field.slice(dot)}`
    : undefined;
}

const CLOUDTRAIL = /* @__PURE__ */ integration('aws.cloudtrail', {
  table: {
    'additionalEventData.MFAUsed': /* @__PURE__ */ named(
      'aws.cloudtrail.console_login.additional_eventdata.mfa_used',
      { yes: 'true', no: 'false' },
    ),
    awsRegion: 'cloud.region',
    errorCode: 'aws.cloudtrail.error_code',
    errorMessage: 'aws.cloudtrail.error_message',
    eventName: 'event.action',
    eventSource: 'event.provider',
    eventType: 'aws.cloudtrail.event_type',
    recipientAccountId: 'aws.cloudtrail.recipient_account_id',
    requestParameters: 'aws.cloudtrail.request_parameters',
    responseElements: 'aws.cloudtrail.response_elements',
    sourceIPAddress: 'source.address',
    status: 'event.outcome',
    userAgent: 'user_agent.original',
    'userIdentity.accessKeyId': 'aws.cloudtrail.user_identity.access_key_id',
    'userIdentity.arn': 'aws.cloudtrail.user_identity.arn',
    'userIdentity.sessionContext.sessionIssuer.arn':
      'aws.cloudtrail.user_identity.session_context.session_issuer.arn',
    'userIdentity.sessionContext.sessionIssuer.type':
      'aws.cloudtrail.user_identity.session_context.session_issuer.type',
    'userIdentity.type': 'aws.cloudtrail.user_identity.type',
    'userIdentity.userName': 'user.name',
  },
  others: partOfObject,
});

export const awsEventSet: EventSetOf = /* @__PURE__ */ fromTable({ 'aws/-/cloudtrail': CLOUDTRAIL });
