/** Conditions on the whole rule. */
import type { LogSource, RuleLevel, RuleStatus, SigmaRule } from '../../../ast/rule.ts';
import type { DetectionItem, SearchNode } from '../../../ast/detection.ts';
import { leavesOf } from '../../../query/leaves.ts';
import { hasLogSource } from '../../steps/basic.ts';
import type { PipelineState } from '../../pipeline.ts';
import { choice, optional, single, text, type ScalarValue } from '../parameters.ts';
import { isSameMatcher, matcherOf } from '../texts.ts';
import { conditionType, type ConditionTable, type RuleCondition } from './condition.ts';
import { holdsState, relate, STATE_PARAMETERS } from './state.ts';

const PART = /* @__PURE__ */ optional(text, undefined);
const SOURCE = { category: PART, product: PART, service: PART };

export const RULE_CONDITIONS: ConditionTable<RuleCondition> = {
  logsource: () =>
    conditionType(SOURCE, (parts) => {
      const pattern = logSourcePattern(parts);
      return (state) => hasLogSource(state, pattern);
    }),
  contains_field: () =>
    conditionType(
      { field: text },
      ({ field }) =>
        (state) =>
          hasField(state, field),
    ),
  contains_detection_item: () =>
    conditionType({ field: text, value: single }, ({ field, value }) => {
      return (state) => hasItem(state, field, value);
    }),
  processing_item_applied: () =>
    conditionType({ processing_item_id: text }, ({ processing_item_id: id }) => {
      return (state) => state.applied.has(id);
    }),
  processing_state: () => conditionType(STATE_PARAMETERS, (wanted) => (state) => holdsState(state, wanted)),
  is_sigma_rule: () => conditionType({}, () => () => true),
  is_sigma_correlation_rule: () => conditionType({}, () => () => false),
  rule_attribute: () =>
    conditionType(
      {
        attribute: text,
        value: single,
        op: optional(choice('eq', 'ne', 'gte', 'gt', 'lte', 'lt', 'in', 'not_in'), 'eq' as const),
      },
      ({ attribute, value, op }) => {
        return ({ rule }) => hasAttribute(rule, attribute, value, op);
      },
    ),
  tag: () =>
    conditionType({ tag: text }, ({ tag }) => {
      const wanted = tag.toLowerCase();
      return ({ rule }) => rule.tags.some((each) => each.toLowerCase() === wanted);
    }),
};

/** The parts that are stated. */
export function logSourcePattern(parts: {
  readonly category: string | undefined;
  readonly product: string | undefined;
  readonly service: string | undefined;
}): Pick<LogSource, 'category' | 'product' | 'service'> {
  const { category, product, service } = parts;
  return {
    ...(category !== undefined && { category }),
    ...(product !== undefined && { product }),
    ...(service !== undefined && { service }),
  };
}

/** In the queries as they are now; before there are queries, in the rule as it is written. */
function hasField({ queries, rule }: PipelineState, wanted: string): boolean {
  return queries.length > 0
    ? queries.some((query) => leavesOf(query).some(({ field }) => field === wanted))
    : itemsOf(rule).some(({ field }) => field === wanted);
}

function hasItem({ queries, rule }: PipelineState, wanted: string, value: ScalarValue): boolean {
  const matcher = matcherOf(value);
  return queries.length > 0
    ? queries.some((query) =>
        leavesOf(query).some((leaf) => leaf.field === wanted && isSameMatcher(leaf.matcher, matcher)),
      )
    : itemsOf(rule).some(
        ({ field, modifiers, values }) =>
          field === wanted &&
          modifiers.length === 0 &&
          values.some((each) => isSameMatcher(matcherOf(each.value), matcher)),
      );
}

/** The items of all searches, as written. */
export function itemsOf({ detection }: Pick<SigmaRule, 'detection'>): readonly DetectionItem[] {
  return [...detection.searches.values()].flatMap(({ body }) => itemsIn(body));
}

function itemsIn(node: SearchNode): readonly DetectionItem[] {
  return node.kind === 'item' ? [node] : node.nodes.flatMap(itemsIn);
}

const LEVELS: readonly RuleLevel[] = ['informational', 'low', 'medium', 'high', 'critical'];
const STATUSES: readonly RuleStatus[] = ['unsupported', 'deprecated', 'experimental', 'test', 'stable'];

type AttributeRelation = 'eq' | 'ne' | 'gte' | 'gt' | 'lte' | 'lt' | 'in' | 'not_in';

/** A rule that lacks the attribute never fulfils a condition on it. */
function hasAttribute(rule: SigmaRule, name: string, wanted: ScalarValue, op: AttributeRelation): boolean {
  const value = attributeOf(rule, name);
  if (value === undefined) return false;
  if (Array.isArray(value)) {
    const isIn = value.some((each) => each === wanted);
    return op === 'in' ? isIn : op === 'not_in' ? !isIn : op === 'ne';
  }
  if (op === 'in' || op === 'not_in') return false;
  const order: readonly string[] | undefined =
    name === 'level' ? LEVELS : name === 'status' ? STATUSES : undefined;
  if (order !== undefined) return relate(order.indexOf(value as string), op, order.indexOf(textOf(wanted)));
  if (typeof value === 'number') return relate(value, op, Number(wanted));
  return relate(value, op, typeof value === 'string' ? String(wanted) : wanted);
}

function textOf(value: ScalarValue): string {
  return String(value).toLowerCase();
}

/** Attributes by the name they have in files; `custom` has those that the specification does not name. */
const ATTRIBUTES: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...['title', 'id', 'name', 'taxonomy', 'status', 'description', 'license', 'references', 'author', 'date'],
  ...['modified', 'fields', 'falsepositives', 'level', 'tags', 'scope'],
]);

function attributeOf(rule: SigmaRule, name: string): unknown {
  return ATTRIBUTES.has(name) ? rule[name as keyof SigmaRule] : rule.custom.get(name);
}
