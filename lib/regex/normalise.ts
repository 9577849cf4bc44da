/**
 * A pattern made simpler without changing whether it occurs in a text. Where it occurs, and what its groups
 * hold, may change: a rule only asks whether.
 *
 * - Repeats at the ends of a search need only their least count: `.*a+` occurs where `a` does.
 * - A lookahead at the very end is text that follows, a lookbehind at the very start text that precedes.
 * - Atomic groups and possessive quantifiers that cannot make a difference lose their grip: `\d++x` is `\d+x`.
 */
import type { RegexFlags, RegexNode, RegexPattern, RegexRepeat } from './ast.ts';
import { intersects, NEWLINE, unionOf, type CodePointSet } from './sets.ts';
import { edgeOf, flagsWithin, hoistFlags, isCharacter, mapChildren, minLength, someNode } from './shape.ts';

/** The pattern's tree for a search, and the flags it stands under. */
export function normaliseSearch(pattern: RegexPattern): {
  readonly root: RegexNode;
  readonly flags: RegexFlags;
} {
  const { root, flags } = hoistFlags(pattern);
  // A backreference asks where a group matched.
  if (someNode(root, ({ kind }) => kind === 'backreference')) return { root, flags };
  const trimmed = trimEdge(trimEdge(root, 'first'), 'last');
  return { root: loosen(trimmed, flags, NOTHING_FOLLOWS), flags };
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

/** What comes after a piece: with which characters it can begin, and whether it can come to nothing. */
interface Follow {
  readonly set: CodePointSet;
  readonly nullable: boolean;
  /** Whether an assertion stands before the first character; it may hold at one place and not at the next. */
  readonly asserts: boolean;
}

const NOTHING_FOLLOWS: Follow = { set: [], nullable: true, asserts: false };

/** The node with atomic groups and possessive quantifiers made plain where that is the same. */
function loosen(node: RegexNode, flags: RegexFlags, follow: Follow): RegexNode {
  switch (node.kind) {
    case 'sequence':
      return loosenSequence(node.items, flags, follow, node);
    case 'group': {
      const inside = flagsWithin(flags, node.flags);
      const body = loosen(node.body, inside, follow);
      const atomic = node.atomic && !isSafeToEnter(body, inside, follow);
      return body === node.body && atomic === node.atomic ? node : { ...node, body, atomic };
    }
    case 'repeat': {
      const again: RegexRepeat = { ...node, min: 0 };
      const body = loosen(node.body, flags, node.max === 1 ? follow : followOf([again], flags, follow));
      const made = body === node.body ? node : { ...node, body };
      const isLoose = made.mode === 'possessive' && isSafeToGiveBack(made, flags, follow);
      return isLoose ? { ...made, mode: 'greedy' } : made;
    }
    case 'lookaround':
      return { ...node, body: loosen(node.body, flags, NOTHING_FOLLOWS) };
    default:
      return mapChildren(node, (child) => loosen(child, flags, follow));
  }
}

function loosenSequence(
  items: readonly RegexNode[],
  flags: RegexFlags,
  follow: Follow,
  whole: RegexNode,
): RegexNode {
  const loosened: RegexNode[] = [];
  let after = follow;
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i] as RegexNode;
    loosened.unshift(loosen(item, flags, after));
    after = followOf([item], flags, after);
  }
  return { kind: 'sequence', items: loosened, span: whole.span };
}

/** What comes after a piece that stands before these items. */
function followOf(items: readonly RegexNode[], flags: RegexFlags, after: Follow): Follow {
  let follow = after;
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i] as RegexNode;
    if (item.kind === 'anchor' && (item.at === 'end' || item.at.startsWith('text-end'))) {
      // Nothing follows the end but, before it, a newline.
      follow = { set: item.at === 'text-end' ? [] : NEWLINE, nullable: false, asserts: false };
      continue;
    }
    const asserts = someNode(item, ({ kind }) => kind === 'anchor' || kind === 'lookaround');
    const { set, nullable } = edgeOf(item, flags, 'first');
    follow = nullable
      ? { set: unionOf([set, follow.set]), nullable: follow.nullable, asserts: asserts || follow.asserts }
      : { set, nullable: false, asserts };
  }
  return follow;
}

/**
 * Whether a repeat may give back what it took: when what follows cannot begin within it. One way to match the body
 * at each place is needed, so that the repeat has only its count to choose.
 */
function isSafeToGiveBack({ body }: RegexRepeat, flags: RegexFlags, follow: Follow): boolean {
  if (!hasOneWay(body) || minLength(body) === 0) return false;
  if (follow.nullable && follow.asserts) return false;
  return !intersects(edgeOf(body, flags, 'first').set, follow.set);
}

/** Whether an atomic group around the node changes nothing: there is one way to match it, or one that matters. */
function isSafeToEnter(node: RegexNode, flags: RegexFlags, follow: Follow): boolean {
  if (hasOneWay(node)) return true;
  if (node.kind === 'sequence') {
    const last = node.items.at(-1) as RegexNode;
    return node.items.slice(0, -1).every(hasOneWay) && isSafeToEnter(last, flags, follow);
  }
  // A lazy repeat in an atomic group would never take more than its least.
  return node.kind === 'repeat' && node.mode !== 'lazy' && isSafeToGiveBack(node, flags, follow);
}

/** Whether there is at most one way to match at a place: no choice of branch or count. */
function hasOneWay(node: RegexNode): boolean {
  switch (node.kind) {
    case 'alternation':
      return false;
    case 'repeat':
      return node.min === node.max && hasOneWay(node.body);
    case 'sequence':
      return node.items.every(hasOneWay);
    case 'group':
      return hasOneWay(node.body);
    default:
      return isCharacter(node) || node.kind === 'anchor';
  }
}
