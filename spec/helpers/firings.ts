/** When correlations fire: one form for whatever runs them. */
import type { ConformanceCase } from './conformance.ts';

/** When, in seconds, and for which group a correlation matches: `120 ann`. */
export type Firing = string;

/** Firings in the order of their times, then of their groups, each once. */
export function firingsOf(
  rows: readonly (readonly [at: number, ...groups: readonly string[]])[],
): readonly Firing[] {
  const sorted = rows
    .map(([at, ...groups]) => ({ at, text: [at, ...groups].join(' ') }))
    .sort((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1))
    .map(({ text }) => text);
  return [...new Set(sorted)];
}

/** What a query finds in the events of a case: a match that goes on is found again. */
export function expectedFirings({ matches = [] }: ConformanceCase): readonly Firing[] {
  return firingsOf(matches.map(({ at, group }) => [at, ...Object.values(group)]));
}
