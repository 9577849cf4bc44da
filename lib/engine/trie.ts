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
  readonly root: TrieNode;
}

interface TrieNode {
  /** By class. */
  readonly next: Map<number, TrieNode>;
  /** Patterns that end here. */
  readonly ends: TriePattern[];
}

export function buildTrie(patterns: readonly TriePattern[], direction: Trie['direction']): Trie {
  const classes = classesOf(patterns.map(({ text }) => text));
  const root: TrieNode = { next: new Map(), ends: [] };
  for (const pattern of patterns) {
    const { text } = pattern;
    let node = root;
    for (let i = 0; i < text.length; i++) {
      const characterClass = classAt(classes, text, direction === 'forward' ? i : text.length - 1 - i);
      let target = node.next.get(characterClass);
      if (target === undefined) node.next.set(characterClass, (target = { next: new Map(), ends: [] }));
      node = target;
    }
    node.ends.push(pattern);
  }
  return { direction, classes, root };
}

/** Raises the signals of all patterns that stand at the trie's end of the value. */
export function walkTrie({ direction, classes, root }: Trie, value: string, raise: Raise): void {
  const { length } = value;
  const { ascii, others } = classes;
  const forward = direction === 'forward';
  let node: TrieNode | undefined = root;
  for (let i = 0; ; i++) {
    for (const { text, cased, whole, signal } of node.ends) {
      if (whole && length !== text.length) continue;
      if (cased && !(forward ? value.startsWith(text) : value.endsWith(text))) continue;
      raise(signal);
    }
    if (i === length) return;
    const code = value.charCodeAt(forward ? i : length - 1 - i);
    const characterClass = code < 128 ? (ascii[code] as number) : (others.get(code) ?? 0);
    if (characterClass === 0) return;
    node = node.next.get(characterClass);
    if (node === undefined) return;
  }
}
