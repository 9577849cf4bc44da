/**
 * Steps that make a correlation come true at a given time, and only just: no event more than it takes, spread over all
 * of the time span. Steps of inner correlations end where the outer one needs a match of them.
 */
import type { ThresholdBound } from '../ast/correlation.ts';
import type { SigmaRule } from '../ast/rule.ts';
import type { CorrelationMember, ResolvedCorrelation } from '../collection/resolved.ts';

/** An event to be made: of a rule, at a time, with some fields given. */
export interface Step {
  /** Milliseconds from the beginning of the time span. */
  readonly time: number;
  readonly rule: SigmaRule;
  readonly group: Readonly<Record<string, string>>;
  /** What the correlation counts. */
  readonly counted: Readonly<Record<string, string | number>>;
}

/** More events than this make no witness that anybody would read, and no quick one. */
export const MAX_STEPS = 1000;

/**
 * @param end - When the correlation is to come true.
 * @param group - A value for each of its `group-by`.
 * @returns Undefined when it would take more than {@link MAX_STEPS}, or when no number of steps will do.
 */
export function stepsOf(
  resolved: ResolvedCorrelation,
  end: number,
  group: readonly string[],
): readonly Step[] | undefined {
  const { members, correlation } = resolved;
  const span = correlation.correlation.timespan.seconds * 1000;
  const slots = slotsOf(resolved);
  if (slots === undefined || slots.length > MAX_STEPS) return undefined;
  const steps: Step[] = [];
  for (const [index, slot] of slots.entries()) {
    const share = slots.length === 1 ? 1 : index / (slots.length - 1);
    const time = Math.round(end - span + span * share);
    const more = stepsOfMember(members[slot.member] as CorrelationMember, slot, time, group);
    if (more === undefined || steps.length + more.length > MAX_STEPS) return undefined;
    steps.push(...more);
  }
  return steps.sort((a, b) => a.time - b.time);
}

/** One event of a member, and what is counted of it. */
interface Slot {
  readonly member: number;
  readonly value: string | number | undefined;
}

function slotsOf({ correlation, members, alternatives }: ResolvedCorrelation): readonly Slot[] | undefined {
  const { type, condition } = correlation.correlation;
  if (condition.kind === 'expression') return alternatives?.[0]?.occur.map(bare);
  const { bounds } = condition;
  switch (type) {
    case 'event_count':
    case 'value_count': {
      const count = leastCount(bounds, MAX_STEPS);
      return count === undefined
        ? undefined
        : Array.from({ length: count }, (_, index) => ({
            member: index % members.length,
            value: type === 'value_count' ? `value-${index + 1}` : undefined,
          }));
    }
    case 'temporal':
    case 'temporal_ordered': {
      const count = leastCount(bounds, members.length);
      return count === undefined ? undefined : members.slice(0, count).map((_, member) => bare(member));
    }
    case 'value_sum': {
      const [value] = numbersNear(bounds).meeting;
      return value === undefined
        ? undefined
        : [value / 2, value / 2].map((half) => ({ member: 0, value: half }));
    }
    case 'value_avg':
    case 'value_min':
    case 'value_max':
    case 'value_median':
    case 'value_percentile': {
      const [value] = numbersNear(bounds).meeting;
      return value === undefined ? undefined : [{ member: 0, value }];
    }
  }
}

function bare(member: number): Slot {
  return { member, value: undefined };
}

function stepsOfMember(
  { target, groupBy, fields }: CorrelationMember,
  { value }: Slot,
  time: number,
  group: readonly string[],
): readonly Step[] | undefined {
  const grouped = Object.fromEntries(groupBy.map((name, index) => [name, group[index] as string]));
  const counted = value === undefined ? {} : Object.fromEntries(fields.map((name) => [name, value]));
  if (target.kind === 'rule') return [{ time, rule: target, group: grouped, counted }];
  const own = target.correlation.correlation.groupBy.map(({ name }) =>
    Object.hasOwn(grouped, name) ? (grouped[name] as string) : `${name}-inner`,
  );
  // Fields that the inner correlation does not group by are those of its events.
  return stepsOf(target, time, own)?.map((step) => ({
    ...step,
    group: { ...grouped, ...step.group },
    counted: { ...counted, ...step.counted },
  }));
}

/** The least number of events that meets the bounds. */
function leastCount(bounds: readonly ThresholdBound[], most: number): number | undefined {
  const candidates = [1, ...bounds.flatMap(({ value }) => [value, value + 1])].sort((a, b) => a - b);
  return candidates.find((count) => count >= 1 && count <= most && meets(count, bounds));
}

/** Numbers at the edges of what the bounds allow, those nearest to zero first. */
export function numbersNear(bounds: readonly ThresholdBound[]): {
  readonly meeting: readonly number[];
  readonly missing: readonly number[];
} {
  const values = bounds.map(({ value }) => value);
  const middle = values.reduce((sum, value) => sum + value / values.length, 0);
  const candidates = [middle, ...values.flatMap((value) => [value, value - 1, value + 1])];
  const inOrder = [...new Set(candidates)].sort((a, b) => Math.abs(a) - Math.abs(b));
  return {
    meeting: inOrder.filter((value) => meets(value, bounds)),
    missing: inOrder.filter((value) => !meets(value, bounds)),
  };
}

function meets(value: number, bounds: readonly ThresholdBound[]): boolean {
  return bounds.every(({ operator, value: limit }) => {
    switch (operator) {
      case 'gt':
        return value > limit;
      case 'gte':
        return value >= limit;
      case 'lt':
        return value < limit;
      case 'lte':
        return value <= limit;
      case 'eq':
        return value === limit;
      case 'neq':
        return value !== limit;
    }
  });
}
