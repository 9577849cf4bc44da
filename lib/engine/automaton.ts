/**
 * Many texts looked for anywhere in a value, in one pass: the automaton of Aho and Corasick ("Efficient string
 * matching", CACM 18(6), 1975).
 *
 * States where texts branch, and those near the root, have a full row of transitions. The others, nearly all, have
 * one character that leads on and fall back on any other: so ten thousand patterns take a few megabytes, and what
 * a value usually visits stays in the cache of the processor.
 */
import { classAt, classesOf, type CharacterClasses } from './classes.ts';
import type { Raise, TextPattern } from './pattern.ts';

export interface Automaton {
  readonly classes: CharacterClasses;
  /** By state: where its row starts in {@link rows}, or -1 for a state with one way on. */
  readonly rowOf: Int32Array;
  /** `rows[rowOf[state] + class]`: the next state. */
  readonly rows: Int32Array;
  /** By state with one way on: the class of the character, and where it leads. */
  readonly edgeClass: Uint16Array;
  readonly edgeTarget: Int32Array;
  /** By state: the longest other state whose text ends the text of this one. */
  readonly fallback: Int32Array;
  /** By state: all patterns that end there, those of its fallbacks included. */
  readonly ends: readonly (readonly TextPattern[] | undefined)[];
  /** By state: 1 where {@link ends} has patterns. */
  readonly isEnd: Uint8Array;
}

/** Rows down to this depth: where values that match nothing spend their time. */
const ROW_DEPTH = 2;

interface State {
  readonly depth: number;
  readonly next: Map<number, number>;
}

/** @param patterns not empty texts */
export function buildAutomaton(patterns: readonly TextPattern[]): Automaton {
  const classes = classesOf(patterns.map(({ text }) => text));
  const states: State[] = [{ depth: 0, next: new Map() }];
  const ends: (readonly TextPattern[] | undefined)[] = [undefined];
  for (const pattern of patterns) {
    let state = 0;
    for (let i = 0; i < pattern.text.length; i++) {
      const characterClass = classAt(classes, pattern.text, i);
      const { next, depth } = states[state] as State;
      let target = next.get(characterClass);
      if (target === undefined) {
        target = states.push({ depth: depth + 1, next: new Map() }) - 1;
        ends.push(undefined);
        next.set(characterClass, target);
      }
      state = target;
    }
    ends[state] = [...(ends[state] ?? []), pattern];
  }
  return complete(classes, states, ends);
}

function complete(
  classes: CharacterClasses,
  states: readonly State[],
  ends: (readonly TextPattern[] | undefined)[],
): Automaton {
  const { count } = classes;
  const hasRow = ({ depth, next }: State): boolean => depth <= ROW_DEPTH || next.size !== 1;
  const rowOf = new Int32Array(states.length).fill(-1);
  let size = 0;
  for (const [state, each] of states.entries()) {
    if (!hasRow(each)) continue;
    rowOf[state] = size;
    size += count;
  }
  const automaton = {
    classes,
    rowOf,
    rows: new Int32Array(size),
    edgeClass: new Uint16Array(states.length),
    edgeTarget: new Int32Array(states.length),
    fallback: new Int32Array(states.length),
    ends,
    isEnd: new Uint8Array(states.length),
  };
  const { rows, edgeClass, edgeTarget, fallback, isEnd } = automaton;

  // Breadth first, so that the state a failure falls back to is complete before it is asked.
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] as number;
    const { next } = states[state] as State;
    const below = fallback[state] as number;
    if (state !== 0) {
      const inherited = ends[below];
      if (inherited !== undefined) ends[state] = [...(ends[state] ?? []), ...inherited];
    }
    if (ends[state] !== undefined) isEnd[state] = 1;
    for (const [characterClass, target] of next) {
      fallback[target] = state === 0 ? 0 : step(automaton, below, characterClass);
      queue.push(target);
    }
    const row = rowOf[state] as number;
    if (row < 0) {
      for (const [characterClass, target] of next) {
        edgeClass[state] = characterClass;
        edgeTarget[state] = target;
      }
    } else {
      for (let characterClass = 0; characterClass < count; characterClass++) {
        const failed = state === 0 ? 0 : step(automaton, below, characterClass);
        rows[row + characterClass] = next.get(characterClass) ?? failed;
      }
    }
  }
  return automaton;
}

function step(
  { rowOf, rows, edgeClass, edgeTarget, fallback }: Automaton,
  from: number,
  characterClass: number,
): number {
  let state = from;
  for (;;) {
    const row = rowOf[state] as number;
    if (row >= 0) return rows[row + characterClass] as number;
    if (edgeClass[state] === characterClass) return edgeTarget[state] as number;
    state = fallback[state] as number;
  }
}

/** Raises the signals of all patterns that occur in the value. */
export function runAutomaton(automaton: Automaton, value: string, raise: Raise): void {
  const { classes, rowOf, rows, edgeClass, edgeTarget, fallback, ends, isEnd } = automaton;
  const { ascii, others } = classes;
  const { length } = value;
  let state = 0;
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i);
    const characterClass = code < 128 ? (ascii[code] as number) : (others.get(code) ?? 0);
    // The body of `step`, which is too hot to be called.
    for (;;) {
      const row = rowOf[state] as number;
      if (row >= 0) {
        state = rows[row + characterClass] as number;
        break;
      }
      if (edgeClass[state] === characterClass) {
        state = edgeTarget[state] as number;
        break;
      }
      state = fallback[state] as number;
    }
    if (isEnd[state] === 0) continue;
    for (const { text, cased, signal } of ends[state] as readonly TextPattern[]) {
      if (!cased || value.startsWith(text, i + 1 - text.length)) raise(signal);
    }
  }
}
