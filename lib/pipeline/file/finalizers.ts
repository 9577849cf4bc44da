/** Items that make one text of all queries of a run. */
import { templateFailed } from '../../diagnostics/messages/pipeline.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { SigmaError } from '../../diagnostics/error.ts';
import type { YamlNode } from '../../yaml/node.ts';
import type { FinalizeStep } from '../pipeline.ts';
import { count, optional, text, tree, type Values } from './parameters.ts';
import type { ItemSetup, Setup } from './setup.ts';
import { readSteps, stepType, type StepType } from './steps.ts';
import { joinTexts, pipelineData, TemplateError, type Data } from './template/data.ts';
import { STEPS_OF_A_RUN } from './template/render.ts';
import { readTemplate, TEMPLATE } from './templates.ts';

type Finish = FinalizeStep['apply'];

/** Every type by the name it has in files. */
export const FINALIZERS: Readonly<Record<string, () => StepType<Finish>>> = {
  concat: () =>
    stepType(
      { separator: optional(text, '\n'), prefix: optional(text, ''), suffix: optional(text, '') },
      'put all queries one after the other',
      ({ separator, prefix, suffix }, setup) =>
        (queries) =>
          guard(setup, () => joinTexts([prefix, joinTexts(queries, separator), suffix])),
    ),
  json: () =>
    stepType(
      { indent: optional(count, undefined) },
      'write all queries as JSON',
      ({ indent }) =>
        (queries) =>
          JSON.stringify(queries, null, indent),
    ),
  yaml: () =>
    stepType(
      { indent: optional(count, undefined) },
      'write all queries as YAML',
      // A text of JSON is one of YAML, whatever is in it.
      () => (queries) => queries.map((query) => `- ${JSON.stringify(query)}\n`).join('') || '[]\n',
    ),
  template: () => stepType(TEMPLATE, 'put all queries into a template', finishByTemplate),
  nested: () =>
    stepType({ finalizers: tree }, 'apply a group of finalizers', (values, setup, level) => {
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

/** The finalizers of a list; undefined when one of them cannot be used, which has then been reported. */
export function readFinalizers(tree: YamlNode, setup: Setup, level = 0): readonly FinalizeStep[] | undefined {
  return readSteps<Finish, FinalizeStep>(tree, setup, level, {
    list: 'a list of finalizers',
    item: 'finalizer',
    the: 'the finalizer',
    types: FINALIZERS,
    keys: ['id', 'type'],
    finish: (apply, description) => ({ description, apply }),
  });
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
