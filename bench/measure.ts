/**
 * Timing of several tasks that must be compared: in turns, so that a slow moment of the machine hits all alike, and in
 * another order in each round, so that the garbage of one task is not always collected at the cost of the same other.
 */
import { performance } from 'node:perf_hooks';

export type Task = () => unknown;

/**
 * The median time of each task in milliseconds.
 *
 * @param rounds - How often each runs; one more round before warms up and is not counted.
 */
export function measure<Name extends string>(
  tasks: Readonly<Record<Name, Task>>,
  rounds: number,
): Record<Name, number> {
  const names = Object.keys(tasks) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  const shuffled = createShuffler();
  for (let round = 0; round <= rounds; round++) {
    for (const name of shuffled(names)) {
      const start = performance.now();
      tasks[name]();
      if (round > 0) times.get(name)?.push(performance.now() - start);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

/** The same orders in every run (a linear congruential generator, numbers by D. Knuth). */
function createShuffler(): <T>(items: readonly T[]) => readonly T[] {
  let state = 20_261_124;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return (items) => {
    const left = [...items];
    return items.map(() => left.splice(below(left.length), 1)[0] as (typeof items)[number]);
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

export interface Ratio {
  readonly what: string;
  readonly milliseconds: number;
  /** What {@link milliseconds} is compared with. */
  readonly floor: number;
  /** The ratio that must not be exceeded. */
  readonly bar: number;
}

/** A table of ratios against their bars. */
export function formatRatios(ratios: readonly Ratio[]): string {
  const rows = ratios.map(({ what, milliseconds, floor, bar }) => [
    what,
    milliseconds.toFixed(1),
    (milliseconds / floor).toFixed(2),
    bar.toFixed(2),
    milliseconds <= floor * bar ? 'met' : 'MISSED',
  ]);
  const table = [['', 'ms', 'ratio', 'bar', ''], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const format = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd();
  return `${table.map(format).join('\n')}\n`;
}
