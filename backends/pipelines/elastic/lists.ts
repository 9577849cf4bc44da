/**
 * Fields that ECS wants written as lists, as far as rules and conditions of log sources ask for them.
 *
 * https://www.elastic.co/docs/reference/ecs/ecs-field-reference, under "Note: this field should contain an array"
 */
export const ECS_LISTS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'dns.header_flags',
  'dns.resolved_ip',
  'event.category',
  'event.type',
  'file.attributes',
  'host.ip',
  'host.mac',
  'process.args',
  'process.parent.args',
  'related.hash',
  'related.hosts',
  'related.ip',
  'related.user',
  'tags',
  'user.roles',
]);
