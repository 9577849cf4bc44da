/** What Lucene does with the automaton of a whole expression, and what that can fail on. */
import type { Alphabet } from './alphabet.ts';
import { MAX_WORK, type Machine, type Step } from './machine.ts';
import { minimise } from './subsets.ts';

/** Whether that is within the limits for this automaton; it is taken as it is, or as small as it can be. */
export function canBeRun(machine: Machine, alphabet: Alphabet): boolean {
  // Each is an upper bound for the smallest, which is what Lucene has, and most are well within the limits.
  return isRunnable(machine, alphabet) || isRunnable(minimise(machine), alphabet);
}

function isRunnable(machine: Machine, alphabet: Alphabet): boolean {
  return isWithinDepth(machine) && workOnBytes(machine, alphabet) < MAX_WORK;
}

/** `Operations.MAX_RECURSION_LEVEL` */
const MAX_DEPTH = 1000;

/**
 * Whether `Operations.isFinite` comes to an end: it follows the steps in the order of their symbols until it finds
 * a loop, with a level of recursion for each step, of which there is a limit.
 */
function isWithinDepth({ steps }: Machine): boolean {
  const isOnPath = new Uint8Array(steps.length);
  const isDone = new Uint8Array(steps.length);
  const path = [0];
  const taken = [0];
  isOnPath[0] = 1;
  while (path.length > 0) {
    const state = path.at(-1) as number;
    const step = steps[state]?.[(taken[path.length - 1] as number)++];
    if (step === undefined) {
      path.pop();
      taken.pop();
      isOnPath[state] = 0;
      isDone[state] = 1;
    } else if (isOnPath[step.next] === 1) return true;
    else if (isDone[step.next] === 0) {
      if (path.length > MAX_DEPTH) return false;
      path.push(step.next);
      taken.push(0);
      isOnPath[step.next] = 1;
    }
  }
  return true;
}

/** Sets of states on the way to a character of several bytes: all that begin a range up to the end of Unicode. */
const SETS_IN_UTF_8 = 12;

/** Sets that a bound between two ranges can add for each byte that it shares with its neighbours, and their sizes. */
const SETS_AT_BOUND = 4;

/**
 * An upper bound of the work on bytes, which comes last. Where all bounds are ASCII, each byte leads to one state,
 * and there is nothing to do.
 */
function workOnBytes({ steps: all }: Machine, { leadingBytes }: Alphabet): number {
  if (leadingBytes.every((count) => count === 0)) return 0;
  let work = 0;
  for (const steps of all) {
    work += 1 + SETS_IN_UTF_8;
    let last: Step | undefined;
    for (const step of steps) {
      if (last?.to !== step.from) work += SETS_AT_BOUND * (leadingBytes[step.from] as number);
      work += SETS_AT_BOUND * (leadingBytes[step.to] as number);
      last = step;
    }
  }
  return work;
}
