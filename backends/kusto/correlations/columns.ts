/**
 * Columns of the tables that a correlation's query makes for itself.
 *
 * Those of groups bear the names that the correlation uses; all others begin with an underscore.
 */
import type { Correlation } from '../../../lib/ast/correlation.ts';
import { quoteName } from '../quoting.ts';

/** When the event of a row happened; in a result, the time at which the correlation matches. */
export const TIME = '_Time';
/** When an event in the window happened. */
export const AT = '_At';
/** The value that is counted or computed with. */
export const VALUE = '_Value';
/** What came out for a window. */
export const NUMBER = '_Number';
/** The same in every row: what a correlation without groups is grouped by. */
export const ALL = '_All';
/** Tells the events of a table apart. */
export const ID = '_Id';

/** Whether the event of a row matches the rule at this position. */
export function ruleColumn(index: number): string {
  return `_R${index + 1}`;
}

/** Whether the event of a row belongs to the leg at this position. */
export function legColumn(index: number): string {
  return `_Leg${index + 1}`;
}

/** What is no column of the result, but needed on the way. */
export function textColumn(index: number): string {
  return `_Text${index + 1}`;
}

/** Whether a field of the correlation would be taken for one of our columns. */
export function isTaken(name: string): boolean {
  return /^_(?:Time|At|Value|Number|All|Id|First|Last|Next|List|(?:R|Leg|Text)\d+)1?$/.test(name);
}

/** The columns that make a group. */
export function groupNames({ groupBy }: Correlation): readonly string[] {
  return groupBy.length === 0 ? [ALL] : groupBy.map(({ name }) => quoteName(name));
}

/** The same as a list: `User, Host`. */
export function groupColumns(correlation: Correlation): string {
  return groupNames(correlation).join(', ');
}

/** https://learn.microsoft.com/kusto/query/scalar-data-types/timespan#timespan-literals */
export function timespan({ timespan: { seconds } }: Correlation): string {
  return `${seconds}s`;
}
