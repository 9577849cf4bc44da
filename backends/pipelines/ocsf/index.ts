/** The pipeline `ocsf`: events in the Open Cybersecurity Schema Framework, wherever they are kept. */
import type { LogSource } from '../../../lib/ast/rule.ts';
import type { Pipeline, PipelineState, PipelineStep } from '../../../lib/pipeline/pipeline.ts';
import { addCondition, refuseLogSource } from '../../../lib/pipeline/steps/basic.ts';
import { and, leaf, or } from '../../../lib/query/build.ts';
import type { Query } from '../../../lib/query/query.ts';
import type { Span } from '../../../lib/source/source.ts';
import { fieldSteps } from '../field-table.ts';
import { describe } from '../windows/event-groups.ts';
import { CATEGORIES, REASONS, SERVICES, SYSTEMS, type EventClass } from './event-classes.ts';
import { ocsfTypes } from './types.ts';

function classOf({ product, category, service }: LogSource): EventClass | undefined {
  if (service !== undefined) {
    const key = `${product ?? ''}/${service}`.toLowerCase();
    return category === undefined && Object.hasOwn(SERVICES, key) ? SERVICES[key] : undefined;
  }
  const key = category?.toLowerCase() ?? '';
  const isHost = product === undefined || Object.hasOwn(SYSTEMS, product.toLowerCase());
  return isHost && Object.hasOwn(CATEGORIES, key) ? CATEGORIES[key] : undefined;
}

function reasonFor(logsource: LogSource): string | undefined {
  if (classOf(logsource) !== undefined) return undefined;
  const key = logsource.category?.toLowerCase() ?? '';
  if (Object.hasOwn(REASONS, key)) return REASONS[key];
  return `no class of OCSF is known for ${describe(logsource)}`;
}

function conditionOf({ classes, activities, where = {} }: EventClass, { product, span }: LogSource): Query {
  const system = product === undefined ? undefined : SYSTEMS[product.toLowerCase()];
  return and([
    isAnyNumber('class_uid', classes, span),
    ...(activities.length === 0 ? [] : [isAnyNumber('activity_id', activities, span)]),
    ...(system === undefined ? [] : [isAnyNumber('device.os.type_id', [system], span)]),
    ...Object.entries(where).map(([field, value]) =>
      leaf(field, { kind: 'equals', value, cased: false }, span),
    ),
  ]);
}

function isAnyNumber(field: string, numbers: readonly number[], span: Span): Query {
  return or(numbers.map((value) => leaf(field, { kind: 'number', value, text: String(value) }, span)));
}

const OCSF_NAME =
  /^(?:class_uid|activity_id|activity_name|status)$|^(?:actor|answers|api|cloud|connection_info|device|driver|dst_endpoint|file|file_result|http_request|http_response|metadata|module|process|query|reg_key|reg_value|src_endpoint)\./;

function fieldsFor({ rule }: PipelineState): EventClass | undefined {
  return classOf(rule.logsource);
}

const TAKE_TYPES: PipelineStep = {
  description: 'take the attributes by their types',
  apply(state, { backend }) {
    if (fieldsFor(state) === undefined) return state;
    return { ...state, schema: { sources: [], types: ocsfTypes(backend) } };
  },
};

/**
 * Rules in the terms of OCSF 1.4, for every target: which table or index the events lie in, its settings say.
 *
 * @example
 * // logsource: { product: windows, category: process_creation }, Image|endswith: '\whoami.exe'
 * convert(rule, splunk, { pipelines: [ocsf] }).queries[0]
 * // class_uid=1007 activity_id=1 "device.os.type_id"=100 process.file.path="*\\whoami.exe"
 */
export const ocsf: Pipeline = {
  name: 'ocsf',
  title: 'Open Cybersecurity Schema Framework (OCSF) 1.4',
  priority: 20,
  backends: [],
  steps: [
    /* @__PURE__ */ refuseLogSource('OCSF', ({ rule }) => reasonFor(rule.logsource)),
    .../* @__PURE__ */ fieldSteps('OCSF', fieldsFor, (field) => OCSF_NAME.test(field)),
    /* @__PURE__ */ addCondition('look at the class of the events', (state) => {
      const found = fieldsFor(state);
      return found === undefined ? undefined : conditionOf(found, state.rule.logsource);
    }),
    TAKE_TYPES,
  ],
};
