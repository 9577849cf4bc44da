/**
 * From a search to a match of the whole text, for languages without anchors: `a` becomes `.*a.*`, `^a` becomes
 * `a.*`. Anchors at the ends of branches become what they allow there; elsewhere they are refused.
 *
 * Law: the result matches a text as a whole exactly if the pattern occurs in it, and holds no anchor.
 */
import type { Beside, RegexAnchor, RegexFlags, RegexNode } from './ast.ts';
import type { RegexRefusal } from './result.ts';
import { ANYTHING, complement, NEWLINE, setOf, type CodePointSet } from './sets.ts';
import { characterSet, flagsWithin, isCharacter, minLength, someNode } from './shape.ts';
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
  if (!someNode(node, isZeroWidth)) return surrounded(node, flags, sides);
  switch (node.kind) {
    case 'alternation':
      return { ...node, branches: node.branches.map((branch) => wholeNode(branch, flags, sides, refuse)) };
    case 'group':
      return { ...node, body: wholeNode(node.body, flagsWithin(flags, node.flags), sides, refuse) };
    case 'sequence':
      return wholeSequence(node.items, flags, sides, refuse, node.span);
    case 'repeat':
      return refuse('Lucene has no anchors, so none can be repeated', node);
    case 'anchor':
      return wholeSequence([node], flags, sides, refuse, node.span);
    default:
      return refuse('Lucene has no lookaround', node);
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
    const settled = item.kind === 'anchor' ? settleEnd(item, flags, after) : undefined;
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
  if (rest.length === 0) inner.push(surrounded(sequence([], span), flags, { before, after }));
  return sequence([...prefix, ...inner, ...suffix], span);
}

/** An anchor with nothing before it in the pattern. Undefined if it has no counterpart there. */
function settleStart(
  { at, beside, span }: RegexAnchor,
  { multiline }: RegexFlags,
  before: Side,
  following: readonly RegexNode[],
): Settled | undefined {
  if (isBoundary(at)) {
    return settleBoundary(at, beside?.after, before, (set) => [anything(span), only(set, span)], span);
  }
  if (at === 'start' && multiline) {
    if (before === 'text' || before === 'line') return { side: before };
    // PCRE finds no line after a final newline, so something has to follow.
    const hasText = following.some((item) => minLength(item) > 0);
    if (before !== 'any' || !hasText) return undefined;
    return { instead: optional([anything(span), only(NEWLINE, span)], span), side: 'line' };
  }
  const isStart = at === 'start' || at === 'text-start';
  return isStart && (before === 'any' || before === 'text') ? { side: 'text' } : undefined;
}

/** An anchor with nothing after it in the pattern. Undefined if it has no counterpart there. */
function settleEnd(
  { at, beside, span }: RegexAnchor,
  { multiline }: RegexFlags,
  after: Side,
): Settled | undefined {
  if (isBoundary(at)) {
    return settleBoundary(at, beside?.before, after, (set) => [only(set, span), anything(span)], span);
  }
  if (at === 'text-end') return after === 'any' || after === 'text' ? { side: 'text' } : undefined;
  if (at === 'end' && multiline) {
    if (after !== 'any') return after === 'neighbour' ? undefined : { side: after };
    return { instead: optional([only(NEWLINE, span), anything(span)], span), side: 'line' };
  }
  if (at !== 'end' && at !== 'text-end-or-newline') return undefined;
  if (after === 'any') return { instead: optional([only(NEWLINE, span)], span), side: 'newline' };
  return after === 'text' || after === 'newline' ? { side: after } : undefined;
}

function isBoundary(at: RegexAnchor['at']): boolean {
  return at === 'word-boundary' || at === 'not-word-boundary';
}

/** A boundary at an open side asks for a character there, or for the edge of the text. */
function settleBoundary(
  at: RegexAnchor['at'],
  near: Beside | undefined,
  far: Side,
  around: (set: CodePointSet) => readonly RegexNode[],
  span: Span,
): Settled | undefined {
  if (near === undefined || far === 'neighbour') return undefined;
  const wantsWord = (near === 'word') === (at === 'not-word-boundary');
  if (far !== 'any') return wantsWord ? undefined : { side: far };
  return {
    instead: wantsWord ? sequence(around(WORD), span) : optional(around(complement(WORD)), span),
    side: 'neighbour',
  };
}

function anchorReason({ at }: RegexAnchor): string {
  return isBoundary(at) ? 'Lucene has no word boundaries' : 'Lucene has no anchors within an expression';
}

function isZeroWidth({ kind }: RegexNode): boolean {
  return kind === 'anchor' || kind === 'lookaround';
}

/** A piece without anchors, with the text around it that its sides allow for. */
function surrounded(node: RegexNode, flags: RegexFlags, { before, after }: Sides): RegexNode {
  const { span } = node;
  const isEmpty = node.kind === 'sequence' && node.items.length === 0;
  if (isEmpty) return before === 'any' || after === 'any' ? anything(span) : node;
  const head = before === 'any' ? searched(node, flags) : [node];
  return sequence(after === 'any' ? [...head, anything(span)] : head, span);
}

/** Counts up to here are cheap to look for anywhere. */
const LONG_RUN = 100;

/**
 * Any text, then the node. A long run of one character at its start is looked for where such runs start, `.{200}` as
 * `(.*\n)?.{200,}`: an automaton would otherwise count a run from each of its places, more than Elasticsearch allows.
 */
function searched(node: RegexNode, flags: RegexFlags): readonly RegexNode[] {
  const { span } = node;
  const [first, ...rest] = node.kind === 'sequence' ? node.items : [node];
  if (first?.kind === 'repeat' && first.min > LONG_RUN && (first.max === null || first.max === first.min)) {
    const character =
      first.body.kind === 'group' && first.body.flags === undefined ? first.body.body : first.body;
    if (isCharacter(character)) {
      const others = complement(characterSet(character, flags));
      const run: RegexNode = { ...first, max: null };
      return others.length === 0
        ? [run, ...rest]
        : [optional([anything(span), only(others, span)], span), run, ...rest];
    }
  }
  return [anything(span), node];
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

function optional(items: readonly RegexNode[], span: Span): RegexNode {
  return { kind: 'repeat', body: sequence(items, span), min: 0, max: 1, mode: 'greedy', span };
}
