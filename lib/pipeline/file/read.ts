/**
 * Pipelines from files, in the format of pySigma:
 * https://sigmahq-pysigma.readthedocs.io/en/latest/Processing_Pipelines.html
 */
import { createCollector } from '../../diagnostics/collector.ts';
import { hasErrors, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import {
  pipelineIsRule,
  pipelineNotAMap,
  severalPipelines,
} from '../../diagnostics/messages/pipeline-file.ts';
import type { YamlMapping, YamlNode } from '../../yaml/node.ts';
import { toPlain } from '../../yaml/plain.ts';
import { readYaml } from '../../yaml/read.ts';
import type { Pipeline } from '../pipeline.ts';
import { toStep } from './apply.ts';
import { readFinalizers } from './finalizers.ts';
import { readItems } from './item.ts';
import { anyMap, integer, optional, readParameters, text, texts, tree } from './parameters.ts';
import { fillPlaceholders } from './placeholders.ts';
import { readPostprocessing } from './postprocessing.ts';
import type { FileReader, Setup } from './setup.ts';

export type { FileReader } from './setup.ts';

/** How {@link readPipeline} reads. */
export interface ReadPipelineOptions {
  /**
   * What diagnostics call the text: a path as the user gave it.
   * @default '<pipeline>'
   */
  readonly name?: string;
  /**
   * Gives the text of a file that the pipeline names, by its path relative to the pipeline; throws with a reason when there
   * is none. A pipeline may come from others: what it may read is for the caller to decide.
   * @default none: a pipeline that names files is refused
   */
  readonly files?: FileReader;
}

/** What {@link readPipeline} makes of a text. */
export interface ReadPipelineResult {
  /** Undefined when there is an error. */
  readonly pipeline: Pipeline | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Names of the targets of pySigma, by ours. */
const BACKENDS: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map([
  ['elasticsearch', ['eql', 'esql', 'lucene']],
  ['opensearch', ['lucene']],
  ['microsoft365defender', ['kusto']],
  ['microsoft_xdr', ['kusto']],
]);

const TOP_LEVEL = {
  name: /* @__PURE__ */ optional(text, undefined),
  priority: /* @__PURE__ */ optional(integer, 0),
  allowed_backends: /* @__PURE__ */ optional(texts, [] as readonly string[]),
  vars: /* @__PURE__ */ optional(anyMap, undefined),
  transformations: /* @__PURE__ */ optional(tree, undefined),
  postprocessing: /* @__PURE__ */ optional(tree, undefined),
  finalizers: /* @__PURE__ */ optional(tree, undefined),
} as const;

/**
 * Reads a pipeline file of pySigma. Never throws for anything the text says: a misspelt key, an unknown type or a value
 * of the wrong kind is a diagnostic at its place.
 *
 * Nothing in a file makes it run programs or code, or fetch anything; items that ask for that are refused.
 *
 * @example
 * const { pipeline } = readPipeline(`
 *   name: Names of our index
 *   priority: 10
 *   transformations:
 *     - id: names
 *       type: field_name_mapping
 *       mapping: { Image: process.executable }
 *       rule_conditions:
 *         - { type: logsource, category: process_creation }
 * `);
 * convert(rule, splunk, { pipelines: [pipeline] }).queries; // ['process.executable="*\\\\cmd.exe"']
 */
export function readPipeline(text: string, options: ReadPipelineOptions = {}): ReadPipelineResult {
  const { name = '<pipeline>', files } = options;
  const source = { name, text };
  const collector = createCollector(source);
  const { documents, diagnostics } = readYaml(source);
  collector.add(diagnostics);
  const [root, second] = documents;
  if (second !== undefined) collector.report(severalPipelines(), second.span);
  if (root !== undefined && root.kind !== 'mapping') collector.report(pipelineNotAMap(root.kind), root.span);
  const pipeline =
    root?.kind === 'mapping' && !hasErrors(collector.diagnostics)
      ? readDocument(root, { collector, report: collector.report, readFile: files, name })
      : undefined;
  const usable = pipeline !== undefined && !hasErrors(collector.diagnostics);
  return { pipeline: usable ? pipeline : undefined, diagnostics: collector.diagnostics };
}

function readDocument(root: YamlMapping, setup: Setup): Pipeline | undefined {
  const has = (key: string): boolean => root.pairs.some((pair) => pair.key.text === key);
  if (has('detection') && has('logsource')) {
    setup.report(pipelineIsRule(), root.pairs[0]?.key.span ?? root.span);
    return undefined;
  }
  const values = readParameters(TOP_LEVEL, root, 'a pipeline', [], setup);
  const title = values?.name ?? setup.name;
  const inside: Setup = { ...setup, name: title };
  // All sections are read, so that what is wrong in each is said at once.
  const items = readSection(root, 'transformations', (node) => readItems(node, inside));
  const postprocess = readSection(root, 'postprocessing', (node) => readPostprocessing(node, inside));
  const finalize = readSection(root, 'finalizers', (node) => readFinalizers(node, inside));
  if (values === undefined || items === undefined || postprocess === undefined || finalize === undefined)
    return undefined;
  const vars = new Map(
    values.vars?.pairs.map(({ key, value }): [string, unknown] => [key.text, toPlain(value)]) ?? [],
  );
  return {
    name: title,
    title,
    priority: values.priority,
    backends: values.allowed_backends.flatMap((backend) => BACKENDS.get(backend) ?? [backend]),
    steps: items.map(toStep),
    vars,
    placeholders: (rule, known) => fillPlaceholders(rule, items, known),
    postprocess,
    finalize,
  };
}

function readSection<T>(
  { pairs }: YamlMapping,
  name: string,
  read: (node: YamlNode) => readonly T[] | undefined,
): readonly T[] | undefined {
  const node = pairs.find(({ key }) => key.text === name)?.value;
  return node === undefined ? [] : read(node);
}
