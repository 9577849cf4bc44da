/**
 * Notes on a tree that a printer could not make by itself: which atomic groups and possessive quantifiers make no
 * difference (`\d++x` matches what `\d+x` does), and what stands on the sides of word boundaries. The tree is
 * otherwise the same.
 */
import type { Beside, RegexAnchor, RegexFlags, RegexNode, RegexRepeat, RegexSequence } from './ast.ts';
import { edgeOf, edgeOfSequence, type Edge } from './edges.ts';
import { includes, intersects, NEWLINE, setOf, unionOf, type CodePointSet } from './sets.ts';
import { flagsWithin, isCharacter, mapChildren, minLength, someNode } from './shape.ts';

export function annotate(root: RegexNode, flags: RegexFlags): RegexNode {
  return someNode(root, isWorthNoting) ? annotateNode(root, flags, NOTHING_FOLLOWS) : root;
}

function isWorthNoting(node: RegexNode): boolean {
  return isWordBoundary(node) || isHeld(node);
}

function isWordBoundary(node: RegexNode): node is RegexAnchor {
  return node.kind === 'anchor' && (node.at === 'word-boundary' || node.at === 'not-word-boundary');
}

/** Whether the engine may not come back to the node for another way to match it. */
function isHeld(node: RegexNode): boolean {
  return (node.kind === 'group' && node.atomic) || (node.kind === 'repeat' && node.mode === 'possessive');
}

/** What comes after a piece: with which characters it can begin, and whether it can come to nothing. */
interface Follow {
  readonly set: CodePointSet;
  readonly nullable: boolean;
  /** Whether an assertion stands before the first character; it may hold at one place and not at the next. */
  readonly asserts: boolean;
}

const NOTHING_FOLLOWS: Follow = { set: [], nullable: true, asserts: false };

function annotateNode(node: RegexNode, flags: RegexFlags, follow: Follow): RegexNode {
  switch (node.kind) {
    case 'sequence':
      return annotateSequence(node, flags, follow);
    case 'group': {
      const inside = flagsWithin(flags, node.flags);
      const body = annotateNode(node.body, inside, follow);
      return node.atomic
        ? { ...node, body, harmless: isSafeToEnter(body, inside, follow) }
        : { ...node, body };
    }
    case 'repeat': {
      const again: RegexRepeat = { ...node, min: 0 };
      const body = annotateNode(node.body, flags, node.max === 1 ? follow : followOf([again], flags, follow));
      if (node.mode !== 'possessive') return { ...node, body };
      return { ...node, body, harmless: isSafeToGiveBack({ ...node, body }, flags, follow) };
    }
    case 'lookaround':
      return { ...node, body: annotateNode(node.body, flags, NOTHING_FOLLOWS) };
    default:
      return mapChildren(node, (child) => annotateNode(child, flags, follow));
  }
}

function annotateSequence(node: RegexSequence, flags: RegexFlags, follow: Follow): RegexNode {
  const items: RegexNode[] = [];
  let after = follow;
  for (let i = node.items.length - 1; i >= 0; i--) {
    const item = node.items[i] as RegexNode;
    if (isWordBoundary(item)) {
      const before = besideOf(edgeOfSequence(node.items.slice(0, i), flags, 'last'));
      const next = besideOf(edgeOfSequence(node.items.slice(i + 1), flags, 'first'));
      items.unshift({ ...item, beside: { ...(before && { before }), ...(next && { after: next }) } });
    } else items.unshift(annotateNode(item, flags, after));
    after = followOf([item], flags, after);
  }
  return { ...node, items };
}

const WORD = /* @__PURE__ */ setOf('word');

/** Whether only word characters, or only others, can stand at an edge. */
function besideOf({ set, nullable }: Edge): Beside | undefined {
  if (nullable) return undefined;
  if (includes(WORD, set)) return 'word';
  return intersects(WORD, set) ? undefined : 'other';
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
