/** Everything the rules of one log source look for in one field, ready to be found in one go. */
import type { Automaton } from './automaton.ts';
import { buildAutomaton, runAutomaton } from './automaton.ts';
import type { Raise, Signal, TextPattern } from './pattern.ts';
import { buildTrie, walkTrie, type Trie, type TriePattern } from './trie.ts';

/** Where in a value a text must stand. */
export type Place = 'whole' | 'start' | 'end' | 'anywhere';

/** Collects the patterns of a field. */
export interface FieldPatterns {
  add(place: Place, pattern: TextPattern): void;
  build(): FieldIndex;
}

export interface FieldIndex {
  readonly forward: Trie | undefined;
  readonly backward: Trie | undefined;
  readonly anywhere: Automaton | undefined;
  /** Signals of patterns that every value has: those of the empty text. */
  readonly always: readonly Signal[];
}

export function createFieldPatterns(): FieldPatterns {
  const forward: TriePattern[] = [];
  const backward: TriePattern[] = [];
  const anywhere: TextPattern[] = [];
  return {
    add(place, pattern) {
      switch (place) {
        case 'whole':
          forward.push({ ...pattern, whole: true });
          return;
        case 'start':
          forward.push({ ...pattern, whole: false });
          return;
        case 'end':
          backward.push({ ...pattern, whole: false });
          return;
        case 'anywhere':
          anywhere.push(pattern);
      }
    },
    build: () => ({
      forward: forward.length === 0 ? undefined : buildTrie(forward, 'forward'),
      backward: backward.length === 0 ? undefined : buildTrie(backward, 'backward'),
      anywhere:
        anywhere.length === 0 ? undefined : buildAutomaton(anywhere.filter(({ text }) => text !== '')),
      always: anywhere.filter(({ text }) => text === '').map(({ signal }) => signal),
    }),
  };
}

export function searchValue(index: FieldIndex, value: string, raise: Raise): void {
  if (index.forward !== undefined) walkTrie(index.forward, value, raise);
  if (index.backward !== undefined) walkTrie(index.backward, value, raise);
  if (index.anywhere !== undefined) runAutomaton(index.anywhere, value, raise);
  for (const signal of index.always) raise(signal);
}
