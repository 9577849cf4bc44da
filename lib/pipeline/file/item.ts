/** Items of a pipeline: a transformation and the conditions under which it is applied. */
import {
  missingKey,
  needlessConditions,
  nestedTooDeep,
  tooManyItems,
  unknownType,
  wrongValue,
} from '../../diagnostics/messages/pipeline-file.ts';
import type { YamlMapping, YamlNode } from '../../yaml/node.ts';
import { conditionKeys, readConditions, type ConditionKind } from './conditions/combine.ts';
import type { FieldCondition, ItemCondition, RuleCondition } from './conditions/condition.ts';
import { FIELD_CONDITIONS } from './conditions/field.ts';
import { ITEM_CONDITIONS } from './conditions/item.ts';
import { RULE_CONDITIONS } from './conditions/rule.ts';
import { MAX_ITEMS } from './limits.ts';
import { readParameters } from './parameters.ts';
import type { ItemSetup, Setup } from './setup.ts';
import { TRANSFORMATIONS } from './transformations/index.ts';
import type { Effect, TransformationType } from './transformations/transformation.ts';

export interface FileItem {
  readonly id: string | undefined;
  readonly description: string;
  readonly onRule: RuleCondition;
  readonly onItem: ItemCondition;
  readonly onField: FieldCondition;
  readonly effect: Effect;
}

const TABLES = { rule: RULE_CONDITIONS, detection_item: ITEM_CONDITIONS, field_name: FIELD_CONDITIONS };

export const RULE_KIND: ConditionKind<Parameters<RuleCondition>> = {
  prefix: 'rule',
  noun: 'rule condition',
  table: RULE_CONDITIONS,
  others: TABLES,
};
const ITEM_KIND: ConditionKind<Parameters<ItemCondition>> = {
  prefix: 'detection_item',
  noun: 'detection item condition',
  table: ITEM_CONDITIONS,
  others: TABLES,
};
const FIELD_KIND: ConditionKind<Parameters<FieldCondition>> = {
  prefix: 'field_name',
  noun: 'field name condition',
  table: FIELD_CONDITIONS,
  others: TABLES,
};

function commonKeys(): readonly string[] {
  return ['id', 'type', ...[RULE_KIND, ITEM_KIND, FIELD_KIND].flatMap(conditionKeys)];
}

/** Groups in groups: each level is a call inside a call. */
const MAX_LEVELS = 10;

/** The items of a list; undefined when one of them cannot be used, which has then been reported. */
export function readItems(tree: YamlNode, setup: Setup, level = 0): readonly FileItem[] | undefined {
  if (level > MAX_LEVELS) {
    setup.report(nestedTooDeep(MAX_LEVELS), tree.span);
    return undefined;
  }
  const nodes = listOf(tree, 'a list of transformations', setup);
  const items = nodes?.map((node) => readItem(node, setup, level));
  return items?.every((item) => item !== undefined) ? items : undefined;
}

/** The nodes of a list; nothing at all is an empty one. */
export function listOf(tree: YamlNode, expects: string, { report }: Setup): readonly YamlNode[] | undefined {
  if (tree.kind === 'sequence' && tree.items.length > MAX_ITEMS) {
    report(tooManyItems(MAX_ITEMS), tree.span);
    return undefined;
  }
  if (tree.kind === 'sequence') return tree.items;
  if (tree.kind === 'scalar' && tree.value === null) return [];
  report(wrongValue('this', expects), tree.span);
  return undefined;
}

function readItem(node: YamlNode, setup: Setup, level: number): FileItem | undefined {
  const typed = readType(node, 'transformation', TRANSFORMATIONS, setup);
  if (typed === undefined) return undefined;
  const { type, entry, mapping } = typed;
  const itemSetup = setupOf(mapping, setup);
  const values = readParameters(entry.parameters, mapping, `the transformation ${type}`, commonKeys(), setup);
  const onRule = readConditions(mapping, RULE_KIND, setup);
  const onItem = readConditions(mapping, ITEM_KIND, setup);
  const onField = readConditions(mapping, FIELD_KIND, setup);
  const effect = values && entry.create(values, itemSetup, (tree) => readItems(tree, setup, level + 1));
  if (
    values === undefined ||
    effect === undefined ||
    onRule === undefined ||
    onItem === undefined ||
    onField === undefined
  ) {
    return undefined;
  }
  if (!checkConditions(type, effect, mapping, setup)) return undefined;
  return { id: itemSetup.id, description: entry.describe(values), onRule, onItem, onField, effect };
}

/** What a map in the file is by its `type`, and the entry of the table that reads it. */
export function readType<Entry>(
  node: YamlNode,
  noun: string,
  table: Readonly<Record<string, () => Entry>>,
  { report }: Setup,
): { readonly type: string; readonly entry: Entry; readonly mapping: YamlMapping } | undefined {
  if (node.kind !== 'mapping') {
    report(wrongValue(noun, 'a map with a `type`'), node.span);
    return undefined;
  }
  const type = node.pairs.find(({ key }) => key.text === 'type')?.value;
  if (type?.kind !== 'scalar') {
    report(missingKey(`a ${noun}`, 'type'), type?.span ?? node.pairs[0]?.key.span ?? node.span);
    return undefined;
  }
  const entry = Object.hasOwn(table, type.text) ? table[type.text]?.() : undefined;
  if (entry === undefined) {
    report(unknownType(noun, type.text, Object.keys(table)), type.span);
    return undefined;
  }
  return { type: type.text, entry, mapping: node };
}

/** What the reader of one map may know of it. */
export function setupOf(mapping: YamlMapping, setup: Setup): ItemSetup {
  const find = (name: string): YamlNode | undefined =>
    mapping.pairs.find(({ key }) => key.text === name)?.value;
  const id = find('id');
  return {
    ...setup,
    id: id?.kind === 'scalar' && id.value !== null ? id.text : undefined,
    placeOf: (parameter) => (find(parameter) ?? mapping.pairs[0]?.value ?? mapping).span,
  };
}

/** Where a condition would never be looked at, it is a mistake. */
function checkConditions(type: string, effect: Effect, mapping: YamlMapping, { report }: Setup): boolean {
  const reasons: Readonly<Partial<Record<Effect['on'], string>>> = {
    placeholder: 'placeholders get their values by name, wherever they stand',
    rule: 'it is about the rule as a whole',
    items: 'the items in it have conditions of their own',
  };
  const reason = reasons[effect.on];
  const key = mapping.pairs.find(({ key: { text } }) =>
    /^(?:detection_item|field_name)_conditions$/.test(text),
  )?.key;
  if (reason === undefined || key === undefined) return true;
  report(needlessConditions(key.text, type, reason), key.span);
  return false;
}

export type { TransformationType };
