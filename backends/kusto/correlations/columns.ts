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

/** Whether the event of a row matches the rule at this position. */
export function ruleColumn(index: number): string {
  return `_R${index + 1}`;
}

/** Whether a field of the correlation would be taken for one of our columns. */
export function isTaken(name: string): boolean {
  return /^_(?:Time|At|Value|Number|All|First|Last|Next|List|R\d+)1?$/.test(name);
}

/** The columns that make a group, as a list: `User, Host`. */
export function groupColumns({ groupBy }: Correlation): string {
  return groupBy.length === 0 ? ALL : groupBy.map(({ name }) => quoteName(name)).join(', ');
}

/** https://learn.microsoft.com/kusto/query/scalar-data-types/timespan#timespan-literals */
export function timespan({ timespan: { seconds } }: Correlation): string {
  return `${seconds}s`;
}
