/** Items that make one text of all queries of a run. */
import { nestedTooDeep } from '../../diagnostics/messages/pipeline-file.ts';
import { templateFailed } from '../../diagnostics/messages/pipeline.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { SigmaError } from '../../diagnostics/error.ts';
import type { YamlNode } from '../../yaml/node.ts';
import type { FinalizeStep } from '../pipeline.ts';
import { listOf, readType, setupOf } from './item.ts';
import {
  count,
  optional,
  readParameters,
  text,
  tree,
  type ParameterTable,
  type Values,
} from './parameters.ts';
import type { ItemSetup, Setup } from './setup.ts';
import { joinTexts, pipelineData, TemplateError, type Data } from './template/data.ts';
import { STEPS_OF_A_RUN } from './template/render.ts';
import { readTemplate, TEMPLATE } from './templates.ts';

type Finish = FinalizeStep['apply'];

export interface FinalizerType<P extends ParameterTable = ParameterTable> {
  readonly parameters: P;
  readonly description: string;
  readonly create: (values: Values<P>, setup: ItemSetup, level: number) => Finish | undefined;
}

function type<P extends ParameterTable>(
  parameters: P,
  description: string,
  create: (values: Values<P>, setup: ItemSetup, level: number) => Finish | undefined,
): FinalizerType {
  return { parameters, description, create } as unknown as FinalizerType;
}

/** Every type by the name it has in files. */
export const FINALIZERS: Readonly<Record<string, () => FinalizerType>> = {
  concat: () =>
    type(
      { separator: optional(text, '\n'), prefix: optional(text, ''), suffix: optional(text, '') },
      'put all queries one after the other',
      ({ separator, prefix, suffix }, setup) =>
        (queries) =>
          guard(setup, () => joinTexts([prefix, joinTexts(queries, separator), suffix])),
    ),
  json: () =>
    type(
      { indent: optional(count, undefined) },
      'write all queries as JSON',
      ({ indent }) =>
        (queries) =>
          JSON.stringify(queries, null, indent),
    ),
  yaml: () =>
    type(
      { indent: optional(count, undefined) },
      'write all queries as YAML',
      // A text of JSON is one of YAML, whatever is in it.
      () => (queries) => queries.map((query) => `- ${JSON.stringify(query)}\n`).join('') || '[]\n',
    ),
  template: () => type(TEMPLATE, 'put all queries into a template', finishByTemplate),
  nested: () =>
    type({ finalizers: tree }, 'apply a group of finalizers', (values, setup, level) => {
      const steps = readFinalizers(values.finalizers, setup, level + 1);
      return (
        steps &&
        ((queries, vars) => {
          let text: string | undefined;
          for (const { apply } of steps) text = apply(text === undefined ? queries : [text], vars);
          return text ?? queries.join('\n');
        })
      );
    }),
};

const MAX_LEVELS = 10;

/** The finalizers of a list; undefined when one of them cannot be used, which has then been reported. */
export function readFinalizers(tree: YamlNode, setup: Setup, level = 0): readonly FinalizeStep[] | undefined {
  if (level > MAX_LEVELS) {
    setup.report(nestedTooDeep(MAX_LEVELS), tree.span);
    return undefined;
  }
  const steps = listOf(tree, 'a list of finalizers', setup)?.map((node) => readFinalizer(node, setup, level));
  return steps?.every((step) => step !== undefined) ? steps : undefined;
}

function readFinalizer(node: YamlNode, setup: Setup, level: number): FinalizeStep | undefined {
  const typed = readType(node, 'finalizer', FINALIZERS, setup);
  if (typed === undefined) return undefined;
  const { type: name, entry, mapping } = typed;
  const values = readParameters(entry.parameters, mapping, `the finalizer ${name}`, ['id', 'type'], setup);
  const apply = values && entry.create(values, setupOf(mapping, setup), level);
  return apply && { description: entry.description, apply };
}

function finishByTemplate(values: Values<typeof TEMPLATE>, setup: ItemSetup): Finish | undefined {
  const template = readTemplate(values, setup, STEPS_OF_A_RUN);
  const { name } = setup;
  return (
    template &&
    ((queries, vars) =>
      guard(setup, () =>
        template(
          new Map<string, Data>([
            ['queries', queries],
            ['pipeline', pipelineData(name, vars, undefined)],
          ]),
        ),
      ))
  );
}

/** What goes wrong is wrong with the whole run, so it is thrown. */
function guard({ name, collector, placeOf }: ItemSetup, make: () => string): string {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new SigmaError([
      diagnose(templateFailed(name, error.message), collector.source, placeOf('template')),
    ]);
  }
}
