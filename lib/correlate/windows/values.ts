/**
 * `value_count`: the values in the window, each with the time it was last seen at, the longest ago first.
 *
 * As with events, one more than the condition speaks of is enough.
 */
import type { NumberTest, WindowKind } from './kind.ts';

/** @param keep - How many values to keep, two or more. */
export function countValues(test: NumberTest, keep: number): WindowKind<Map<string, number>> {
  return {
    create: () => new Map<string, number>(),
    add(values, { text, time }) {
      values.delete(text);
      values.set(text, time);
      if (values.size > keep) {
        const [oldest] = values.keys();
        values.delete(oldest as string);
      }
    },
    expire(values, from) {
      for (const [text, time] of values) {
        if (time >= from) return;
        values.delete(text);
      }
    },
    holds: (values) => test(values.size),
    numberOf: ({ size }) => size,
    save: (values) => [...values],
    load: (saved) => new Map(saved as [string, number][]),
  };
}
