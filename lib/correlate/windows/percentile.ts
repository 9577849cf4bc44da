/**
 * `value_percentile` and `value_median`: the numbers of the window in order of size.
 *
 * The nearest-rank method: the percentile is one of the numbers, the least that at least that share of them does not
 * exceed. It is the method of KQL's `percentile` and of Splunk's `exactperc`; the median is percentile 50, as the
 * specification says.
 */
import type { NumberTest, WindowKind } from './kind.ts';
import { createQueue, firstOf, itemsOf, push, shift, sizeOf, type NumberQueue } from './queue.ts';

interface Ranked {
  readonly times: NumberQueue;
  readonly values: NumberQueue;
  /** The same values in ascending order. */
  readonly sorted: number[];
}

/** @param keep - How many numbers to keep; the oldest leave a window that would hold more. */
export function percentileOf(test: NumberTest, keep: number, percentile: number): WindowKind<Ranked> {
  const drop = ({ times, values, sorted }: Ranked): void => {
    shift(times);
    sorted.splice(placeOf(sorted, shift(values)), 1);
  };
  const numberOf = ({ sorted }: Ranked): number => sorted[rankOf(percentile, sorted.length) - 1] as number;
  return {
    create: () => ({ times: createQueue(), values: createQueue(), sorted: [] }),
    add(state, { time, number }) {
      push(state.times, time);
      push(state.values, number);
      state.sorted.splice(placeOf(state.sorted, number), 0, number);
      if (sizeOf(state.times) > keep) drop(state);
    },
    expire(state, from) {
      while (sizeOf(state.times) > 0 && firstOf(state.times) < from) drop(state);
    },
    holds: (state) => test(numberOf(state)),
    numberOf,
    save: ({ times, values }) => [itemsOf(times), itemsOf(values)],
    load(saved) {
      const [times, values] = saved as [number[], number[]];
      return {
        times: createQueue([...times]),
        values: createQueue([...values]),
        sorted: [...values].sort((a, b) => a - b),
      };
    },
  };
}

/** From 1; percentile 0 is the least number. */
function rankOf(percentile: number, count: number): number {
  // A share that is whole on paper may come out a trifle above it: 7 % of 100 is 7.000000000000001.
  const rank = (percentile * count) / 100;
  const nearest = Math.round(rank);
  return Math.max(1, Math.abs(rank - nearest) < 1e-9 * count ? nearest : Math.ceil(rank));
}

/** The first place whose number is not below the value. */
function placeOf(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
