/** What a condition of a pipeline item is: an entry of one of the three tables. */
import type { Leaf, LeafItem } from '../../../query/query.ts';
import type { PipelineState } from '../../pipeline.ts';
import type { ParameterTable, Values } from '../parameters.ts';
import type { Setup } from '../setup.ts';

/** Asked once for each rule. */
export type RuleCondition = (state: PipelineState) => boolean;
/** Asked for each item of a rule, with all its leaves. */
export type ItemCondition = (leaves: readonly Leaf[], state: PipelineState) => boolean;
/** Asked for each name of a field; null for keywords. Names outside of searches belong to no item. */
export type FieldCondition = (
  field: string | null,
  item: LeafItem | undefined,
  state: PipelineState,
) => boolean;

/** A type of condition: its parameters, and the test they make. */
export interface ConditionType<Test, P extends ParameterTable = ParameterTable> {
  readonly parameters: P;
  /** Undefined when the values do not go together, which has then been reported. */
  readonly create: (values: Values<P>, setup: Setup) => Test | undefined;
}

/** The entry of a table, its values typed by its parameters. */
export function conditionType<Test, P extends ParameterTable>(
  parameters: P,
  create: (values: Values<P>, setup: Setup) => Test | undefined,
): ConditionType<Test> {
  return { parameters, create: create as ConditionType<Test>['create'] };
}

export type ConditionTable<Test> = Readonly<Record<string, () => ConditionType<Test>>>;
