/** Items that change the text of finished queries. */
import { invalidJson } from '../../diagnostics/messages/pipeline-file.ts';
import { grownTooLarge, refusedByPipeline, templateFailed } from '../../diagnostics/messages/pipeline.ts';
import type { YamlMapping, YamlNode } from '../../yaml/node.ts';
import type { PipelineContext, PipelineState, PostprocessStep } from '../pipeline.ts';
import { conditionKeys, readConditions } from './conditions/combine.ts';
import { expression } from './expression.ts';
import { RULE_KIND } from './item.ts';
import { MAX_QUERY_LENGTH } from './limits.ts';
import { optional, text, tree } from './parameters.ts';
import { readReplacement, replaceText } from './replacement.ts';
import type { ItemSetup, Setup } from './setup.ts';
import { readSteps, stepType, type StepType } from './steps.ts';
import { pipelineData, ruleData, TemplateError, type Data } from './template/data.ts';
import { STEPS_OF_A_QUERY } from './template/render.ts';
import { readFormat, readTemplate, TEMPLATE, type Template } from './templates.ts';

type Change = PostprocessStep['apply'];

/** Every type by the name it has in files. */
export const POSTPROCESSING: Readonly<Record<string, () => StepType<Change>>> = {
  embed: () =>
    stepType(
      { prefix: optional(text, ''), suffix: optional(text, '') },
      'put text around the query',
      ({ prefix, suffix }) =>
        (query) =>
          prefix + query + suffix,
    ),
  simple_template: () =>
    stepType({ template: tree }, 'put the query into a template', (values, setup) =>
      fill(readFormat(values.template, setup), setup.name),
    ),
  template: () =>
    stepType(TEMPLATE, 'put the query into a template', (values, setup) =>
      fill(readTemplate(values, setup, STEPS_OF_A_QUERY), setup.name),
    ),
  json: () =>
    stepType({ json_template: text }, 'put the query into JSON', ({ json_template: written }, setup) =>
      embedInJson(written, setup),
    ),
  replace: () =>
    stepType(
      { pattern: expression, replacement: text },
      'replace text in the query',
      ({ pattern, replacement: written }, { report, placeOf }) => {
        const replacement = readReplacement(written, pattern);
        if ('code' in replacement) {
          report(replacement, placeOf('replacement'));
          return undefined;
        }
        return (query, { rule }, context) => {
          const replaced = replaceText(query, pattern, replacement);
          if (replaced === undefined) {
            context.report(
              refusedByPipeline('the query is too long for the expression that is to replace parts of it'),
              rule.span,
            );
          }
          return replaced ?? query;
        };
      },
    ),
  nest: () =>
    stepType({ items: tree }, 'apply a group of items', ({ items }, setup, level) => {
      const steps = readPostprocessing(items, setup, level + 1);
      return (
        steps &&
        ((query, state, context) =>
          steps.reduce((changed, { apply }) => apply(changed, state, context), query))
      );
    }),
};

/** The steps of a list; undefined when one of them cannot be used, which has then been reported. */
export function readPostprocessing(
  tree: YamlNode,
  setup: Setup,
  level = 0,
): readonly PostprocessStep[] | undefined {
  return readSteps<Change, PostprocessStep>(tree, setup, level, {
    list: 'a list of postprocessing items',
    item: 'postprocessing item',
    the: 'the postprocessing',
    types: POSTPROCESSING,
    keys: ['id', 'type', ...conditionKeys(RULE_KIND)],
    finish: finishStep,
  });
}

function finishStep(
  change: Change,
  description: string,
  mapping: YamlMapping,
  setup: Setup,
): PostprocessStep | undefined {
  const onRule = readConditions(mapping, RULE_KIND, setup);
  return (
    onRule && {
      description,
      apply(query, state, context) {
        if (!onRule(state)) return query;
        const changed = change(query, state, context);
        if (changed.length <= MAX_QUERY_LENGTH) return changed;
        context.report(grownTooLarge(), state.rule.span);
        return query;
      },
    }
  );
}

function fill(template: Template | undefined, name: string): Change | undefined {
  return (
    template &&
    ((query, state, context) => {
      try {
        return template(dataOf(query, state, context, name));
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        context.report(templateFailed(name, error.message), state.rule.span);
        return query;
      }
    })
  );
}

function dataOf(
  query: string,
  state: PipelineState,
  { vars }: PipelineContext,
  name: string,
): ReadonlyMap<string, Data> {
  return new Map<string, Data>([
    ['query', query],
    ['rule', ruleData(state.rule)],
    ['pipeline', pipelineData(name, vars, state)],
  ]);
}

/** Deeper nesting exhausts the stack of those who write it out. */
const MAX_JSON_DEPTH = 100;

/** Every text of the template that is `%QUERY%` becomes the query. */
function embedInJson(written: string, { report, placeOf }: ItemSetup): Change | undefined {
  try {
    if (isDeep(JSON.parse(written))) throw new RangeError('nested too deeply');
  } catch (error) {
    report(invalidJson(error instanceof Error ? error.message : String(error)), placeOf('json_template'));
    return undefined;
  }
  return (query) =>
    JSON.stringify(JSON.parse(written, (_key, value: unknown) => (value === '%QUERY%' ? query : value)));
}

function isDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_JSON_DEPTH) return true;
    level = level.flatMap((each): unknown[] =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    );
  }
  return false;
}
