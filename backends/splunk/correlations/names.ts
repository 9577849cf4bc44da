/**
 * The fields that the search makes for itself. All begin with `sigma_`, which the names of groups may not; those of inner
 * correlations have the number of it behind, so that nothing is left over from one to the next.
 */
import type { Correlation } from '../../../lib/ast/correlation.ts';

/** The event that a row came from. */
export const EVENT = 'sigma_event';

/** Whether an event matches the rule of this number, where there are several below a chain of correlations. */
export function ruleFlag(number: number): string {
  return `sigma_is${number}`;
}

/** Whether a group called so would meet a field of ours, or the time of the result. */
export function isTaken(name: string): boolean {
  return name === '_time' || name.startsWith('sigma_');
}

/** The fields of one correlation. */
export interface Names {
  /** Which of several ways to read an event a row is about. */
  readonly way: string;
  /** Whether a row is part of the correlation at all; for inner ones, which let no row go. */
  readonly part: string;
  readonly groups: readonly string[];
  /** What is counted or computed with. */
  readonly value: string;
  /** What came out for a window. */
  readonly number: string;
  /** Whether the row is about the rule at this position. */
  readonly rule: (index: number) => string;
  /** When the rule was last seen in the group. */
  readonly last: (index: number) => string;
  /** The latest beginning of so much of a sequence, in this row and for all rows of its time. */
  readonly step: (alternative: number, step: number) => string;
  readonly begin: (alternative: number, step: number) => string;
  /** How many of the last so many events there are, and when they begin. */
  readonly count: (least: number) => string;
  readonly from: (least: number) => string;
  /** Whether the window that ends at this row meets the condition, and so the last one of its time. */
  readonly test: string;
  readonly holds: string;
  /** The fields that tell groups from each other. */
  readonly keys: readonly string[];
  /** ` BY sigma_group1 sigma_group2`; nothing without groups. */
  readonly by: string;
}

/** @param inner the number of the correlation among inner ones; undefined for the outermost */
export function createNames({ groupBy }: Correlation, inner?: number): Names {
  const of = (name: string): string => `sigma_${name}${inner === undefined ? '' : `_i${inner}`}`;
  const part = of('part');
  const groups = groupBy.map((_, index) => of(`group${index + 1}`));
  const keys = inner === undefined ? groups : [part, ...groups];
  return {
    way: of('way'),
    part,
    groups,
    value: of('value'),
    number: of('number'),
    rule: (index) => of(`rule${index + 1}`),
    last: (index) => of(`last${index + 1}`),
    step: (alternative, step) => of(`step${alternative}_${step}`),
    begin: (alternative, step) => of(`begin${alternative}_${step}`),
    count: (least) => of(`count${least}`),
    from: (least) => of(`from${least}`),
    test: of('test'),
    holds: of('holds'),
    keys,
    by: keys.length === 0 ? '' : ` BY ${keys.join(' ')}`,
  };
}

/** Whether a time that may be missing is within the window; false where it is missing. */
export function isWithin(field: string, { timespan: { seconds } }: Correlation): string {
  return `if(${field}>=_time-${seconds}, 1, 0)=1`;
}
