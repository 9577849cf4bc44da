/** What the matches of a piece begin and end with. */
import type { RegexFlags, RegexNode } from './ast.ts';
import { ANYTHING, unionOf, type CodePointSet } from './sets.ts';
import { characterSet, flagsWithin, isCharacter } from './shape.ts';

/** With which characters a match can begin or end, and whether it can be empty. */
export interface Edge {
  readonly set: CodePointSet;
  readonly nullable: boolean;
}

/** What stands at one side of a node's matches; a backreference or lookaround may be anything. */
export function edgeOf(node: RegexNode, flags: RegexFlags, side: 'first' | 'last'): Edge {
  if (isCharacter(node)) return { set: characterSet(node, flags), nullable: false };
  switch (node.kind) {
    case 'sequence':
      return edgeOfSequence(node.items, flags, side);
    case 'alternation': {
      const edges = node.branches.map((branch) => edgeOf(branch, flags, side));
      return { set: unionOf(edges.map((edge) => edge.set)), nullable: edges.some((edge) => edge.nullable) };
    }
    case 'group':
      return edgeOf(node.body, flagsWithin(flags, node.flags), side);
    case 'repeat': {
      const edge = edgeOf(node.body, flags, side);
      return node.min === 0 ? { ...edge, nullable: true } : edge;
    }
    case 'anchor':
      return { set: [], nullable: true };
    default:
      return { set: ANYTHING, nullable: true };
  }
}

export function edgeOfSequence(items: readonly RegexNode[], flags: RegexFlags, side: 'first' | 'last'): Edge {
  const sets: CodePointSet[] = [[]];
  for (const item of side === 'first' ? items : [...items].reverse()) {
    const edge = edgeOf(item, flags, side);
    sets.push(edge.set);
    if (!edge.nullable) return { set: unionOf(sets), nullable: false };
  }
  return { set: unionOf(sets), nullable: true };
}
