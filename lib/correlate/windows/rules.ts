/** `temporal`: when each member last had an event. */
import type { Alternative } from '../../collection/resolved.ts';
import type { NumberTest, WindowKind } from './kind.ts';
import { loadTimes, NEVER, saveTimes } from './times.ts';

/** Counts the members that occur. */
export function countRules(test: NumberTest, memberCount: number): WindowKind<number[]> {
  const numberOf = (last: readonly number[], from: number): number => {
    let count = 0;
    for (const time of last) if (time >= from) count++;
    return count;
  };
  return { ...lastTimes(memberCount), holds: (last, from) => test(numberOf(last, from)), numberOf };
}

/** Looks for an alternative of an expression. */
export function matchRules(alternatives: readonly Alternative[], memberCount: number): WindowKind<number[]> {
  const occurs = (last: readonly number[], member: number, from: number): boolean =>
    (last[member] as number) >= from;
  return {
    ...lastTimes(memberCount),
    holds: (last, from) =>
      alternatives.some(
        ({ occur, absent }) =>
          occur.every((member) => occurs(last, member, from)) &&
          !absent.some((member) => occurs(last, member, from)),
      ),
    numberOf: () => null,
  };
}

function lastTimes(
  memberCount: number,
): Pick<WindowKind<number[]>, 'create' | 'add' | 'expire' | 'save' | 'load'> {
  return {
    create: () => new Array<number>(memberCount).fill(NEVER),
    add(last, { member, time }) {
      last[member] = time;
    },
    expire: () => undefined,
    save: saveTimes,
    load: loadTimes,
  };
}
