/**
 * Fields that ECS wants written as lists and those that integrations fill with lists, as far as rules and conditions of
 * log sources ask for them.
 *
 * https://www.elastic.co/docs/reference/ecs/ecs-field-reference, under "Note: this field should contain an array"
 */
export const ECS_LISTS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'dns.answers.data',
  'dns.header_flags',
  'dns.resolved_ip',
  'event.category',
  'event.type',
  'file.attributes',
  'host.ip',
  'host.mac',
  'kubernetes.audit.requestObject.spec.containers.securityContext.capabilities.add',
  'process.args',
  'process.parent.args',
  'related.hash',
  'related.hosts',
  'related.ip',
  'related.user',
  'tags',
  'user.roles',
  'zeek.dns.answers',
  'zeek.http.client_header_names',
  'zeek.http.resp_mime_types',
]);
