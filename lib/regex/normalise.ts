/**
 * A pattern made simpler without changing whether it occurs in a text. Where it occurs, and what its groups
 * hold, may change: a rule only asks whether.
 *
 * - Repeats at the ends of a search need only their least count: `.*a+` occurs where `a` does.
 * - A lookahead at the very end is text that follows, a lookbehind at the very start text that precedes.
 *
 * This is also what defuses most patterns that a backtracking engine takes long over: `(a+)+$` is `a$`.
 */
import type { RegexNode, RegexPattern } from './ast.ts';
import { annotate } from './annotate.ts';
import { withExcess } from './lucene-work/excess.ts';
import { someNode } from './shape.ts';

/** The pattern as a search needs it, with notes for the printers on what makes no difference. */
export function normaliseSearch(pattern: RegexPattern): RegexPattern {
  const { root, flags } = pattern;
  // A backreference asks where a group matched.
  const asks = someNode(root, ({ kind }) => kind === 'backreference');
  const trimmed = asks ? root : trimEdge(trimEdge(root, 'first'), 'last');
  return withExcess({ ...pattern, root: annotate(trimmed, flags) });
}

/** The node at an open end of a search, with what the search makes superfluous taken off. */
function trimEdge(node: RegexNode, side: 'first' | 'last'): RegexNode {
  switch (node.kind) {
    case 'sequence':
      return trimSequence(node.items, side, node);
    case 'alternation': {
      const branches = node.branches.map((branch) => trimEdge(branch, side));
      // A branch that may be nothing makes the others superfluous.
      return branches.find(isEmpty) ?? { ...node, branches };
    }
    case 'group': {
      // Nothing comes back to a group that stands last.
      if (node.atomic && side === 'first') return node;
      const body = trimEdge(node.body, side);
      return isEmpty(body) ? body : { ...node, atomic: false, body };
    }
    case 'repeat':
      if (node.mode === 'possessive' && side === 'first') return node;
      if (node.min === 0) return { kind: 'sequence', items: [], span: node.span };
      if (node.min === 1) return trimEdge(node.body, side);
      return { ...node, max: node.min, mode: 'greedy' };
    case 'lookaround': {
      const isOutward = node.direction === (side === 'first' ? 'behind' : 'ahead');
      if (node.negated || !isOutward) return node;
      const { body, span } = node;
      return trimEdge({ kind: 'group', capture: false, atomic: false, body, span }, side);
    }
    default:
      return node;
  }
}

function trimSequence(items: readonly RegexNode[], side: 'first' | 'last', whole: RegexNode): RegexNode {
  let rest = items;
  while (rest.length > 0) {
    const at = side === 'first' ? 0 : rest.length - 1;
    const item = rest[at] as RegexNode;
    const trimmed = trimEdge(item, side);
    if (!isEmpty(trimmed)) {
      rest = [...rest.slice(0, at), trimmed, ...rest.slice(at + 1)];
      break;
    }
    rest = side === 'first' ? rest.slice(1) : rest.slice(0, -1);
  }
  return rest.length === 1 ? (rest[0] as RegexNode) : { kind: 'sequence', items: rest, span: whole.span };
}

function isEmpty(node: RegexNode): boolean {
  return node.kind === 'sequence' && node.items.length === 0;
}
