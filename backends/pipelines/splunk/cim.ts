/** The pipeline `splunk-cim`: rules over the data models of Splunk's Common Information Model. */
import type { LogSource } from '../../../lib/ast/rule.ts';
import type { Schema } from '../../../lib/backend/schema.ts';
import type { Pipeline, PipelineState } from '../../../lib/pipeline/pipeline.ts';
import { addCondition, refuseLogSource, useSchema } from '../../../lib/pipeline/steps/basic.ts';
import { mapFields } from '../../../lib/pipeline/steps/map-fields.ts';
import { translateLeaves } from '../../../lib/pipeline/steps/translate-leaves.ts';
import { leaf, not } from '../../../lib/query/build.ts';
import type { Query } from '../../../lib/query/query.ts';
import { describe } from '../windows/event-groups.ts';
import { CATEGORIES, type CategoryEntry, type DataSet } from './cim-tables.ts';
import { translateForCim } from './cim-values.ts';

function entryOf({ category, service }: LogSource): CategoryEntry | undefined {
  const name = category?.toLowerCase() ?? '';
  return service === undefined && Object.hasOwn(CATEGORIES, name) ? CATEGORIES[name] : undefined;
}

function isHeld({ rule }: PipelineState): boolean {
  return entryOf(rule.logsource) !== undefined;
}

/** The name before each field: that of the data set in its model. */
function prefixOf({ source }: DataSet): string {
  return source.slice(source.indexOf('.') + 1);
}

const schemas = new WeakMap<DataSet, Schema>();

/** One value for each data set, and not one for each rule. */
function schemaOf(dataSet: DataSet): Schema {
  let schema = schemas.get(dataSet);
  if (schema === undefined) {
    const names = dataSet.shown.map((field) => `${prefixOf(dataSet)}.${field}`);
    schema = { sources: [dataSet.source], types: new Map(names.map((name) => [name, 'string'])) };
    schemas.set(dataSet, schema);
  }
  return schema;
}

function conditionOf({ rule: { logsource } }: PipelineState): Query | undefined {
  const entry = entryOf(logsource);
  if (entry?.action === undefined && entry?.tag === undefined) return undefined;
  const { dataSet, action, tag } = entry;
  const is = (field: string, value: string): Query =>
    leaf(`${prefixOf(dataSet)}.${field}`, { kind: 'equals', value, cased: false }, logsource.span);
  if (action !== undefined) return is('action', action);
  return tag?.startsWith('!') === true ? not(is('tag', tag.slice(1))) : is('tag', tag ?? '');
}

/**
 * Rules of the categories that a data model holds, as `tstats` over the model. A field that the model does not have refuses the
 * rule unless told otherwise; so does a value that the model writes in a way nobody knows.
 *
 * @example
 * // logsource: { product: windows, category: process_creation }; Image|endswith: '\cmd.exe'
 * // | tstats … FROM datamodel=Endpoint.Processes WHERE Processes.process_path="*\\cmd.exe" BY … | rename Processes.* AS * …
 */
export const splunkCim: Pipeline = {
  name: 'splunk-cim',
  title: 'Splunk Common Information Model',
  priority: 20,
  backends: ['splunk'],
  steps: [
    /* @__PURE__ */ refuseLogSource('the Common Information Model', ({ rule: { logsource } }) =>
      entryOf(logsource) === undefined ? `no data set is for ${describe(logsource)}` : undefined,
    ),
    /* @__PURE__ */ translateLeaves('write values as data models do', translateForCim, isHeld),
    /* @__PURE__ */ mapFields(
      (field, { rule }) => {
        const dataSet = entryOf(rule.logsource)?.dataSet;
        if (dataSet === undefined || !Object.hasOwn(dataSet.fields, field)) return undefined;
        return `${prefixOf(dataSet)}.${dataSet.fields[field] ?? ''}`;
      },
      { target: 'the data set of the Common Information Model', when: isHeld },
    ),
    /* @__PURE__ */ addCondition('look at events of the category', conditionOf),
    /* @__PURE__ */ useSchema('look in the data set', ({ rule }) => {
      const entry = entryOf(rule.logsource);
      return entry && schemaOf(entry.dataSet);
    }),
  ],
};
