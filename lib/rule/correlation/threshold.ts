/**
 * Conditions that compare a number.
 * https://sigmahq.io/sigma-specification/specification/sigma-correlation-rules-specification.html#condition
 *
 * The specification says "exactly one condition criterion" and shows a range of two a few lines on. Read here: one
 * comparison, or one that bounds from below with one that bounds from above. `neq` is in its list since version 2.1.
 */
import type {
  CorrelationType,
  FieldName,
  ThresholdBound,
  ThresholdCondition,
  ThresholdOperator,
} from '../../ast/correlation.ts';
import type { Collector } from '../../diagnostics/collector.ts';
import * as messages from '../../diagnostics/messages/correlation.ts';
import type { YamlMapping, YamlNode, YamlPair } from '../../yaml/node.ts';
import { readFields } from './fields.ts';
import { isPossible, meets } from './range.ts';
import { TYPES } from './types.ts';

const OPERATORS: readonly ThresholdOperator[] = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'];
const PARTS: readonly string[] = [...OPERATORS, 'field', 'percentile'];

/** @param ruleCount - Undefined where the rules are missing, which is said elsewhere. */
export function readThreshold(
  node: YamlMapping,
  type: CorrelationType,
  ruleCount: number | undefined,
  collector: Collector,
): ThresholdCondition {
  const bounds: ThresholdBound[] = [];
  let fieldPair: YamlPair | undefined;
  let percentilePair: YamlPair | undefined;
  for (const pair of node.pairs) {
    const name = pair.key.text;
    const operator = OPERATORS.find((each) => each === name);
    if (operator !== undefined) bounds.push(...readBound(operator, pair, type, collector));
    else if (name === 'field') fieldPair = pair;
    else if (name === 'percentile') percentilePair = pair;
    else collector.report(messages.unknownOperator(name, PARTS), pair.key.span);
  }
  const hasOperators = node.pairs.some(({ key }) => (OPERATORS as readonly string[]).includes(key.text));
  if (!hasOperators) collector.report(messages.noOperator(), node.span);
  checkBounds(bounds, type, ruleCount, node, collector);
  const fields = readConditionFields(fieldPair, type, node, collector);
  const percentile = readPercentile(percentilePair, type, node, collector);
  return {
    kind: 'threshold',
    bounds,
    fields,
    ...(percentile !== undefined && { percentile }),
    implied: false,
    span: node.span,
  };
}

function readBound(
  operator: ThresholdOperator,
  { value: node }: YamlPair,
  type: CorrelationType,
  collector: Collector,
): readonly ThresholdBound[] {
  const value = numberOf(node);
  const { counts } = TYPES[type];
  if (value === undefined || (counts && !(Number.isSafeInteger(value) && value >= 0))) {
    collector.report(messages.boundNotANumber(operator, counts), node.span);
    return [];
  }
  return [{ operator, value, span: node.span }];
}

function numberOf(node: YamlNode): number | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'number') return undefined;
  return Number.isFinite(node.value) ? node.value : undefined;
}

function checkBounds(
  bounds: readonly ThresholdBound[],
  type: CorrelationType,
  ruleCount: number | undefined,
  { span }: YamlMapping,
  collector: Collector,
): void {
  if (bounds.length === 0) return;
  const lower = bounds.filter(({ operator }) => operator === 'gt' || operator === 'gte');
  const upper = bounds.filter(({ operator }) => operator === 'lt' || operator === 'lte');
  const isRange = bounds.length === 2 && lower.length === 1 && upper.length === 1;
  if (bounds.length > 1 && !isRange) {
    collector.report(messages.tooManyOperators(), span);
    return;
  }
  const { counts, temporal } = TYPES[type];
  if (!isPossible(bounds, counts ? { from: 1, whole: true } : undefined)) {
    collector.report(messages.impossible(), span);
  } else if (
    temporal &&
    ruleCount !== undefined &&
    !isPossible(bounds, { from: 1, whole: true, to: ruleCount })
  ) {
    collector.report(messages.aboveRuleCount(ruleCount), span);
  } else if (counts && meets(1, bounds) && isUpper(bounds)) {
    collector.report(messages.metByOne(), span);
  }
}

/** `gte: 1` says plainly that one is enough; `lt: 5` and `neq: 3` say something else. */
function isUpper(bounds: readonly ThresholdBound[]): boolean {
  return bounds.every(({ operator }) => operator === 'lt' || operator === 'lte' || operator === 'neq');
}

function readConditionFields(
  pair: YamlPair | undefined,
  type: CorrelationType,
  condition: YamlMapping,
  collector: Collector,
): readonly FieldName[] {
  const wanted = TYPES[type].fields;
  if (pair === undefined) {
    if (wanted !== 'none') collector.report(messages.missingField(type), condition.span);
    return [];
  }
  if (wanted === 'none') {
    collector.report(messages.superfluousField(type), pair.key.span);
    return [];
  }
  const fields = readFields(
    pair.value,
    {
      notAName: messages.fieldType,
      repeated: messages.repeatedField,
      tooMany: () => messages.tooManyFields(type),
    },
    collector,
  );
  if (pair.value.kind === 'sequence' && pair.value.items.length === 0) {
    collector.report(messages.missingField(type), pair.value.span);
  }
  if (wanted === 'one' && fields.length > 1) {
    collector.report(messages.tooManyFields(type), pair.value.span);
  }
  return fields;
}

/**
 * The specification's example of `value_percentile` names no percentile and a field of text, which cannot be
 * computed; its hint ("median is a percentile 50") and other tools have the percentile as part of the condition.
 */
function readPercentile(
  pair: YamlPair | undefined,
  type: CorrelationType,
  condition: YamlMapping,
  collector: Collector,
): number | undefined {
  if (type !== 'value_percentile') {
    if (pair !== undefined) collector.report(messages.superfluousPercentile(type), pair.key.span);
    return undefined;
  }
  if (pair === undefined) {
    collector.report(messages.missingPercentile(), condition.span);
    return undefined;
  }
  const value = numberOf(pair.value);
  if (value !== undefined && value >= 0 && value <= 100) return value;
  collector.report(messages.badPercentile(), pair.value.span);
  return undefined;
}
