/** The kind of window that a correlation needs. */
import type { ThresholdBound, ThresholdCondition } from '../../ast/correlation.ts';
import type { Alternative, ResolvedCorrelation } from '../../collection/resolved.ts';
import { countEvents } from './events.ts';
import type { NumberTest, WindowKind } from './kind.ts';
import { extremeValue, sumValues } from './metrics.ts';
import { countOrder, matchOrder } from './ordered.ts';
import { percentileOf } from './percentile.ts';
import { countRules, matchRules } from './rules.ts';
import { countValues } from './values.ts';

/** @param limit - How much of one window is kept, whatever its condition would need. */
export function windowKind(
  { correlation: { correlation }, members, alternatives }: ResolvedCorrelation,
  limit: number,
): WindowKind {
  const { type, condition } = correlation;
  const memberCount = members.length;
  if (condition.kind === 'expression') {
    const found = alternatives ?? [];
    return type === 'temporal_ordered'
      ? anyKind(matchOrder(found, memberCount))
      : anyKind(matchRules(found, memberCount));
  }
  const test = testOf(condition.bounds);
  const counted = Math.min(limit, countToKeep(condition));
  switch (type) {
    case 'event_count':
      return anyKind(countEvents(test, counted));
    case 'value_count':
      return anyKind(countValues(test, counted));
    case 'temporal':
      return anyKind(countRules(test, memberCount));
    case 'temporal_ordered':
      return wantsAll(condition, memberCount)
        ? anyKind(matchOrder([inOrder(memberCount)], memberCount))
        : anyKind(countOrder(test, memberCount));
    case 'value_sum':
    case 'value_avg':
      return anyKind(sumValues(test, limit, type === 'value_avg'));
    case 'value_min':
      return anyKind(extremeValue(test, limit, (later, earlier) => later <= earlier));
    case 'value_max':
      return anyKind(extremeValue(test, limit, (later, earlier) => later >= earlier));
    case 'value_median':
    case 'value_percentile':
      return anyKind(percentileOf(test, limit, condition.percentile ?? 50));
  }
}

/** Whoever holds windows gives each kind its own states only. */
function anyKind<State>(kind: WindowKind<State>): WindowKind {
  return kind as WindowKind;
}

/** One more than the greatest number that the condition names: above it, nothing changes. */
function countToKeep({ bounds }: ThresholdCondition): number {
  return Math.max(2, ...bounds.map(({ value }) => value + 1));
}

/** Whether only a chain of all members will do, which is what nearly every correlation says. */
function wantsAll({ bounds }: ThresholdCondition, memberCount: number): boolean {
  const test = testOf(bounds);
  return test(memberCount) && !Array.from({ length: memberCount }, (_, count) => count).some(test);
}

function inOrder(memberCount: number): Alternative {
  return { occur: Array.from({ length: memberCount }, (_, member) => member), absent: [] };
}

function testOf(bounds: readonly ThresholdBound[]): NumberTest {
  const tests = bounds.map(testOfBound);
  const [first, second] = tests;
  if (first === undefined) return () => false;
  return second === undefined ? first : (value) => first(value) && second(value);
}

function testOfBound({ operator, value: limit }: ThresholdBound): NumberTest {
  switch (operator) {
    case 'gt':
      return (value) => value > limit;
    case 'gte':
      return (value) => value >= limit;
    case 'lt':
      return (value) => value < limit;
    case 'lte':
      return (value) => value <= limit;
    case 'eq':
      return (value) => value === limit;
    case 'neq':
      return (value) => value !== limit;
  }
}
