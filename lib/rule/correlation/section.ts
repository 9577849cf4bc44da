/**
 * The `correlation` section of a correlation.
 * https://sigmahq.io/sigma-specification/specification/sigma-correlation-rules-specification.html#correlation-section
 *
 * Every mistake in it is an error: what a correlation counts must be beyond doubt. Decided where the specification
 * leaves it open:
 *
 * - `group-by` is "mandatory" and "optionally defines": without it all events are one group.
 * - `generate` stands at the top of the document in the schema; other tools read it inside the section. Both are read.
 * - `rules` may be left out where the condition is an expression, which names them.
 */
import type {
  Correlation,
  CorrelationCondition,
  CorrelationType,
  RuleReference,
} from '../../ast/correlation.ts';
import type { Collector } from '../../diagnostics/collector.ts';
import * as messages from '../../diagnostics/messages/correlation.ts';
import { rulesOf } from '../../syntax/rule-expression.ts';
import type { YamlMapping, YamlPair } from '../../yaml/node.ts';
import { checkAliasesUsed, readAliases } from './aliases.ts';
import { readExpression } from './expression.ts';
import { readFields } from './fields.ts';
import { MAX_RULES } from './limits.ts';
import { readReferences } from './references.ts';
import { readThreshold } from './threshold.ts';
import { readTimespan } from './timespan.ts';
import { TYPE_NAMES, TYPES } from './types.ts';

const PARTS: readonly string[] = [
  'type',
  'rules',
  'group-by',
  'aliases',
  'timespan',
  'condition',
  'generate',
];

/** Undefined, with an error reported, when the section is unusable. */
export function readCorrelation({ key, value }: YamlPair, collector: Collector): Correlation | undefined {
  if (value.kind !== 'mapping') {
    collector.report(messages.notASection(value.kind), key.span);
    return undefined;
  }
  const parts = partsOf(value, collector);
  const type = readType(parts, key, collector);
  const timespanPair = parts.get('timespan');
  const timespan = timespanPair && readTimespan(timespanPair.value, collector);
  if (timespanPair === undefined) collector.report(messages.missingTimespan(), key.span);
  const groupByPair = parts.get('group-by');
  const groupBy = groupByPair === undefined ? [] : readGroupBy(groupByPair, collector);
  if (type === undefined) return undefined;

  const listed = parts.has('rules') ? readRules(parts.get('rules') as YamlPair, collector) : undefined;
  const condition = readCondition(parts.get('condition'), type, listed, key, collector);
  const rules = listed ?? (condition?.kind === 'expression' ? rulesOf(condition.root) : undefined) ?? [];
  if (listed === undefined && !isText(parts.get('condition'))) {
    collector.report(messages.missingRules(), key.span);
  }
  if (type.name === 'temporal_ordered' && rules.length === 1) {
    collector.report(messages.singleRule(), type.span);
  }
  const aliasesPair = parts.get('aliases');
  const aliases = aliasesPair === undefined ? NO_ALIASES : readAliases(aliasesPair.value, collector);
  const fields = condition?.kind === 'threshold' ? condition.fields : [];
  checkAliasesUsed(aliases, [...groupBy, ...fields], collector);
  if (condition === undefined || timespan === undefined) return undefined;
  return {
    type: type.name,
    typeSpan: type.span,
    rules,
    groupBy,
    aliases,
    timespan,
    condition,
    span: value.span,
  };
}

/** Whether the condition is meant to be an expression, which would name the rules. */
function isText(condition: YamlPair | undefined): boolean {
  return condition?.value.kind === 'scalar' && typeof condition.value.value === 'string';
}

const NO_ALIASES: Correlation['aliases'] = /* @__PURE__ */ new Map<string, never>();

function partsOf({ pairs }: YamlMapping, collector: Collector): ReadonlyMap<string, YamlPair> {
  const parts = new Map<string, YamlPair>();
  for (const pair of pairs) {
    const { text, span } = pair.key;
    if (PARTS.includes(text)) parts.set(text, pair);
    else collector.report(messages.unknownPart(text, PARTS), span);
  }
  return parts;
}

interface TypeWithPlace {
  readonly name: CorrelationType;
  readonly span: YamlPair['key']['span'];
}

function readType(
  parts: ReadonlyMap<string, YamlPair>,
  section: YamlPair['key'],
  collector: Collector,
): TypeWithPlace | undefined {
  const node = parts.get('type')?.value;
  if (node === undefined) {
    collector.report(messages.missingType(TYPE_NAMES), section.span);
    return undefined;
  }
  if (node.kind !== 'scalar') {
    collector.report(messages.typeNotText(node.kind), node.span);
    return undefined;
  }
  const name = TYPE_NAMES.find((each) => each === node.text);
  if (name === undefined) {
    collector.report(messages.unknownType(node.text, TYPE_NAMES), node.span);
    return undefined;
  }
  return { name, span: node.span };
}

function readRules({ key, value }: YamlPair, collector: Collector): readonly RuleReference[] {
  if (value.kind === 'sequence' && value.items.length === 0) {
    collector.report(messages.missingRules(), key.span);
  }
  const rules = readReferences(
    value,
    { notText: messages.ruleNotText, repeated: messages.repeatedRule },
    collector,
  );
  if (rules.length <= MAX_RULES) return rules;
  collector.report(messages.tooManyRules(rules.length, MAX_RULES), key.span);
  return rules.slice(0, MAX_RULES);
}

function readGroupBy({ value }: YamlPair, collector: Collector): Correlation['groupBy'] {
  if (value.kind === 'mapping') {
    collector.report(messages.groupByType(value.kind), value.span);
    return [];
  }
  return readFields(
    value,
    {
      notAName: messages.groupByNotText,
      repeated: messages.repeatedGroupBy,
      tooMany: messages.tooManyGroups,
    },
    collector,
  );
}

/** @param listed - Undefined where the correlation leaves `rules` to its condition. */
function readCondition(
  pair: YamlPair | undefined,
  type: TypeWithPlace,
  listed: readonly RuleReference[] | undefined,
  section: YamlPair['key'],
  collector: Collector,
): CorrelationCondition | undefined {
  const { temporal } = TYPES[type.name];
  if (pair === undefined) {
    if (!temporal) {
      collector.report(messages.missingCondition(), section.span);
      return undefined;
    }
    const bounds = [{ operator: 'gte' as const, value: listed?.length ?? 0, span: type.span }];
    return { kind: 'threshold', bounds, fields: [], implied: true, span: type.span };
  }
  const { value } = pair;
  if (value.kind === 'mapping') return readThreshold(value, type.name, listed?.length, collector);
  if (value.kind === 'sequence' || value.value === null || typeof value.value !== 'string') {
    collector.report(messages.conditionType(value.kind, temporal), value.span);
    return undefined;
  }
  if (!temporal) {
    collector.report(messages.expressionOfOtherType(type.name), value.span);
    return undefined;
  }
  return readExpression(value, collector);
}
