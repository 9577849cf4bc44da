/** What a transformation is: an entry of the table in `index.ts`. */
import type { Leaf, Query } from '../../../query/query.ts';
import type { YamlNode } from '../../../yaml/node.ts';
import type { PipelineContext, PipelineState, PipelineVars, PlaceholderValue } from '../../pipeline.ts';
import type { FileItem } from '../item.ts';
import type { ParameterTable, Values } from '../parameters.ts';
import type { ItemSetup, Setup } from '../setup.ts';

/** What a transformation does, by what it looks at. */
export type Effect = RuleEffect | ItemEffect | ValueEffect | FieldEffect | PlaceholderEffect | NestEffect;

/** Changes the rule as a whole. */
export interface RuleEffect {
  readonly on: 'rule';
  readonly apply: (state: PipelineState, context: PipelineContext) => PipelineState;
}

/** Changes the items of a rule, each with all its values. */
export interface ItemEffect {
  readonly on: 'item';
  /** Undefined leaves the item out; the item itself leaves it as it is. */
  readonly apply: (item: Query, leaves: readonly Leaf[], context: PipelineContext) => Query | undefined;
}

/** Changes the values of items, one by one. */
export interface ValueEffect {
  readonly on: 'value';
  /** The leaf itself leaves it as it is. */
  readonly apply: (leaf: Leaf, context: PipelineContext) => Query;
}

/** Renames fields wherever they are named: in items, in references between fields, in the rule's list of fields. */
export interface FieldEffect {
  readonly on: 'field';
  /** Undefined for a field it has no name for; null stands for keywords. Never an empty list. */
  readonly names: (field: string | null) => readonly string[] | undefined;
}

/** Gives placeholders their values, before there are queries. */
export interface PlaceholderEffect {
  readonly on: 'placeholder';
  /** Undefined for a placeholder that others may know. */
  readonly values: (name: string, vars: PipelineVars) => readonly PlaceholderValue[] | undefined;
}

/** Items that share the conditions of the one they are in. */
export interface NestEffect {
  readonly on: 'items';
  readonly items: readonly FileItem[];
}

/** Reads a list of items inside an item. */
export type ReadItems = (tree: YamlNode, setup: Setup) => readonly FileItem[] | undefined;

/** A type of transformation: its parameters, and the effect they make. */
export interface TransformationType<P extends ParameterTable = ParameterTable> {
  readonly parameters: P;
  /** A verb phrase with the most telling values: `map 3 fields`. */
  readonly describe: (values: Values<P>) => string;
  /** Undefined when the values do not go together, which has then been reported. */
  readonly create: (values: Values<P>, setup: ItemSetup, readItems: ReadItems) => Effect | undefined;
}

/** The entry of a table, its values typed by its parameters. */
export function transformation<P extends ParameterTable>(
  parameters: P,
  describe: (values: Values<P>) => string,
  create: (values: Values<P>, setup: ItemSetup, readItems: ReadItems) => Effect | undefined,
): TransformationType {
  return { parameters, describe, create } as unknown as TransformationType;
}
