/** Everything the rules of one log source look for in one field, ready to be found in one go. */
import { buildAutomaton, runAutomaton, type Automaton } from './automaton.ts';
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
  readonly anywhere: AnywhereIndex | undefined;
  /** Signals of patterns that every value has: those of the empty text. */
  readonly always: readonly Signal[];
}

interface AnywhereIndex {
  readonly automaton: Automaton;
  /** The length of the shortest pattern: shorter values hold none. */
  readonly shortest: number;
  /**
   * Finds whether any pattern occurs, and is much faster than the automaton at finding that none does. Only for
   * a few long patterns, which is what the engine's expressions are fast at.
   */
  readonly quick: RegExp | undefined;
}

const MAX_QUICK_PATTERNS = 48;
const MIN_QUICK_LENGTH = 4;

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
      anywhere: buildAnywhere(anywhere.filter(({ text }) => text !== '')),
      always: anywhere.filter(({ text }) => text === '').map(({ signal }) => signal),
    }),
  };
}

function buildAnywhere(patterns: readonly TextPattern[]): AnywhereIndex | undefined {
  if (patterns.length === 0) return undefined;
  const texts = [...new Set(patterns.map(({ text }) => text))];
  const shortest = Math.min(...texts.map(({ length }) => length));
  const isQuick = texts.length <= MAX_QUICK_PATTERNS && shortest >= MIN_QUICK_LENGTH;
  return {
    automaton: buildAutomaton(patterns),
    shortest,
    quick: isQuick ? new RegExp(texts.map(escapeRegex).join('|'), 'i') : undefined,
  };
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}/]/g, '\\$&');
}

export function searchValue(index: FieldIndex, value: string, raise: Raise): void {
  const { forward, backward, anywhere, always } = index;
  if (forward !== undefined) walkTrie(forward, value, raise);
  if (backward !== undefined) walkTrie(backward, value, raise);
  if (anywhere !== undefined && value.length >= anywhere.shortest && anywhere.quick?.test(value) !== false) {
    runAutomaton(anywhere.automaton, value, raise);
  }
  for (const signal of always) raise(signal);
}
