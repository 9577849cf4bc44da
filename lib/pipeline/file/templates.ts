/** Templates of postprocessing items and finalizers: read once, filled for each query or for all of them. */
import { fileUnreadable, runsCode, templateProblem } from '../../diagnostics/messages/pipeline-file.ts';
import { spanWithin } from '../../source/embedded.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { flag, optional, text, tree, type Parameter } from './parameters.ts';
import type { ItemSetup } from './setup.ts';
import { TemplateError, type Data } from './template/data.ts';
import { parseFormat, renderFormat } from './template/format.ts';
import { parseTemplate } from './template/parse.ts';
import { renderTemplate } from './template/render.ts';

/** @throws TemplateError when the template cannot be filled. */
export type Template = (values: ReadonlyMap<string, Data>) => string;

/** What `template` takes: the template, or its name in a folder. */
export const TEMPLATE: {
  readonly template: Parameter<YamlNode>;
  readonly path: Parameter<string | undefined>;
  readonly autoescape: Parameter<boolean>;
  readonly vars: Parameter<YamlNode | undefined>;
} = {
  template: tree,
  path: /* @__PURE__ */ optional(text, undefined),
  autoescape: /* @__PURE__ */ optional(flag, false),
  vars: /* @__PURE__ */ optional(tree, undefined),
};

interface TemplateValues {
  readonly template: YamlNode;
  readonly path: string | undefined;
  readonly autoescape: boolean;
  readonly vars: YamlNode | undefined;
}

/** Undefined when the template is no use, which has then been reported. */
export function readTemplate(values: TemplateValues, setup: ItemSetup, steps: number): Template | undefined {
  const { template, path, autoescape, vars } = values;
  if (vars !== undefined) {
    setup.report(runsCode('vars'), vars.span);
    return undefined;
  }
  const written = path === undefined ? textOf(template, setup) : readFile(template, path, setup);
  if (written === undefined) return undefined;
  return guard(template, path === undefined, setup, () => {
    const statements = parseTemplate(written);
    return (data) => renderTemplate(statements, data, autoescape, steps);
  });
}

/** The same for the syntax of `str.format`. */
export function readFormat(template: YamlNode, setup: ItemSetup): Template | undefined {
  const written = textOf(template, setup);
  if (written === undefined) return undefined;
  return guard(template, true, setup, () => {
    const pieces = parseFormat(written);
    return (data) => renderFormat(pieces, data);
  });
}

function textOf(node: YamlNode, { report }: ItemSetup): string | undefined {
  if (node.kind === 'scalar' && node.value !== null) return node.text;
  report(templateProblem('`template` takes a text'), node.span);
  return undefined;
}

function readFile(template: YamlNode, path: string, setup: ItemSetup): string | undefined {
  const name = textOf(template, setup);
  if (name === undefined) return undefined;
  const file = `${path.replace(/\/$/, '')}/${name}`;
  try {
    if (setup.readFile !== undefined) return setup.readFile(file);
    setup.report(fileUnreadable(file, 'there are no files here'), template.span);
  } catch (error) {
    setup.report(fileUnreadable(file, error instanceof Error ? error.message : String(error)), template.span);
  }
  return undefined;
}

function guard(
  node: YamlNode,
  isHere: boolean,
  setup: ItemSetup,
  read: () => Template,
): Template | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { offset } = error;
    const { source } = setup.collector;
    const place =
      isHere && offset !== undefined && node.kind === 'scalar'
        ? spanWithin(
            { text: node.text, source, span: node.span, verbatim: node.verbatim },
            offset,
            offset + 1,
          )
        : node.span;
    setup.report(templateProblem(error.message), place);
    return undefined;
  }
}
