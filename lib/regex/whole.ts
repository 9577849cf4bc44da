/**
 * From a search to a match of the whole text, for languages without anchors: `a` becomes `.*a.*`, `^a` becomes
 * `a.*`. Anchors at the ends of branches become what they allow there; elsewhere they are refused.
 *
 * Law: the result matches a text as a whole exactly if the pattern occurs in it, and holds no anchor.
 */
import type { RegexAnchor, RegexFlags, RegexNode } from './ast.ts';
import type { RegexRefusal } from './result.ts';
import { ANYTHING, complement, includes, intersects, NEWLINE, setOf, type CodePointSet } from './sets.ts';
import { edgeOfSequence, flagsWithin, minLength, someNode, type Edge } from './shape.ts';
import type { Span } from '../source/source.ts';

/**
 * What stands at a side of a piece: `any` text, as in a search; the edge of the `text` or of a `line`, by an
 * anchor; the text's edge or a final `newline`; or a `neighbour` within the pattern.
 */
type Side = 'any' | 'text' | 'line' | 'newline' | 'neighbour';

interface Sides {
  readonly before: Side;
  readonly after: Side;
}

/** What an anchor becomes: text in its place, and what is then known of that side. */
interface Settled {
  readonly instead?: RegexNode;
  readonly side: Side;
}

const WORD = /* @__PURE__ */ setOf('word');

/** The tree of a whole-text match, or the first anchor or lookaround that has no counterpart. */
export function toWholeMatch(root: RegexNode, flags: RegexFlags): RegexNode | RegexRefusal {
  let refusal: RegexRefusal | undefined;
  const refuse = (unsupported: string, node: RegexNode): RegexNode => {
    refusal ??= { unsupported, span: node.span };
    return node;
  };
  const whole = wholeNode(root, flags, { before: 'any', after: 'any' }, refuse);
  return refusal ?? whole;
}

type Refuse = (reason: string, node: RegexNode) => RegexNode;

function wholeNode(node: RegexNode, flags: RegexFlags, sides: Sides, refuse: Refuse): RegexNode {
  if (!someNode(node, isZeroWidth)) return surrounded(node, sides);
  switch (node.kind) {
    case 'alternation':
      return { ...node, branches: node.branches.map((branch) => wholeNode(branch, flags, sides, refuse)) };
    case 'group':
      return { ...node, body: wholeNode(node.body, flagsWithin(flags, node.flags), sides, refuse) };
    case 'sequence':
      return wholeSequence(node.items, flags, sides, refuse, node.span);
    case 'repeat': {
      if (node.min !== 0 || node.max !== 1) return refuse('an anchor cannot be repeated there', node);
      // An optional piece is one of two branches, each with its own surroundings.
      const without = surrounded(sequence([], node.span), sides);
      return choice([without, wholeNode(node.body, flags, sides, refuse)], node.span);
    }
    case 'anchor':
      return wholeSequence([node], flags, sides, refuse, node.span);
    default:
      return refuse('the dialect has no lookaround', node);
  }
}

/** Settles the anchors at both ends, then gives the outermost pieces the sides that are left open. */
function wholeSequence(
  items: readonly RegexNode[],
  flags: RegexFlags,
  sides: Sides,
  refuse: Refuse,
  span: Span,
): RegexNode {
  let { before, after } = sides;
  let from = 0;
  let to = items.length;
  const prefix: RegexNode[] = [];
  const suffix: RegexNode[] = [];
  for (; from < to; from++) {
    const item = items[from] as RegexNode;
    const settled =
      item.kind === 'anchor' ? settleStart(item, flags, before, items.slice(from + 1, to)) : undefined;
    if (settled === undefined) break;
    before = settled.side;
    if (settled.instead !== undefined) prefix.push(settled.instead);
  }
  for (; to > from; to--) {
    const item = items[to - 1] as RegexNode;
    const settled =
      item.kind === 'anchor' ? settleEnd(item, flags, after, items.slice(from, to - 1)) : undefined;
    if (settled === undefined) break;
    after = settled.side;
    if (settled.instead !== undefined) suffix.unshift(settled.instead);
  }

  const rest = items.slice(from, to);
  const inner = rest.map((item, i) => {
    if (item.kind === 'anchor') return refuse(anchorReason(item), item);
    const place = {
      before: i === 0 ? before : 'neighbour',
      after: i === rest.length - 1 ? after : 'neighbour',
    } as const;
    return wholeNode(item, flags, place, refuse);
  });
  if (rest.length === 0) inner.push(surrounded(sequence([], span), { before, after }));
  return sequence([...prefix, ...inner, ...suffix], span);
}

