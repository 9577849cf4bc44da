/** Questions about the shape of a pattern that printers and analyses ask. */
import type {
  RegexClass,
  RegexDot,
  RegexFlags,
  RegexLiteral,
  RegexNode,
  RegexPattern,
  RegexShorthand,
} from './ast.ts';
import {
  ANYTHING,
  NEWLINE,
  classSet,
  complement,
  isSameSet,
  literalSet,
  setOf,
  type CodePointSet,
} from './sets.ts';

export const NO_FLAGS: RegexFlags = { ignoreCase: false, multiline: false, dotAll: false };

/** The flags inside a group. */
export function flagsWithin(outer: RegexFlags, changed: Partial<RegexFlags> | undefined): RegexFlags {
  return changed === undefined ? outer : { ...outer, ...changed };
}

/** The pieces directly inside a node, in order. */
export function childrenOf(node: RegexNode): readonly RegexNode[] {
  switch (node.kind) {
    case 'alternation':
      return node.branches;
    case 'sequence':
      return node.items;
    case 'group':
    case 'repeat':
    case 'lookaround':
      return [node.body];
    default:
      return [];
  }
}

/** The node with other pieces inside; itself where none of them changed. */
export function mapChildren(node: RegexNode, map: (child: RegexNode) => RegexNode): RegexNode {
  switch (node.kind) {
    case 'alternation': {
      const branches = node.branches.map(map);
      return branches.every((branch, i) => branch === node.branches[i]) ? node : { ...node, branches };
    }
    case 'sequence': {
      const items = node.items.map(map);
      return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
    }
    case 'group':
    case 'repeat':
    case 'lookaround': {
      const body = map(node.body);
      return body === node.body ? node : { ...node, body };
    }
    default:
      return node;
  }
}

export function someNode(node: RegexNode, test: (node: RegexNode) => boolean): boolean {
  return test(node) || childrenOf(node).some((child) => someNode(child, test));
}

/** The pattern with flags that hold for all of it taken out of its tree: `(?i)a` is `a` under `i`. */
export function hoistFlags(pattern: RegexPattern): { readonly root: RegexNode; readonly flags: RegexFlags } {
  let { root, flags } = pattern;
  while (root.kind === 'group' && root.flags !== undefined && !root.capture && !root.atomic) {
    flags = flagsWithin(flags, root.flags);
    root = root.body;
  }
  return { root, flags };
}

/** The least number of characters a match takes up. A backreference may stand for nothing. */
export function minLength(node: RegexNode): number {
  switch (node.kind) {
    case 'alternation':
      return Math.min(...node.branches.map(minLength));
    case 'sequence':
      return node.items.reduce((sum, item) => sum + minLength(item), 0);
    case 'literal':
    case 'dot':
    case 'class':
    case 'shorthand':
      return 1;
    case 'group':
      return minLength(node.body);
    case 'repeat':
      return node.min === 0 ? 0 : node.min * minLength(node.body);
    case 'anchor':
    case 'lookaround':
    case 'backreference':
      return 0;
  }
}

/** The number of characters every match takes up, if that is the same for all. */
export function fixedLength(node: RegexNode): number | undefined {
  switch (node.kind) {
    case 'alternation': {
      const lengths = new Set(node.branches.map(fixedLength));
      return lengths.size === 1 ? [...lengths][0] : undefined;
    }
    case 'sequence':
      return node.items.reduce<number | undefined>((sum, item) => {
        const length = fixedLength(item);
        return sum === undefined || length === undefined ? undefined : sum + length;
      }, 0);
    case 'group':
      return fixedLength(node.body);
    case 'repeat': {
      const length = fixedLength(node.body);
      return length === undefined || node.min !== node.max ? undefined : length * node.min;
    }
    case 'backreference':
      return undefined;
    case 'anchor':
    case 'lookaround':
      return 0;
    default:
      return 1;
  }
}

/** Whether the node is an anchor at the end of the text, or nothing but such: what may follow a `$` without moving it. */
export function isEndAnchor(node: RegexNode): boolean {
  switch (node.kind) {
    case 'anchor':
      return node.at === 'end' || node.at === 'text-end-or-newline';
    case 'sequence':
      return node.items.every(isEndAnchor);
    case 'group':
      return isEndAnchor(node.body);
    default:
      return false;
  }
}

/** A node that matches exactly one character. */
export type RegexCharacter = RegexLiteral | RegexDot | RegexClass | RegexShorthand;

export function isCharacter(node: RegexNode): node is RegexCharacter {
  const { kind } = node;
  return kind === 'literal' || kind === 'dot' || kind === 'class' || kind === 'shorthand';
}

/** The characters that the node matches. */
export function characterSet(node: RegexCharacter, flags: RegexFlags): CodePointSet {
  switch (node.kind) {
    case 'literal':
      return literalSet(node.codePoint, flags.ignoreCase);
    case 'dot':
      return flags.dotAll ? ANYTHING : complement(NEWLINE);
    case 'class':
      return classSet(node, flags.ignoreCase);
    case 'shorthand':
      return node.negated ? complement(setOf(node.set)) : setOf(node.set);
  }
}

/** The one character that a node stands for, if it is one: `a`, `[a]`, and in any case `(?i)a` and `[aA]`. */
export function singleCharacter(
  node: RegexCharacter,
  flags: RegexFlags,
): { readonly text: string; readonly cased: boolean } | undefined {
  const written = node.kind === 'class' ? node.items[0] : node;
  const codePoint =
    written?.kind === 'literal' ? written.codePoint : written?.kind === 'range' ? written.from : undefined;
  const set = characterSet(node, flags);
  if (codePoint === undefined || set.length > 4) return undefined;
  const text = String.fromCodePoint(codePoint);
  if (isSameSet(set, [codePoint, codePoint])) return { text, cased: true };
  return isSameSet(set, literalSet(codePoint, true)) ? { text, cased: false } : undefined;
}
