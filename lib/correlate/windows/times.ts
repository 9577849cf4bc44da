/** Times that may not have come yet, in memory and as JSON, which has no infinity. */
import type { Json } from './kind.ts';

/** Earlier than any window. */
export const NEVER: number = Number.NEGATIVE_INFINITY;

export function saveTimes(times: readonly number[]): Json {
  return times.map((time) => (time === NEVER ? null : time));
}

export function loadTimes(saved: Json): number[] {
  return (saved as readonly (number | null)[]).map((time) => time ?? NEVER);
}
