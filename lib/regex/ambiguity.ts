/**
 * The degree of ambiguity of an automaton: with which power of a text's length the number of paths over it can
 * grow. The conditions are those of Weber and Seidl, "On the degree of ambiguity of finite automata" (1991);
 * `complexity.ts` says what they mean for matching.
 */
import type { Automaton } from './automaton.ts';
import { intersects, type CodePointSet } from './sets.ts';

/** Pairs and triples of states looked at before giving up and assuming the worst. */
const MAX_WORK = 100_000;

/** States that lead to one another, and all that they lead to. */
interface Loop {
  readonly states: readonly number[];
  readonly reach: ReadonlySet<number>;
}

/** 0 if the number of paths is bounded; infinite if it can grow exponentially, or if that is too much work to tell. */
export function ambiguityDegree(automaton: Automaton): number {
  return new Ambiguity(automaton).degree();
}

class Ambiguity {
  readonly #ways: readonly ReadonlyMap<number, number>[];
  readonly #next: readonly (readonly number[])[];
  /** For each state the characters it takes, as bits; characters that no set tells apart share a bit. */
  readonly #masks: readonly bigint[];
  #work = 0;

  constructor({ sets, next }: Automaton) {
    this.#masks = characterMasks(sets);
    this.#ways = next;
    // No path enters a state that takes no character.
    this.#next = next.map((ways) => [...ways.keys()].filter((state) => this.#masks[state] !== 0n));
  }

  degree(): number {
    const loops = this.#loops();
    const degrees: number[] = [];
    for (const loop of loops) {
      if (this.#hasTwoWaysAround(loop)) return Infinity;
      // The loops that lead to this one come before it.
      let degree = 0;
      for (const [i, before] of degrees.entries()) {
        const earlier = loops[i] as Loop;
        if (!earlier.reach.has(loop.states[0] as number)) continue;
        degree = Math.max(degree, before + (this.#canShareText(earlier, loop) ? 1 : 0));
      }
      if (this.#work > MAX_WORK) return Infinity;
      degrees.push(degree);
    }
    return Math.max(0, ...degrees);
  }

  #loops(): Loop[] {
    const reaches = this.#next.map((_, state) => this.#reachOf(state));
    const loops: Loop[] = [];
    const seen = new Set<number>();
    for (const [state, reach] of reaches.entries()) {
      if (seen.has(state) || !reach.has(state)) continue;
      const states = [...reach].filter((other) => reaches[other]?.has(state) === true);
      for (const other of states) seen.add(other);
      loops.push({ states, reach });
    }
    return loops.sort((a, b) => b.reach.size - a.reach.size);
  }

  #reachOf(from: number): ReadonlySet<number> {
    const reach = new Set<number>();
    const open = [from];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      for (const other of this.#next[state] as readonly number[]) {
        if (reach.has(other)) continue;
        reach.add(other);
        open.push(other);
      }
    }
    return reach;
  }

  /**
   * Whether some text leads around the loop in two ways. Either a step has several ways, or two paths part and meet
   * again: in the graph of pairs of states, a pair of two different ones lies between pairs of equal ones.
   */
  #hasTwoWaysAround({ states }: Loop): boolean {
    const members = new Set(states);
    const size = this.#next.length;
    const before = new Map<number, number[]>();
    const open = states.map((state) => state * size + state);
    const seen = new Set(open);
    for (let pair = open.pop(); pair !== undefined && this.#goOn(); pair = open.pop()) {
      const [a, b] = [Math.floor(pair / size), pair % size];
      for (const nextA of this.#next[a] as readonly number[]) {
        if (!members.has(nextA)) continue;
        if (a === b && (this.#ways[a]?.get(nextA) ?? 0) > 1) return true;
        for (const nextB of this.#next[b] as readonly number[]) {
          if (!members.has(nextB) || !this.#meet(nextA, nextB)) continue;
          const next = nextA * size + nextB;
          const sources = before.get(next);
          if (sources === undefined) before.set(next, [pair]);
          else sources.push(pair);
          if (!seen.has(next)) {
            seen.add(next);
            open.push(next);
          }
        }
      }
    }
    return this.#partsAndMeets(states, size, before);
  }

  /** Walks back from pairs of equal states: is there a pair of different ones that paths came to? */
  #partsAndMeets(
    states: readonly number[],
    size: number,
    before: ReadonlyMap<number, readonly number[]>,
  ): boolean {
    const open = states.map((state) => state * size + state);
    const seen = new Set(open);
    for (let pair = open.pop(); pair !== undefined && this.#goOn(); pair = open.pop()) {
      for (const source of before.get(pair) ?? []) {
        if (Math.floor(source / size) !== source % size) return true;
        if (seen.has(source)) continue;
        seen.add(source);
        open.push(source);
      }
    }
    return false;
  }

  /** Whether some text leads around the one loop, around the other, and from the one to the other. */
  #canShareText(one: Loop, other: Loop): boolean {
    return one.states.some((p) => other.states.some((q) => this.#leads(p, q, one, other)));
  }

  #leads(p: number, q: number, one: Loop, other: Loop): boolean {
    const size = this.#next.length;
    const first = new Set(one.states);
    const last = new Set(other.states);
    const code = (a: number, b: number, c: number): number => (a * size + b) * size + c;
    const goal = code(p, q, q);
    const open: [number, number, number][] = [[p, p, q]];
    const seen = new Set<number>();
    for (let triple = open.pop(); triple !== undefined && this.#goOn(); triple = open.pop()) {
      const [a, b, c] = triple;
      for (const nextA of this.#next[a] as readonly number[]) {
        if (!first.has(nextA)) continue;
        for (const nextC of this.#next[c] as readonly number[]) {
          if (!last.has(nextC) || !this.#meet(nextA, nextC)) continue;
          for (const nextB of this.#next[b] as readonly number[]) {
            if (!this.#meet(nextA, nextB, nextC)) continue;
            const next = code(nextA, nextB, nextC);
            if (next === goal) return true;
            if (seen.has(next)) continue;
            seen.add(next);
            open.push([nextA, nextB, nextC]);
          }
        }
      }
    }
    return false;
  }

  /** Whether all of the states take one and the same character. */
  #meet(a: number, b: number, c: number = b): boolean {
    const masks = this.#masks;
    return ((masks[a] as bigint) & (masks[b] as bigint) & (masks[c] as bigint)) !== 0n;
  }

  #goOn(): boolean {
    return this.#work++ < MAX_WORK;
  }
}

function characterMasks(sets: readonly CodePointSet[]): readonly bigint[] {
  const parts = disjointParts(sets);
  const known = new Map<CodePointSet, bigint>();
  return sets.map((set) => {
    let mask = known.get(set);
    if (mask === undefined) {
      mask = parts.reduce((bits, part, i) => (intersects(part, set) ? bits | (1n << BigInt(i)) : bits), 0n);
      known.set(set, mask);
    }
    return mask;
  });
}

/** Ranges such that each set is a union of some of them. */
function disjointParts(sets: readonly CodePointSet[]): readonly CodePointSet[] {
  const starts = new Set<number>();
  for (const set of sets) {
    for (let i = 0; i < set.length; i += 2) {
      starts.add(set[i] as number);
      starts.add((set[i + 1] as number) + 1);
    }
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, i) => [start, (sorted[i + 1] as number) - 1]);
}
