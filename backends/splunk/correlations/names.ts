/** The fields that the search makes for itself. All begin with `sigma_`, which the names of groups may not. */
import type { Correlation } from '../../../lib/ast/correlation.ts';

/** The number of the rule that a row is about, where rows are about one each. */
export const RULE = 'sigma_rule';
/** The event that a row came from. */
export const EVENT = 'sigma_event';
/** What is counted or computed with. */
export const VALUE = 'sigma_value';
/** What came out for a window. */
export const NUMBER = 'sigma_number';

/** The value of the group at this position of `group-by`. */
export function groupField(index: number): string {
  return `sigma_group${index + 1}`;
}

/** Whether a group called so would meet a field of ours, or the time of the result. */
export function isTaken(name: string): boolean {
  return name === '_time' || name.startsWith('sigma_');
}

/** ` BY sigma_group1 sigma_group2`; nothing without groups. */
export function byGroups(correlation: Correlation): string {
  const fields = groupFields(correlation);
  return fields.length === 0 ? '' : ` BY ${fields.join(' ')}`;
}

export function groupFields({ groupBy }: Correlation): readonly string[] {
  return groupBy.map((_, index) => groupField(index));
}

/** When the rule was last seen in the group. */
export function lastField(index: number): string {
  return `sigma_last${index + 1}`;
}

/** Whether the row is about the rule at this position. */
export function isAbout(index: number): string {
  return `${RULE}="${index + 1}"`;
}

/** Whether a time that may be missing is within the window; false where it is missing. */
export function isWithin(field: string, { timespan: { seconds } }: Correlation): string {
  return `if(${field}>=_time-${seconds}, 1, 0)=1`;
}
