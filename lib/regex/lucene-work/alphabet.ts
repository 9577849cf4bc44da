/** Characters that an expression does not tell apart, as symbols with numbers. */
import { MAX_CODE_POINT, type CodePointSet } from '../sets.ts';
import type { Step } from './machine.ts';

export interface Alphabet {
  /** How many there are. */
  readonly symbols: number;
  /** For the bound before each symbol, how many bytes in UTF-8 lead to the last one; none within ASCII. */
  readonly leadingBytes: readonly number[];
  /** The symbols of a set, which must be one that the alphabet was made of. */
  readonly rangesOf: (set: CodePointSet) => readonly Pick<Step, 'from' | 'to'>[];
}

export function alphabetOf(sets: readonly CodePointSet[]): Alphabet {
  const bounds = new Set<number>();
  for (const set of sets) {
    for (let i = 0; i < set.length; i += 2) bounds.add(set[i] as number).add((set[i + 1] as number) + 1);
  }
  const sorted = [...bounds].sort((a, b) => a - b);
  const numbers = new Map(sorted.map((bound, i) => [bound, i]));
  const numberOf = (bound: number): number => numbers.get(bound) as number;
  return {
    symbols: Math.max(0, sorted.length - 1),
    leadingBytes: sorted.map(leadingBytesOf),
    rangesOf(set) {
      const ranges = [];
      for (let i = 0; i < set.length; i += 2) {
        ranges.push({ from: numberOf(set[i] as number), to: numberOf((set[i + 1] as number) + 1) });
      }
      return ranges;
    },
  };
}

function leadingBytesOf(bound: number): number {
  if (bound <= 0x80 || bound > MAX_CODE_POINT) return 0;
  return bound <= 0x800 ? 1 : bound <= 0x10000 ? 2 : 3;
}
