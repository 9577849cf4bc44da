/** Sets of states: the one at hand, and all that were found. */
import { TooMuchWork } from './machine.ts';

/** The states that steps lead to, while one symbol after the other is looked at. */
export class CurrentSet {
  size = 0;
  /** The same for the same set: the sum of a number, as good as random, for each of its states. */
  hash = 0;
  /** The states in it, in the first `size` places; for each state its place there, and how many steps lead to it. */
  readonly #members: Int32Array;
  readonly #places: Int32Array;
  readonly #counts: Int32Array;

  constructor(states: number) {
    this.#members = new Int32Array(states);
    this.#places = new Int32Array(states);
    this.#counts = new Int32Array(states);
  }

  add(state: number): void {
    const count = (this.#counts[state] as number) + 1;
    this.#counts[state] = count;
    if (count > 1) return;
    this.#members[this.size] = state;
    this.#places[state] = this.size++;
    this.hash = (this.hash + scramble(state)) | 0;
  }

  remove(state: number): void {
    const count = (this.#counts[state] as number) - 1;
    this.#counts[state] = count;
    if (count > 0) return;
    const last = this.#members[--this.size] as number;
    const place = this.#places[state] as number;
    this.#members[place] = last;
    this.#places[last] = place;
    this.hash = (this.hash - scramble(state)) | 0;
  }

  has(state: number): boolean {
    return (this.#counts[state] as number) > 0;
  }

  memberAt(place: number): number {
    return this.#members[place] as number;
  }
}

/** Sets by number, each once. */
export class KnownSets {
  count = 0;
  readonly #most: number;
  /** The states of all sets in a row, and where in it each begins; one more for the end. */
  readonly #members: number[] = [];
  readonly #starts: number[] = [0];
  /** By hash the set that came last, and for each set the one of the same hash before it. */
  readonly #newest = new Map<number, number>();
  readonly #earlier: (number | undefined)[] = [];

  /** @param most How many states all of them may have together, one less. */
  constructor(most: number) {
    this.#most = most;
  }

  /** @throws TooMuchWork */
  numberOf(current: CurrentSet): number {
    const newest = this.#newest.get(current.hash);
    for (let set = newest; set !== undefined; set = this.#earlier[set])
      if (this.#is(set, current)) return set;
    const number = this.count++;
    for (let i = 0; i < current.size; i++) this.#members.push(current.memberAt(i));
    if (this.#members.length >= this.#most) throw new TooMuchWork();
    this.#starts.push(this.#members.length);
    this.#newest.set(current.hash, number);
    this.#earlier.push(newest);
    return number;
  }

  forEach(set: number, use: (state: number) => void): void {
    const end = this.#starts[set + 1] as number;
    for (let i = this.#starts[set] as number; i < end; i++) use(this.#members[i] as number);
  }

  some(set: number, test: (state: number) => boolean): boolean {
    return this.#members.slice(this.#starts[set], this.#starts[set + 1]).some(test);
  }

  #is(set: number, current: CurrentSet): boolean {
    const [start, end] = [this.#starts[set] as number, this.#starts[set + 1] as number];
    if (end - start !== current.size) return false;
    for (let i = start; i < end; i++) if (!current.has(this.#members[i] as number)) return false;
    return true;
  }
}

/** Spreads a small number over 32 bits, as hash functions do at their end. */
function scramble(number: number): number {
  let bits = Math.imul(number + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
