/**
 * `temporal_ordered`: chains of events in the order of the rules.
 *
 * A chain is in the window exactly when its first event is. So of all chains that end with the same member, the one
 * that starts latest is all that has to be known, and its start is extended from member to member. Events of one time
 * are added in the order of the members, which lets a chain pass through all of them: they are in every order at once.
 */
import type { Alternative } from '../../collection/resolved.ts';
import type { NumberTest, WindowKind } from './kind.ts';
import { loadTimes, NEVER, saveTimes } from './times.ts';

export interface Chains {
  /** For each alternative and each step of it, the latest start of a chain up to that step. */
  readonly starts: number[][];
  /** When each member last had an event. */
  readonly last: number[];
}

/** Looks for an alternative whose members follow each other, with none in the window that must be absent. */
export function matchOrder(alternatives: readonly Alternative[], memberCount: number): WindowKind<Chains> {
  const complete = (chains: Chains, from: number): boolean =>
    alternatives.some(({ absent }, index) => {
      const start = chains.starts[index]?.at(-1) ?? NEVER;
      return start >= from && !absent.some((member) => (chains.last[member] as number) >= from);
    });
  return {
    create: () => ({
      starts: alternatives.map(({ occur }) => new Array<number>(occur.length).fill(NEVER)),
      last: new Array<number>(memberCount).fill(NEVER),
    }),
    add({ starts, last }, { member, time }) {
      last[member] = time;
      for (const [index, { occur }] of alternatives.entries()) {
        const step = occur.indexOf(member);
        const chain = starts[index];
        if (step < 0 || chain === undefined) continue;
        // The start of the step before never falls, so it is never earlier than what was here.
        chain[step] = step === 0 ? time : (chain[step - 1] as number);
      }
    },
    expire: () => undefined,
    holds: complete,
    numberOf: () => null,
    save: ({ starts, last }) => [starts.map(saveTimes), saveTimes(last)],
    load(saved) {
      const [starts, last] = saved as [number[][], number[]];
      return { starts: starts.map(loadTimes), last: loadTimes(last) };
    },
  };
}

/** Compares the number of members in the longest chain. */
export function countOrder(test: NumberTest, memberCount: number): WindowKind<number[][]> {
  const numberOf = (starts: readonly (readonly number[])[], from: number): number => {
    for (let length = memberCount; length > 0; length--) {
      if ((starts[length - 1] as readonly number[]).some((start) => start >= from)) return length;
    }
    return 0;
  };
  return {
    // By length of the chain less one, then by the member it ends with.
    create: () => Array.from({ length: memberCount }, () => new Array<number>(memberCount).fill(NEVER)),
    add(starts, { member, time }) {
      for (let length = 1; length <= member; length++) {
        const shorter = starts[length - 1] as number[];
        const these = starts[length] as number[];
        for (let before = length - 1; before < member; before++) {
          these[member] = Math.max(these[member] as number, shorter[before] as number);
        }
      }
      (starts[0] as number[])[member] = time;
    },
    expire: () => undefined,
    holds: (starts, from) => test(numberOf(starts, from)),
    numberOf,
    save: (starts) => starts.map(saveTimes),
    load: (saved) => (saved as number[][]).map(loadTimes),
  };
}
