/** What numbers meet the bounds of a condition. */
import type { ThresholdBound } from '../../ast/correlation.ts';

/** Whether a number meets every bound. */
export function meets(value: number, bounds: readonly ThresholdBound[]): boolean {
  return bounds.every((bound) => meetsBound(value, bound));
}

function meetsBound(value: number, { operator, value: limit }: ThresholdBound): boolean {
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
}

export interface Domain {
  readonly from: number;
  readonly to?: number;
  readonly whole: true;
}

/**
 * Whether any number meets all bounds: any at all, or a whole one of a domain.
 *
 * At the ends of intervals and one step inside them: between those, nothing changes.
 */
export function isPossible(bounds: readonly ThresholdBound[], domain?: Domain): boolean {
  if (domain !== undefined) {
    const { from, to = Infinity } = domain;
    const candidates = [from, to, ...bounds.flatMap(({ value }) => [value - 1, value, value + 1])];
    return candidates.some(
      (each) => Number.isFinite(each) && each >= from && each <= to && meets(each, bounds),
    );
  }
  const values = bounds.map(({ value }) => value);
  const middle = values.reduce((sum, value) => sum + value / values.length, 0);
  const beyond = values.flatMap((value) => [value - Math.abs(value) - 1, value + Math.abs(value) + 1]);
  return [...values, middle, ...beyond].some((each) => meets(each, bounds));
}
