/** Events with a time, and when a correlation fires for them: the same form for every target. */

/** An event with its time in seconds, from any point on. */
export interface TimedEvent {
  readonly time: number;
  readonly fields: Readonly<Record<string, string | number>>;
}

/** When, in seconds, and for which group a correlation matches: `120 ann`. */
export type Firing = string;

/** Firings in the order of their times, then of their groups. */
export function firingsOf(
  rows: readonly (readonly [time: number, ...groups: readonly string[]])[],
): readonly Firing[] {
  return rows
    .map(([time, ...groups]) => ({ time, text: [time, ...groups].join(' ') }))
    .sort((a, b) => a.time - b.time || (a.text < b.text ? -1 : 1))
    .map(({ text }) => text);
}
