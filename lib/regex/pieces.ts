/** The makers of nodes, as the parser calls them: they know what a piece of PCRE syntax means. */
import type { Span } from '../source/source.ts';
import type {
  RegexAnchor,
  RegexBackreference,
  RegexClass,
  RegexClassItem,
  RegexFlags,
  RegexGroup,
  RegexLiteral,
  RegexLookaround,
  RegexNode,
  RegexRange,
  RegexSetName,
  RegexShorthand,
} from './ast.ts';

/** A bare `(?i)`, before it becomes a group over what follows. */
export interface FlagSwitch {
  readonly kind: 'flag-switch';
  readonly flags: Partial<RegexFlags>;
  readonly span: Span;
}

export type Piece = RegexNode | FlagSwitch;

export interface Branch {
  readonly pieces: readonly Piece[];
  readonly span: Span;
}

const ANCHORS: Readonly<Record<string, RegexAnchor['at']>> = {
  '^': 'start',
  $: 'end',
  '\\A': 'text-start',
  '\\z': 'text-end',
  '\\Z': 'text-end-or-newline',
  '\\b': 'word-boundary',
  '\\B': 'not-word-boundary',
};

const SHORTHANDS: Readonly<Record<string, RegexSetName>> = {
  d: 'digit',
  w: 'word',
  s: 'space',
  h: 'horizontal-space',
  v: 'vertical-space',
};

export function literal(codePoint: number, span: Span): RegexLiteral {
  return { kind: 'literal', codePoint, span };
}

export function anchor(text: string, span: Span): RegexAnchor {
  return { kind: 'anchor', at: ANCHORS[text] as RegexAnchor['at'], span };
}

/** `\d` and its like; `\N` is the class of all but the newline. */
export function shorthand(text: string, span: Span): RegexShorthand | RegexClass {
  const letter = text.charAt(1);
  if (letter === 'N') return classNode([range(0x0a, 0x0a, span)], true, span);
  const set = SHORTHANDS[letter.toLowerCase()] as RegexSetName;
  return { kind: 'shorthand', set, negated: letter !== letter.toLowerCase(), span };
}

export function range(from: number, to: number, span: Span): RegexRange {
  return { kind: 'range', from, to, span };
}

export function classNode(items: readonly RegexClassItem[], negated: boolean, span: Span): RegexClass {
  return { kind: 'class', negated, items, span };
}

export function group(body: RegexNode, span: Span, rest: Partial<RegexGroup>): RegexGroup {
  return { kind: 'group', capture: false, atomic: false, ...rest, body, span };
}

export function lookaround(
  body: RegexNode,
  direction: RegexLookaround['direction'],
  negated: boolean,
  span: Span,
): RegexLookaround {
  return { kind: 'lookaround', direction, negated, body, span };
}

export function reference(to: number | string, span: Span): RegexBackreference {
  return { kind: 'backreference', to, span };
}

/**
 * `\12` is a reference if so many groups stand before it, or if it cannot be anything else; otherwise it is an
 * octal number of up to three digits, and the rest is text.
 */
export function digitReference(digits: string, groupsBefore: number, span: Span): readonly RegexNode[] {
  const number = Number(digits);
  if (number < 10 || number <= groupsBefore || /^[89]/.test(digits)) return [reference(number, span)];
  const octal = (/^[0-7]{1,3}/.exec(digits) as RegExpExecArray)[0];
  const rest = Array.from(digits.slice(octal.length), (digit) => digit.charCodeAt(0));
  return [parseInt(octal, 8), ...rest].map((codePoint) => literal(codePoint, span));
}

/** Repeats the last of the nodes: of quoted text that is its last character. */
export function repeat(
  nodes: readonly RegexNode[],
  [min, max]: readonly [number, number | null],
  suffix: string,
  span: Span,
): readonly RegexNode[] {
  const mode = suffix === '?' ? 'lazy' : suffix === '+' ? 'possessive' : 'greedy';
  const body = nodes.at(-1) as RegexNode;
  const whole = { start: body.span.start, end: span.end };
  return [...nodes.slice(0, -1), { kind: 'repeat', body, min, max, mode, span: whole }];
}

/**
 * Branches as an alternation, or the only one of them. A bare flag switch acts to the end of the enclosing group,
 * later branches included.
 */
export function alternation(branches: readonly Branch[], span: Span): RegexNode {
  const [first, ...others] = branches as [Branch, ...Branch[]];
  const [opening, ...rest] = first.pieces;
  if (opening?.kind === 'flag-switch' && others.length > 0) {
    // At the very start it acts on everything alike.
    return group(alternation([{ ...first, pieces: rest }, ...others], span), span, { flags: opening.flags });
  }
  let carried: Partial<RegexFlags> | undefined;
  const nodes = branches.map(({ pieces, span }): RegexNode => {
    const made = sequence(pieces, span);
    const whole = carried === undefined ? made : group(made, span, { flags: carried });
    for (const piece of pieces) {
      if (piece.kind === 'flag-switch') carried = { ...carried, ...piece.flags };
    }
    return whole;
  });
  return nodes.length === 1 ? (nodes[0] as RegexNode) : { kind: 'alternation', branches: nodes, span };
}

/** From the back, so that each switch takes in what was made of the pieces after it. */
function sequence(pieces: readonly Piece[], span: Span): RegexNode {
  let items: RegexNode[] = [];
  for (let i = pieces.length - 1; i >= 0; i--) {
    const piece = pieces[i] as Piece;
    if (piece.kind !== 'flag-switch') items.push(piece);
    else if (items.length > 0) {
      const body = sequenceOf(items.reverse(), { start: piece.span.end, end: span.end });
      items = [group(body, { start: piece.span.start, end: span.end }, { flags: piece.flags })];
    }
  }
  return sequenceOf(items.reverse(), span);
}

function sequenceOf(items: readonly RegexNode[], span: Span): RegexNode {
  return items.length === 1 ? (items[0] as RegexNode) : { kind: 'sequence', items, span };
}
