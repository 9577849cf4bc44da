/** Automata made deterministic, and then as small as they can be. */
import { Buckets } from './buckets.ts';
import { MAX_WORK, TooMuchWork, type Machine, type Step } from './machine.ts';
import { CurrentSet, KnownSets } from './state-sets.ts';

/** Steps looked at, one by one. Lucene does not count them; they are what bounds our own time. */
const MAX_STEPS = 1_000_000;

/**
 * The subset construction: a state for each set of states that some text leads to. The work is what
 * `Operations.determinize` of Lucene counts, the sizes of these sets.
 *
 * @param symbols How many there are; steps speak of them by number.
 * @throws TooMuchWork
 */
export function determinise({ accepts, steps }: Machine, symbols: number): Machine {
  const sets = new KnownSets(MAX_WORK);
  const current = new CurrentSet(steps.length);
  current.add(0);
  sets.numberOf(current);
  current.remove(0);
  // Of a set: the states that its steps lead to from a symbol on, and up to a symbol.
  const [begun, ended] = [new Buckets(symbols + 1), new Buckets(symbols + 1)];

  const found: Step[][] = [];
  let stepped = 0;
  for (let set = 0; set < sets.count; set++) {
    if (stepped > MAX_STEPS) throw new TooMuchWork();
    sets.forEach(set, (state) => {
      const taken = steps[state] as readonly Step[];
      stepped += taken.length;
      for (const { from, to, next } of taken) {
        begun.put(from, next);
        ended.put(to, next);
      }
    });

    const stepsOfSet: Step[] = [];
    let since = 0;
    for (let symbol = 0; symbol <= symbols; symbol++) {
      if (begun.isEmpty(symbol) && ended.isEmpty(symbol)) continue;
      if (current.size > 0) stepsOfSet.push({ from: since, to: symbol, next: sets.numberOf(current) });
      ended.take(symbol, (state) => current.remove(state));
      begun.take(symbol, (state) => current.add(state));
      since = symbol;
    }
    begun.reset();
    ended.reset();
    found.push(stepsOfSet);
  }
  return { accepts: found.map((_, set) => sets.some(set, (state) => accepts[state] === true)), steps: found };
}

/**
 * The smallest deterministic machine that does the same as this deterministic one. States are told apart by what
 * they lead to until that tells no more of them apart (Moore's algorithm).
 *
 * @throws TooMuchWork
 */
export function minimise({ accepts, steps }: Machine): Machine {
  let blocks = distancesToEnd({ accepts, steps });
  let count = new Set(blocks).size;
  const perRound = steps.reduce((sum, each) => sum + each.length, 0);
  for (let stepped = perRound, isFinal = false; !isFinal; stepped += perRound) {
    if (stepped > MAX_STEPS) throw new TooMuchWork();
    const numbers = new Map<string, number>();
    const finer = steps.map((each, state) => {
      const key = `${blocks[state]} ${signature(each, blocks)}`;
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    });
    isFinal = numbers.size === count;
    count = numbers.size;
    blocks = finer;
  }

  const smallest = { accepts: [] as boolean[], steps: [] as Step[][] };
  for (const [state, block] of blocks.entries()) {
    smallest.accepts[block] = accepts[state] === true;
    smallest.steps[block] ??= merged(steps[state] as readonly Step[], blocks);
  }
  return smallest;
}

/** How many symbols it takes to an accepting state: tells the states of a long row apart at once. */
function distancesToEnd({ accepts, steps }: Machine): readonly number[] {
  const distances = accepts.map((isEnd) => (isEnd ? 0 : Infinity));
  // Steps lead to states that were found later, nearly all of them.
  for (let isFinal = false; !isFinal;) {
    isFinal = true;
    for (let state = steps.length - 1; state >= 0; state--) {
      for (const { next } of steps[state] as readonly Step[]) {
        const distance = (distances[next] as number) + 1;
        if (distance >= (distances[state] as number)) continue;
        distances[state] = distance;
        isFinal = false;
      }
    }
  }
  return distances;
}

function signature(steps: readonly Step[], blocks: readonly number[]): string {
  return merged(steps, blocks)
    .map(({ from, to, next }) => `${from}-${to}>${next}`)
    .join(' ');
}

/** The steps as ones between blocks. */
function merged(steps: readonly Step[], blocks: readonly number[]): Step[] {
  const result: Step[] = [];
  for (const { from, to, next } of steps) {
    const block = blocks[next] as number;
    const last = result.at(-1);
    if (last?.next === block && last.to === from) result.splice(-1, 1, { ...last, to });
    else result.push({ from, to, next: block });
  }
  return result;
}