/** An anchor with nothing before it in the pattern. Undefined if it has no counterpart there. */
function settleStart(
  { at, span }: RegexAnchor,
  flags: RegexFlags,
  before: Side,
  following: readonly RegexNode[],
): Settled | undefined {
  if (at === 'text-start' || (at === 'start' && !flags.multiline)) {
    return before === 'any' || before === 'text' ? { side: 'text' } : undefined;
  }
  if (at === 'start') {
    if (before === 'text' || before === 'line') return { side: before };
    // PCRE finds no line after a final newline, so something has to follow.
    const hasText = following.some((item) => minLength(item) > 0);
    if (before !== 'any' || !hasText) return undefined;
    return { instead: optional([anything(span), only(NEWLINE, span)], span), side: 'line' };
  }
  if (at !== 'word-boundary' && at !== 'not-word-boundary') return undefined;
  const wanted = neighbourOfBoundary(at, edgeOfSequence(following, flags, 'first'));
  if (wanted === undefined || before === 'neighbour') return undefined;
  if (before !== 'any') return wanted === 'word' ? undefined : { side: before };
  return {
    instead:
      wanted === 'word'
        ? sequence([anything(span), only(WORD, span)], span)
        : optional([anything(span), only(complement(WORD), span)], span),
    side: 'neighbour',
  };
}

/** An anchor with nothing after it in the pattern. Undefined if it has no counterpart there. */
function settleEnd(
  { at, span }: RegexAnchor,
  flags: RegexFlags,
  after: Side,
  preceding: readonly RegexNode[],
): Settled | undefined {
  switch (at) {
    case 'text-end':
      return after === 'any' || after === 'text' ? { side: 'text' } : undefined;
    case 'end':
      if (!flags.multiline) return settleFinalNewline(after, span);
      if (after === 'any') {
        return { instead: optional([only(NEWLINE, span), anything(span)], span), side: 'line' };
      }
      return after === 'neighbour' ? undefined : { side: after };
    case 'text-end-or-newline':
      return settleFinalNewline(after, span);
    case 'word-boundary':
    case 'not-word-boundary': {
      const wanted = neighbourOfBoundary(at, edgeOfSequence(preceding, flags, 'last'));
      if (wanted === undefined || after === 'neighbour') return undefined;
      if (after !== 'any') return wanted === 'word' ? undefined : { side: after };
      return {
        instead:
          wanted === 'word'
            ? sequence([only(WORD, span), anything(span)], span)
            : optional([only(complement(WORD), span), anything(span)], span),
        side: 'neighbour',
      };
    }
    default:
      return undefined;
  }
}

function settleFinalNewline(after: Side, span: Span): Settled | undefined {
  if (after === 'any') return { instead: optional([only(NEWLINE, span)], span), side: 'newline' };
  return after === 'text' || after === 'newline' ? { side: after } : undefined;
}

/** What has to stand on the far side of a `\b` or `\B`; undefined if what stands on the near side is not known. */
function neighbourOfBoundary(
  at: 'word-boundary' | 'not-word-boundary',
  { set, nullable }: Edge,
): 'word' | 'other' | undefined {
  const isWord = !nullable && includes(WORD, set);
  const isOther = !nullable && !intersects(WORD, set);
  if (!isWord && !isOther) return undefined;
  return isWord === (at === 'word-boundary') ? 'other' : 'word';
}

function anchorReason({ at }: RegexAnchor): string {
  const boundary = at === 'word-boundary' || at === 'not-word-boundary';
  return boundary ? 'the dialect has no word boundaries' : 'the dialect has no anchors within an expression';
}

function isZeroWidth({ kind }: RegexNode): boolean {
  return kind === 'anchor' || kind === 'lookaround';
}

/** A piece without anchors, with the text around it that its sides allow for. */
function surrounded(node: RegexNode, { before, after }: Sides): RegexNode {
  const { span } = node;
  const isEmpty = node.kind === 'sequence' && node.items.length === 0;
  const around = before === 'any' || after === 'any';
  if (isEmpty) return around ? anything(span) : node;
  return sequence(
    [...(before === 'any' ? [anything(span)] : []), node, ...(after === 'any' ? [anything(span)] : [])],
    span,
  );
}

function sequence(items: readonly RegexNode[], span: Span): RegexNode {
  return items.length === 1 ? (items[0] as RegexNode) : { kind: 'sequence', items, span };
}

function only(set: CodePointSet, span: Span): RegexNode {
  const items = [];
  for (let i = 0; i < set.length; i += 2) {
    items.push({ kind: 'range', from: set[i] as number, to: set[i + 1] as number, span } as const);
  }
  return { kind: 'class', negated: false, items, span };
}

function anything(span: Span): RegexNode {
  return { kind: 'repeat', body: only(ANYTHING, span), min: 0, max: null, mode: 'greedy', span };
}

function choice(branches: readonly RegexNode[], span: Span): RegexNode {
  const body: RegexNode = { kind: 'alternation', branches, span };
  return { kind: 'group', capture: false, atomic: false, body, span };
}

function optional(items: readonly RegexNode[], span: Span): RegexNode {
  return { kind: 'repeat', body: sequence(items, span), min: 0, max: 1, mode: 'greedy', span };
}
