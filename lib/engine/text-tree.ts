/**
 * Many texts as a tree of their characters, walked along a value from some place on: a trie (E. Fredkin, "Trie
 * memory", CACM 3(9), 1960). A walk ends at the first character that no text has there, so most values cost a few
 * steps however many texts there are.
 *
 * Nearly all nodes have one way on, held in two arrays; nodes where texts branch have a row for ASCII.
 */
import { foldTable } from '../match/texts/folding.ts';
import type { Raise, TextPattern } from '../match/texts/pattern.ts';

export type Direction = 'forward' | 'backward';

export interface TreePattern extends TextPattern {
  /** Whether the pattern must be the whole value. */
  readonly whole: boolean;
}

export interface TextTree {
  readonly direction: Direction;
  /** By node: the folded character that leads on and where to, or 0 for nodes that branch or end. */
  readonly edgeUnit: Uint16Array;
  readonly edgeTarget: Int32Array;
  /** By node: its row in {@link rows}, or -1. */
  readonly rowOf: Int32Array;
  /** `rows[row * 128 + unit]`: the next node, or 0; the root is nobody's next. */
  readonly rows: Int32Array;
  /** By branching node: characters beyond ASCII. */
  readonly others: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** By node: patterns that end there. */
  readonly ends: readonly (readonly TreePattern[] | undefined)[];
}

const ASCII = 128;

export function buildTextTree(patterns: readonly TreePattern[], direction: Direction): TextTree {
  const fold = foldTable();
  const nexts = [new Map<number, number>()];
  const ends: (TreePattern[] | undefined)[] = [undefined];
  for (const pattern of patterns) {
    const { text } = pattern;
    let node = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = fold[text.charCodeAt(direction === 'forward' ? i : text.length - 1 - i)] as number;
      const next = nexts[node] as Map<number, number>;
      let target = next.get(unit);
      if (target === undefined) {
        target = nexts.push(new Map<number, number>()) - 1;
        ends.push(undefined);
        next.set(unit, target);
      }
      node = target;
    }
    (ends[node] ??= []).push(pattern);
  }
  return { direction, ends, ...compact(nexts) };
}

function compact(nexts: readonly ReadonlyMap<number, number>[]): Omit<TextTree, 'direction' | 'ends'> {
  const edgeUnit = new Uint16Array(nexts.length);
  const edgeTarget = new Int32Array(nexts.length);
  const rowOf = new Int32Array(nexts.length).fill(-1);
  const rows = new Int32Array(ASCII * nexts.filter(({ size }) => size > 1).length);
  const others = new Map<number, Map<number, number>>();
  let row = 0;
  for (const [node, next] of nexts.entries()) {
    if (next.size > 1) rowOf[node] = row++;
    for (const [unit, target] of next) {
      if (next.size === 1) {
        edgeUnit[node] = unit;
        edgeTarget[node] = target;
      } else if (unit < ASCII) rows[(row - 1) * ASCII + unit] = target;
      else {
        const beyond = others.get(node) ?? new Map<number, number>();
        others.set(node, beyond.set(unit, target));
      }
    }
  }
  return { edgeUnit, edgeTarget, rowOf, rows, others };
}

/**
 * Raises the signals of all patterns that the value has at a place: from `start` on, or up to it when the tree is
 * walked backward.
 */
export function walkTextTree(tree: TextTree, value: string, start: number, raise: Raise): void {
  const { direction, edgeUnit, edgeTarget, rowOf, rows, others, ends } = tree;
  const fold = foldTable();
  const forward = direction === 'forward';
  const steps = forward ? value.length - start : start;
  let node = 0;
  for (let i = 0; ; i++) {
    const found = ends[node];
    if (found !== undefined) raiseFound(found, value, forward ? start : start - i, raise);
    if (i >= steps) return;
    const unit = fold[value.charCodeAt(forward ? start + i : start - 1 - i)] as number;
    const row = rowOf[node] as number;
    if (row >= 0)
      node = unit < ASCII ? (rows[row * ASCII + unit] as number) : (others.get(node)?.get(unit) ?? 0);
    else node = edgeUnit[node] === unit ? (edgeTarget[node] as number) : 0;
    if (node === 0) return;
  }
}

function raiseFound(found: readonly TreePattern[], value: string, at: number, raise: Raise): void {
  for (const { text, cased, whole, signal } of found) {
    if (whole && value.length !== text.length) continue;
    if (!cased || value.startsWith(text, at)) raise(signal);
  }
}
