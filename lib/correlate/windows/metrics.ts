/** `value_sum`, `value_avg`, `value_min`, `value_max`: times and numbers of the window, and what they come to. */
import { addExactly, roundSum, type ExactSum } from '../exact-sum.ts';
import type { NumberTest, WindowKind } from './kind.ts';
import { createQueue, firstOf, itemsOf, pop, push, shift, sizeOf, type NumberQueue } from './queue.ts';

interface Numbers {
  readonly times: NumberQueue;
  readonly values: NumberQueue;
}

interface Sum extends Numbers {
  readonly sum: ExactSum;
}

function save({ times, values }: Numbers): [number[], number[]] {
  return [itemsOf(times), itemsOf(values)];
}

/** @param keep - How many numbers to keep; the oldest leave a window that would hold more. */
export function sumValues(test: NumberTest, keep: number, mean: boolean): WindowKind<Sum> {
  const drop = ({ times, values, sum }: Sum): void => {
    shift(times);
    addExactly(sum, -shift(values));
  };
  const numberOf = ({ sum, times }: Sum): number => roundSum(sum) / (mean ? sizeOf(times) : 1);
  return {
    create: () => ({ times: createQueue(), values: createQueue(), sum: [] }),
    add(state, { time, number }) {
      push(state.times, time);
      push(state.values, number);
      addExactly(state.sum, number);
      if (sizeOf(state.times) > keep) drop(state);
    },
    expire(state, from) {
      while (sizeOf(state.times) > 0 && firstOf(state.times) < from) drop(state);
    },
    holds: (state) => test(numberOf(state)),
    numberOf,
    save,
    load(saved) {
      const [times, values] = saved as [number[], number[]];
      const sum: ExactSum = [];
      for (const value of values) addExactly(sum, value);
      return { times: createQueue([...times]), values: createQueue([...values]), sum };
    },
  };
}

/** Keeps only numbers that no later one outdoes: the first of them is the answer. */
export function extremeValue(
  test: NumberTest,
  keep: number,
  outdoes: (later: number, earlier: number) => boolean,
): WindowKind<Numbers> {
  const numberOf = ({ values }: Numbers): number => firstOf(values);
  return {
    create: () => ({ times: createQueue(), values: createQueue() }),
    add({ times, values }, { time, number }) {
      while (sizeOf(values) > 0 && outdoes(number, values.items.at(-1) as number)) {
        pop(times);
        pop(values);
      }
      push(times, time);
      push(values, number);
      if (sizeOf(times) > keep) {
        shift(times);
        shift(values);
      }
    },
    expire({ times, values }, from) {
      while (sizeOf(times) > 0 && firstOf(times) < from) {
        shift(times);
        shift(values);
      }
    },
    holds: (state) => test(numberOf(state)),
    numberOf,
    save,
    load(saved) {
      const [times, values] = saved as [number[], number[]];
      return { times: createQueue([...times]), values: createQueue([...values]) };
    },
  };
}
