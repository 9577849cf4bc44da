/**
 * Many texts looked for anywhere in a value, in one pass: the automaton of Aho and Corasick with all its transitions
 * filled in ("Efficient string matching", CACM 18(6), 1975).
 *
 * A transition into a state where some pattern ends is stored negated, so that the loop over a value has one test
 * a character.
 */
import { classAt, classesOf, type CharacterClasses } from './classes.ts';
import type { Raise, TextPattern } from './pattern.ts';

export interface Automaton {
  readonly classes: CharacterClasses;
  /** `next[state * classes.count + class]`: the next state, negated where patterns end. */
  readonly next: Int32Array;
  /** By state: all patterns that end there, those of its suffixes included. */
  readonly ends: readonly (readonly TextPattern[] | undefined)[];
}

export function buildAutomaton(patterns: readonly TextPattern[]): Automaton {
  const classes = classesOf(patterns.map(({ text }) => text));
  const { count } = classes;
  const size = patterns.reduce((sum, { text }) => sum + text.length, 1);
  const edges = new Int32Array(size * count);
  const ends: (readonly TextPattern[] | undefined)[] = new Array<undefined>(size).fill(undefined);
  let states = 1;
  for (const pattern of patterns) {
    let state = 0;
    for (let i = 0; i < pattern.text.length; i++) {
      const at = state * count + classAt(classes, pattern.text, i);
      if (edges[at] === 0) edges[at] = states++;
      state = edges[at] as number;
    }
    ends[state] = [...(ends[state] ?? []), pattern];
  }
  const next = edges.slice(0, states * count);
  fillTransitions(next, ends, states, count);
  return { classes, next, ends: ends.slice(0, states) };
}

/** Breadth first: the state that a failure falls back to is complete before it is asked. */
function fillTransitions(
  next: Int32Array,
  ends: (readonly TextPattern[] | undefined)[],
  states: number,
  count: number,
): void {
  const fallback = new Int32Array(states);
  const queue = new Int32Array(states);
  let tail = 1;
  for (let head = 0; head < tail; head++) {
    const state = queue[head] as number;
    const below = fallback[state] as number;
    const inherited = ends[below];
    if (state !== 0 && inherited !== undefined) ends[state] = [...(ends[state] ?? []), ...inherited];
    for (let characterClass = 0; characterClass < count; characterClass++) {
      const at = state * count + characterClass;
      const target = next[at] as number;
      const belowTarget = state === 0 ? 0 : (next[below * count + characterClass] as number);
      if (target === 0) next[at] = belowTarget;
      else {
        fallback[target] = belowTarget;
        queue[tail++] = target;
      }
    }
  }
  for (let at = 0; at < next.length; at++) {
    const target = next[at] as number;
    if (ends[target] !== undefined) next[at] = -target;
  }
}

/** Raises the signals of all patterns that occur in the value. */
export function runAutomaton({ classes, next, ends }: Automaton, value: string, raise: Raise): void {
  const { ascii, others, count } = classes;
  let state = 0;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    const characterClass = code < 128 ? (ascii[code] as number) : (others.get(code) ?? 0);
    state = next[state * count + characterClass] as number;
    if (state >= 0) continue;
    state = -state;
    for (const { text, cased, signal } of ends[state] as readonly TextPattern[]) {
      if (!cased || value.startsWith(text, i + 1 - text.length)) raise(signal);
    }
  }
}
