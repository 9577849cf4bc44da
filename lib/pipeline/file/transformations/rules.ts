/** Transformations of the rule as a whole. */
import { refusedByPipeline, unmappedByPipeline } from '../../../diagnostics/messages/pipeline.ts';
import { wrongValue } from '../../../diagnostics/messages/pipeline-file.ts';
import { leavesOf } from '../../../query/leaves.ts';
import type { Leaf } from '../../../query/query.ts';
import type { SigmaRule } from '../../../ast/rule.ts';
import { logSourcePattern } from '../conditions/rule.ts';
import { anything, optional, text, texts } from '../parameters.ts';
import { listed } from './fields.ts';
import { transformation, type RuleEffect, type TransformationType } from './transformation.ts';

const LOG_SOURCE = {
  category: /* @__PURE__ */ optional(text, undefined),
  product: /* @__PURE__ */ optional(text, undefined),
  service: /* @__PURE__ */ optional(text, undefined),
};

export const changeLogsource = (): TransformationType =>
  transformation(
    LOG_SOURCE,
    (parts) => `change the log source to ${Object.values(logSourcePattern(parts)).join(' ')}`,
    (parts, { report, placeOf }) => {
      const pattern = logSourcePattern(parts);
      if (Object.keys(pattern).length === 0) {
        report(
          wrongValue('change_logsource', 'at least one of category, product, service'),
          placeOf('category'),
        );
        return undefined;
      }
      return {
        on: 'rule',
        apply(state) {
          const { span, custom } = state.rule.logsource;
          return { ...state, rule: { ...state.rule, logsource: { ...pattern, custom, span } } };
        },
      };
    },
  );

export const addField = (): TransformationType =>
  transformation(
    { field: texts },
    ({ field }) => `add ${listed(field)} to the list of fields`,
    ({ field }) => changeFields((fields) => [...fields, ...field]),
  );

export const removeField = (): TransformationType =>
  transformation(
    { field: texts },
    ({ field }) => `take ${listed(field)} out of the list of fields`,
    ({ field }) => changeFields((fields) => fields.filter((each) => !field.includes(each))),
  );

export const setField = (): TransformationType =>
  transformation(
    { fields: texts },
    ({ fields }) => `set the list of fields to ${listed(fields)}`,
    ({ fields }) => changeFields(() => fields),
  );

function changeFields(change: (fields: SigmaRule['fields']) => SigmaRule['fields']): RuleEffect {
  return {
    on: 'rule',
    apply: (state) => ({ ...state, rule: { ...state.rule, fields: change(state.rule.fields) } }),
  };
}

export const setState = (): TransformationType =>
  transformation(
    { key: text, val: anything },
    ({ key, val }) => `note ${key} = ${JSON.stringify(val)}`,
    ({ key, val }) => ({
      on: 'rule',
      apply: (state) => ({ ...state, variables: new Map(state.variables).set(key, val) }),
    }),
  );

export const setCustomAttribute = (): TransformationType =>
  transformation(
    { attribute: text, value: anything },
    ({ attribute }) => `set the attribute ${attribute}`,
    ({ attribute, value }) => ({
      on: 'rule',
      apply: (state) => ({
        ...state,
        rule: { ...state.rule, custom: new Map(state.rule.custom).set(attribute, value) },
      }),
    }),
  );

export const ruleFailure = (): TransformationType =>
  transformation(
    { message: text },
    ({ message }) => `refuse the rule: ${message}`,
    ({ message }) => ({
      on: 'rule',
      apply(state, { report }) {
        report(refusedByPipeline(message), state.rule.span);
        return state;
      },
    }),
  );

/** Fields that an added condition names are the pipeline's own and need no mapping. */
export const strictFieldMappingFailure = (): TransformationType =>
  transformation(
    {},
    () => 'refuse rules with fields that no mapping knows',
    () => ({
      on: 'rule',
      apply(state, { report }) {
        const reported = new Set<string>();
        for (const leaf of state.queries.flatMap(leavesOf)) {
          for (const field of unmappedIn(leaf)) {
            if (reported.has(field)) continue;
            reported.add(field);
            report(unmappedByPipeline(field), leaf.span);
          }
        }
        return state;
      },
    }),
  );

/** Its field, and that which it is compared with, if no mapping knows them. */
function unmappedIn({ field, item, matcher }: Leaf): readonly string[] {
  return [
    ...(field === null || item?.mapped === true ? [] : [field]),
    ...(matcher.kind === 'fieldRef' && item?.referenceMapped !== true ? [matcher.field] : []),
  ];
}
