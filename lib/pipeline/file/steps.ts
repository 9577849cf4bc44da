/** Lists of steps that change finished texts: what postprocessing items and finalizers have in common. */
import { nestedTooDeep } from '../../diagnostics/messages/pipeline-file.ts';
import type { YamlMapping, YamlNode } from '../../yaml/node.ts';
import { listOf, readType, setupOf } from './item.ts';
import { readParameters, type ParameterTable, type Values } from './parameters.ts';
import type { ItemSetup, Setup } from './setup.ts';

/** A type of step, which is made for each of its items. */
export interface StepType<Apply, P extends ParameterTable = ParameterTable> {
  readonly parameters: P;
  /** A verb phrase. */
  readonly description: string;
  /** Undefined for an item that cannot be used, which has then been reported. */
  readonly create: (values: Values<P>, setup: ItemSetup, level: number) => Apply | undefined;
}

/** A {@link StepType} with the types of its own parameters. */
export function stepType<Apply, P extends ParameterTable>(
  parameters: P,
  description: string,
  create: StepType<Apply, P>['create'],
): StepType<Apply> {
  return { parameters, description, create } as unknown as StepType<Apply>;
}

/** A kind of steps. */
export interface StepKind<Apply, Step> {
  /** What a list of them is called, one of them, and one before its type. */
  readonly list: string;
  readonly item: string;
  readonly the: string;
  readonly types: Readonly<Record<string, () => StepType<Apply>>>;
  /** Keys that items have besides the parameters of their types. */
  readonly keys: readonly string[];
  /** The step of an item; undefined for one that cannot be used. */
  readonly finish: (
    apply: Apply,
    description: string,
    mapping: YamlMapping,
    setup: Setup,
  ) => Step | undefined;
}

const MAX_LEVELS = 10;

/** The steps of a list; undefined when one of them cannot be used, which has then been reported. */
export function readSteps<Apply, Step>(
  tree: YamlNode,
  setup: Setup,
  level: number,
  kind: StepKind<Apply, Step>,
): readonly Step[] | undefined {
  if (level > MAX_LEVELS) {
    setup.report(nestedTooDeep(MAX_LEVELS), tree.span);
    return undefined;
  }
  const steps = listOf(tree, kind.list, setup)?.map((node) => readStep(node, setup, level, kind));
  return steps?.every((step) => step !== undefined) ? steps : undefined;
}

function readStep<Apply, Step>(
  node: YamlNode,
  setup: Setup,
  level: number,
  { item, the, types, keys, finish }: StepKind<Apply, Step>,
): Step | undefined {
  const typed = readType(node, item, types, setup);
  if (typed === undefined) return undefined;
  const { type: name, entry, mapping } = typed;
  const values = readParameters(entry.parameters, mapping, `${the} ${name}`, keys, setup);
  const apply = values && entry.create(values, setupOf(mapping, setup), level);
  return apply === undefined ? undefined : finish(apply, entry.description, mapping, setup);
}
