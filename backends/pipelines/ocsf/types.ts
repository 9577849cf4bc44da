/** Types of OCSF attributes that are no text: https://schema.ocsf.io/1.4.0/dictionary */
import type { FieldType, Schema } from '../../../lib/backend/schema.ts';

const INTEGERS = [
  ...['class_uid', 'activity_id', 'device.os.type_id', 'http_response.code', 'reg_value.reg_integer_data'],
  ...['process.pid', 'actor.process.pid', 'src_endpoint.port', 'dst_endpoint.port'],
];

const ADDRESSES = ['src_endpoint.ip', 'dst_endpoint.ip'];

/** Objects at the top of an event. */
const OBJECTS = [
  ...[
    'activity',
    'actor',
    'api',
    'answers',
    'cloud',
    'connection_info',
    'device',
    'driver',
    'dst_endpoint',
    'file',
    'file_result',
  ],
  ...['http_request', 'http_response', 'metadata', 'module', 'process', 'query', 'reg_key', 'reg_value'],
  'src_endpoint',
];

const NUMBERS: readonly (readonly [string, FieldType])[] = /* @__PURE__ */ INTEGERS.map((field) => [
  field,
  'integer',
]);

/** Each attribute by its whole name, as Splunk and the SQL engines know it. */
const BY_PATH: Schema['types'] = /* @__PURE__ */ new Map(NUMBERS);

/** Elasticsearch has a type for addresses. */
const IN_ELASTIC: Schema['types'] = /* @__PURE__ */ new Map([
  ...NUMBERS,
  .../* @__PURE__ */ ADDRESSES.map((field) => [field, 'ip'] as const),
]);

/** A table of KQL has a dynamic column for each object. */
const IN_COLUMNS: Schema['types'] = /* @__PURE__ */ new Map([
  .../* @__PURE__ */ NUMBERS.filter(([field]) => !field.includes('.')),
  .../* @__PURE__ */ OBJECTS.map((field) => [field, 'dynamic'] as const),
]);

/** The types as a backend needs them. */
export function ocsfTypes(backend: string): Schema['types'] {
  if (backend === 'kusto') return IN_COLUMNS;
  return ['eql', 'esql', 'lucene'].includes(backend) ? IN_ELASTIC : BY_PATH;
}
