/** The pipeline `splunk-cim`: rules over the data models of Splunk's Common Information Model. */
import type { Schema } from '../../../lib/backend/schema.ts';
import type { Pipeline, PipelineState, PipelineStep } from '../../../lib/pipeline/pipeline.ts';
import { logSourceNotCollected } from '../../../lib/diagnostics/messages/pipeline.ts';
import { addCondition, useSchema } from '../../../lib/pipeline/steps/basic.ts';
import { mapFields } from '../../../lib/pipeline/steps/map-fields.ts';
import { stateAssumption } from '../../../lib/pipeline/steps/state-assumption.ts';
import { translateLeaves } from '../../../lib/pipeline/steps/translate-leaves.ts';
import { and, not } from '../../../lib/query/build.ts';
import type { Query } from '../../../lib/query/query.ts';
import { isOneOf } from '../values/leaves.ts';
import { wholeValuesOf } from '../values/whole-values.ts';
import { describe } from '../windows/event-groups.ts';
import { CATEGORIES, type CimEvents, type DataSet } from './cim-tables.ts';
import { translateForCim } from './cim-values.ts';
import { WINDOWS_EVENTS } from './cim-windows-events.ts';

/** The key of the variable that says where the events of a rule lie. */
const EVENTS = 'splunk-cim events';

function eventsOf(state: PipelineState): CimEvents | undefined {
  return state.variables.get(EVENTS) as CimEvents | undefined;
}

function isHeld(state: PipelineState): boolean {
  return eventsOf(state) !== undefined;
}

const chooseDataSet: PipelineStep = {
  description: 'find the data set for the log source',
  apply(state, { report }) {
    const found = find(state);
    if (typeof found === 'string') {
      report(logSourceNotCollected('the Common Information Model', found), state.rule.logsource.span);
      return state;
    }
    return { ...state, variables: new Map(state.variables).set(EVENTS, found) };
  },
};

/** The data set, or why there is none. */
function find({ rule: { logsource }, queries }: PipelineState): CimEvents | string {
  const [category, product, service] = [logsource.category, logsource.product, logsource.service].map(
    (part) => part?.toLowerCase() ?? '',
  ) as [string, string, string];
  if (service === '' && Object.hasOwn(CATEGORIES, category)) return CATEGORIES[category] as CimEvents;
  const none = `no data set is for ${describe(logsource)}`;
  if (product !== 'windows' || category !== '' || !Object.hasOwn(WINDOWS_EVENTS, service)) return none;
  const each = queries.map((query) => wholeValuesOf(query, 'EventID'));
  const ids = new Set(each.flatMap((found) => [...(found ?? [])]));
  if (ids.size === 0 || each.includes(undefined)) {
    return `${none} but for events of some numbers, and the rule does not say which it means`;
  }
  return (
    WINDOWS_EVENTS[service]?.find(({ eventIds }) => [...ids].every((id) => eventIds.includes(id))) ??
    `${none}, event ${[...ids].join(', ')}`
  );
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

function conditionOf(state: PipelineState): Query | undefined {
  const events = eventsOf(state);
  if (events?.rows === undefined) return undefined;
  const { span } = state.rule.logsource;
  return and(
    Object.entries(events.rows).map(([name, values]) => {
      const isExcluded = name.startsWith('!');
      const field = `${prefixOf(events.dataSet)}.${isExcluded ? name.slice(1) : name}`;
      const isThere = isOneOf(field, values, span, false);
      return isExcluded ? not(isThere) : isThere;
    }),
  );
}

/**
 * Rules of the categories that a data model holds, and of the numbers of events of Windows, as `tstats` over the model. A field
 * that the model does not have refuses the rule unless told otherwise; so does a value that the model writes in a way nobody
 * knows.
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
    chooseDataSet,
    /* @__PURE__ */ translateLeaves(
      'write values as data models do',
      (leaf, state) => translateForCim(leaf, eventsOf(state)),
      isHeld,
    ),
    /* @__PURE__ */ mapFields(
      (field, state) => {
        const dataSet = eventsOf(state)?.dataSet;
        if (dataSet === undefined || !Object.hasOwn(dataSet.fields, field)) return undefined;
        return `${prefixOf(dataSet)}.${dataSet.fields[field] ?? ''}`;
      },
      { target: 'the data set of the Common Information Model', when: isHeld },
    ),
    /* @__PURE__ */ addCondition('look at events of the log source', conditionOf),
    /* @__PURE__ */ useSchema('look in the data set', (state) => {
      const events = eventsOf(state);
      return events && schemaOf(events.dataSet);
    }),
    /* @__PURE__ */ stateAssumption('say what must be so', (state) => eventsOf(state)?.assumption),
  ],
};
