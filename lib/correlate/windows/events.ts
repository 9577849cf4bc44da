/**
 * `event_count`: the times of the events in the window.
 *
 * Only the latest events are kept, one more than the condition speaks of: whether there are at least ten is seen from
 * the tenth latest, and whether there are exactly ten from the eleventh.
 */
import { createQueue, firstOf, itemsOf, push, shift, sizeOf, type NumberQueue } from './queue.ts';
import type { NumberTest, WindowKind } from './kind.ts';

/** @param keep - How many events to keep, two or more. */
export function countEvents(test: NumberTest, keep: number): WindowKind<NumberQueue> {
  return {
    create: () => createQueue(),
    add(times, { time }) {
      push(times, time);
      if (sizeOf(times) > keep) shift(times);
    },
    expire(times, from) {
      while (sizeOf(times) > 0 && firstOf(times) < from) shift(times);
    },
    holds: (times) => test(sizeOf(times)),
    numberOf: sizeOf,
    save: itemsOf,
    load: (saved) => createQueue([...(saved as number[])]),
  };
}
