/**
 * Many texts looked for at one end of a value: a trie walked from the first character on, or from the last one back.
 *
 * A walk ends at the first character that no pattern has, so most values cost a few steps however many patterns
 * there are.
 */
import { classAt, classesOf, type CharacterClasses } from './classes.ts';
import type { Raise, TextPattern } from './pattern.ts';

export interface TriePattern extends TextPattern {
  /** Whether the pattern must be the whole value rather than one end of it. */
  readonly whole: boolean;
}

export interface Trie {
  readonly direction: 'forward' | 'backward';
  readonly classes: CharacterClasses;
  /** `next[node * classes.count + class]`, 0 where there is no edge: the root is never a target. */
  readonly next: Int32Array;
  /** By node: the patterns that end there. */
  readonly ends: readonly (readonly TriePattern[] | undefined)[];
}

export function buildTrie(patterns: readonly TriePattern[], direction: Trie['direction']): Trie {
  const classes = classesOf(patterns.map(({ text }) => text));
  const size = patterns.reduce((sum, { text }) => sum + text.length, 1);
  const next = new Int32Array(size * classes.count);
  const ends: TriePattern[][] = [];
  let nodes = 1;
  for (const pattern of patterns) {
    const { text } = pattern;
    let node = 0;
    for (let i = 0; i < text.length; i++) {
      const at =
        node * classes.count + classAt(classes, text, direction === 'forward' ? i : text.length - 1 - i);
      if (next[at] === 0) next[at] = nodes++;
      node = next[at] as number;
    }
    (ends[node] ??= []).push(pattern);
  }
  return { direction, classes, next: next.slice(0, nodes * classes.count), ends };
}

/** Raises the signals of all patterns that stand at the trie's end of the value. */
export function walkTrie({ direction, classes, next, ends }: Trie, value: string, raise: Raise): void {
  const { length } = value;
  const { ascii, others, count } = classes;
  const forward = direction === 'forward';
  let node = 0;
  for (let i = 0; ; i++) {
    const found = ends[node];
    if (found !== undefined) {
      for (const { text, cased, whole, signal } of found) {
        if (whole && length !== text.length) continue;
        if (cased && !(forward ? value.startsWith(text) : value.endsWith(text))) continue;
        raise(signal);
      }
    }
    if (i === length) return;
    const code = value.charCodeAt(forward ? i : length - 1 - i);
    const characterClass = code < 128 ? (ascii[code] as number) : (others.get(code) ?? 0);
    if (characterClass === 0) return;
    node = next[node * count + characterClass] as number;
    if (node === 0) return;
  }
}
