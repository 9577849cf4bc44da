/**
 * Types of the fields that are no `keyword`, from the definitions of ECS and of Elastic's integrations.
 *
 * https://www.elastic.co/docs/reference/ecs/ecs-field-reference
 */
import type { FieldType, Schema } from '../../../lib/backend/schema.ts';

type TypeTable = Readonly<Partial<Record<FieldType, readonly string[]>>>;

/** ECS 8, as far as the pipelines here name its fields. */
const ECS: TypeTable = {
  wildcard: [
    'process.command_line',
    'process.parent.command_line',
    'registry.data.strings',
    'url.full',
    'url.original',
    'url.path',
    'http.request.body.content',
    'error.stack_trace',
  ],
  text: ['message', 'error.message', 'powershell.file.script_block_text'],
  ip: ['source.ip', 'destination.ip', 'client.ip', 'server.ip', 'host.ip', 'related.ip', 'dns.resolved_ip'],
  integer: [
    'process.pid',
    'process.parent.pid',
    'process.thread.id',
    'source.port',
    'destination.port',
    'client.port',
    'server.port',
    'source.bytes',
    'destination.bytes',
    'http.request.body.bytes',
    'http.response.body.bytes',
    'http.response.status_code',
    'event.severity',
    'network.bytes',
  ],
  boolean: ['file.code_signature.exists', 'dll.code_signature.exists', 'process.code_signature.exists'],
  datetime: ['@timestamp', 'event.created', 'file.created'],
};

/** Fields of integrations that ECS does not define. */
const INTEGRATIONS: TypeTable = {
  boolean: [
    'okta.security_context.is_proxy',
    'aws.cloudtrail.console_login.additional_eventdata.mfa_used',
    'gcp.audit.authorization_info.granted',
    ...['zeek.dns.AA', 'zeek.dns.RA', 'zeek.dns.RD', 'zeek.dns.TC', 'zeek.dns.rejected'],
    'azure.signinlogs.properties.device_detail.is_compliant',
  ],
  integer: [
    'winlog.process.pid',
    'kubernetes.audit.responseStatus.code',
    ...['zeek.dns.qclass', 'zeek.dns.qtype', 'zeek.dns.rcode'],
  ],
  datetime: ['winlog.time_created'],
};

/** All of them in one: a name has one type, whatever the events. */
export const ELASTIC_TYPES: Schema['types'] = /* @__PURE__ */ readTypes([ECS, INTEGRATIONS]);

function readTypes(tables: readonly TypeTable[]): Schema['types'] {
  const types = new Map<string, FieldType>();
  for (const table of tables) {
    for (const [type, fields] of Object.entries(table)) {
      for (const field of fields) types.set(field, type as FieldType);
    }
  }
  return types;
}
