/**
 * From what the grammar recognised to the tree of `ast.ts`: the meaning of escapes, groups and quantifiers.
 *
 * Imported by `parse.ts` alone. The semantics object is built at first use, since building costs more than
 * parsing a short pattern.
 */
import type { Node } from 'ohm-js';
import grammar, { type RegexSemantics } from '../../grammar/regex.ohm-bundle.js';
import {
  groupNameTwice,
  notACharacter,
  quantifierOrder,
  quantifierTooLarge,
  rangeOrder,
  unknownGroupReference,
} from '../diagnostics/messages/regex.ts';
import type { Finding } from '../diagnostics/diagnostic.ts';
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
import { MAX_CODE_POINT } from './sets.ts';

/** PCRE's own limit; targets have lower ones. */
const MAX_REPEAT = 65_535;

/** What is gathered on the way through one pattern. */
export interface TreeBuilder {
  readonly spanOf: (node: Node) => Span;
  readonly report: (finding: Finding, span: Span) => void;
  captures: number;
  readonly names: Set<string>;
  readonly references: RegexBackreference[];
}

/** A bare `(?i)`, before it becomes a group over what follows. */
interface FlagSwitch {
  readonly kind: 'flag-switch';
  readonly flags: Partial<RegexFlags>;
  readonly span: Span;
}

type Piece = RegexNode | FlagSwitch;

/** The tree of a pattern that the grammar has accepted. */
export function buildTree(match: ReturnType<typeof grammar.match>, builder: TreeBuilder): RegexNode {
  semantics ??= createSemantics();
  const root = nodeOf(semantics(match) as unknown as Node, builder);
  for (const reference of builder.references) {
    const { to } = reference;
    const known = typeof to === 'number' ? to >= 1 && to <= builder.captures : builder.names.has(to);
    if (!known) builder.report(unknownGroupReference(to), reference.span);
  }
  return root;
}

let semantics: RegexSemantics | undefined;

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

const CONTROLS: Readonly<Record<string, number>> = { a: 0x07, e: 0x1b, f: 0x0c, n: 0x0a, r: 0x0d, t: 0x09 };

function createSemantics(): RegexSemantics {
  return addTreeOperations(addValueOperations(grammar.createSemantics()));
}

/** Leaves of the grammar to numbers and flags. */
function addValueOperations(semantics: RegexSemantics): RegexSemantics {
  return semantics
    .addOperation<number>('codePoint', {
      plain: (character) => codePointAt(character),
      literalEscape: (_backslash, character) => codePointAt(character),
      bracket: (character) => codePointAt(character),
      escape_braced: (_open, digits, _close) => parseInt(digits.sourceString, 16),
      escape_hex: (_x, first, second) => parseInt(`0${first.sourceString}${second.sourceString}`, 16),
      escape_unicode: (_u, a, b, c, d) =>
        parseInt(a.sourceString + b.sourceString + c.sourceString + d.sourceString, 16),
      escape_octalBraced: (_open, digits, _close) => parseInt(digits.sourceString, 8),
      escape_octal: (_zero, first, second) => parseInt(`0${first.sourceString}${second.sourceString}`, 8),
      // The control characters are those of the upper-case letters with bit 6 inverted, in PCRE and ASCII.
      escape_control: (_c, letter) => letter.sourceString.toUpperCase().charCodeAt(0) ^ 0x40,
      escape_named: (_backslash, letter) => CONTROLS[letter.sourceString] as number,
      classCharacter_backspace: (_b) => 0x08,
      classCharacter_octal: (_backslash, first, second, third) =>
        parseInt(first.sourceString + second.sourceString + third.sourceString, 8),
      classCharacter_plain: (character) => codePointAt(character),
    })
    .addOperation<Partial<RegexFlags>>('flagSet', {
      flags_reset: (_caret, on) => ({
        ...namedFlags('ims', false),
        ...namedFlags(on.sourceString, true),
      }),
      flags_change: (on, _minus, off) => ({
        ...namedFlags(on.sourceString, true),
        ...namedFlags(off.sourceString, false),
      }),
    })
    .addOperation<readonly [number, number | null]>('bounds', {
      times_any: (_star) => [0, null],
      times_some: (_plus) => [1, null],
      times_optional: (_mark) => [0, 1],
      times_exactly: (_open, count, _close) => [Number(count.sourceString), Number(count.sourceString)],
      times_atLeast: (_open, min, _comma, _close) => [Number(min.sourceString), null],
      times_between: (_open, min, _comma, max, _close) => [
        Number(min.sourceString),
        Number(max.sourceString),
      ],
      times_atMost: (_open, _comma, max, _close) => [0, Number(max.sourceString)],
    });
}

/** Pieces of a pattern to nodes. `pieces` may give several, for quoted text, or none, for a comment. */
function addTreeOperations(semantics: RegexSemantics): RegexSemantics {
  return semantics
    .addOperation<RegexNode>('node(builder)', {
      pattern(alternatives, _end) {
        return nodeOf(alternatives, builderOf(this));
      },
      alternatives(branches) {
        return alternation(this, branches.asIteration().children);
      },
    })
    .addOperation<readonly Piece[]>('pieces(builder)', {
      skipped: (_text) => [],
      flagSwitch(_open, flags, _close) {
        return [{ kind: 'flag-switch', flags: flagsOf(flags), span: spanOf(this) }];
      },
      run(characters) {
        const builder = builderOf(this);
        return characters.children.map((each) => quotedCharacter(each, builder));
      },
      repeat(atom, quantifier) {
        return repeat(this, atom, quantifier);
      },
      anchor(text) {
        return [{ kind: 'anchor', at: ANCHORS[text.sourceString] as RegexAnchor['at'], span: spanOf(this) }];
      },
      dot(_dot) {
        return [{ kind: 'dot', span: spanOf(this) }];
      },
      plain(_character) {
        return [literal(this)];
      },
      literalEscape(_backslash, _character) {
        return [literal(this)];
      },
      escape(_escape) {
        return [literal(this)];
      },
      quote(_open, characters, _close) {
        return characters.children.map((each) => quotedCharacter(each, builderOf(this)));
      },
      shorthand(text) {
        return [shorthand(this, text.sourceString)];
      },
      class(_open, caret, first, items, _close) {
        const builder = builderOf(this);
        const all = [...first.children, ...items.children].flatMap((item) => itemsOf(item, builder));
        return [{ kind: 'class', negated: caret.sourceString !== '', items: all, span: spanOf(this) }];
      },
      group_capture(_open, body, _close) {
        builderOf(this).captures++;
        return [group(this, body, { capture: true })];
      },
      group_special(_open, opening, body, _close) {
        return [specialGroup(this, opening, body)];
      },
      namedBackreference(_open, name, _close) {
        return [reference(this, name.sourceString)];
      },
      numberedBackreference_braced(_open, minus, number, _close) {
        return [reference(this, groupNumber(this, minus, number))];
      },
      numberedBackreference_bare(_open, minus, number) {
        return [reference(this, groupNumber(this, minus, number))];
      },
      numberedBackreference_digits(_backslash, number) {
        return digitsAfterBackslash(this, number.sourceString);
      },
    })
    .addOperation<readonly RegexClassItem[]>('items(builder)', {
      posixClass(_open, caret, name, _close) {
        const set = name.sourceString as RegexSetName;
        return [{ kind: 'shorthand', set, negated: caret.sourceString !== '', span: spanOf(this) }];
      },
      shorthand(text) {
        const item = shorthand(this, text.sourceString);
        return item.kind === 'shorthand' ? [item] : notNewline(item.span);
      },
      skippedInClass: (_text) => [],
      classQuote(_open, characters, _close) {
        const builder = builderOf(this);
        return characters.children.map((each) => {
          const { codePoint, span } = quotedCharacter(each, builder);
          return { kind: 'range', from: codePoint, to: codePoint, span };
        });
      },
      classRange(from, _before, _hyphen, _after, to) {
        return [range(this, from, to)];
      },
      bracketRange(from, _before, _hyphen, _after, to) {
        return [range(this, from, to)];
      },
      bracket(_bracket) {
        return [range(this, this, this)];
      },
      classCharacter(_character) {
        return [range(this, this, this)];
      },
    });
}

// What ohm cannot type: operations and their argument.

function builderOf(node: Node): TreeBuilder {
  return (node.args as { readonly builder: TreeBuilder }).builder;
}

function nodeOf(node: Node, builder: TreeBuilder): RegexNode {
  return (node as unknown as { node: (builder: TreeBuilder) => RegexNode }).node(builder);
}

function piecesOf(node: Node, builder: TreeBuilder): readonly Piece[] {
  return (node as unknown as { pieces: (builder: TreeBuilder) => readonly Piece[] }).pieces(builder);
}

function itemsOf(node: Node, builder: TreeBuilder): readonly RegexClassItem[] {
  return (node as unknown as { items: (builder: TreeBuilder) => readonly RegexClassItem[] }).items(builder);
}

function flagsOf(node: Node): Partial<RegexFlags> {
  return (node as unknown as { flagSet: () => Partial<RegexFlags> }).flagSet();
}

function boundsOf(node: Node): readonly [number, number | null] {
  return (node as unknown as { bounds: () => readonly [number, number | null] }).bounds();
}

function spanOf(node: Node): Span {
  return builderOf(node).spanOf(node);
}

/** The character of a literal, escape or class member; 0 with a report when there is none of that number. */
function characterOf(node: Node, builder: TreeBuilder): number {
  const codePoint = (node as unknown as { codePoint: () => number }).codePoint();
  const isCharacter = codePoint <= MAX_CODE_POINT && (codePoint < 0xd800 || codePoint > 0xdfff);
  if (!isCharacter) builder.report(notACharacter(), builder.spanOf(node));
  return isCharacter ? codePoint : 0;
}

function codePointAt(node: Node): number {
  return node.sourceString.codePointAt(0) as number;
}

function namedFlags(letters: string, value: boolean): Partial<RegexFlags> {
  return {
    ...(letters.includes('i') ? { ignoreCase: value } : {}),
    ...(letters.includes('m') ? { multiline: value } : {}),
    ...(letters.includes('s') ? { dotAll: value } : {}),
  };
}

function literal(node: Node): RegexLiteral {
  return { kind: 'literal', codePoint: characterOf(node, builderOf(node)), span: spanOf(node) };
}

function quotedCharacter(node: Node, builder: TreeBuilder): RegexLiteral {
  return { kind: 'literal', codePoint: codePointAt(node), span: builder.spanOf(node) };
}

function shorthand(node: Node, text: string): RegexShorthand | RegexClass {
  const span = spanOf(node);
  const letter = text.charAt(1);
  if (letter === 'N') {
    return { kind: 'class', negated: true, items: [{ kind: 'range', from: 0x0a, to: 0x0a, span }], span };
  }
  const set = SHORTHANDS[letter.toLowerCase()] as RegexSetName;
  return { kind: 'shorthand', set, negated: letter !== letter.toLowerCase(), span };
}

/** `\N` among the members of a class, which PCRE refuses and others take. */
function notNewline(span: Span): readonly RegexClassItem[] {
  return [
    { kind: 'range', from: 0, to: 0x09, span },
    { kind: 'range', from: 0x0b, to: MAX_CODE_POINT, span },
  ];
}

function group(node: Node, body: Node, rest: Partial<RegexGroup>): RegexGroup {
  const builder = builderOf(node);
  return {
    kind: 'group',
    capture: false,
    atomic: false,
    ...rest,
    body: nodeOf(body, builder),
    span: builder.spanOf(node),
  };
}

/** A group whose kind is written after `(?`. */
function specialGroup(node: Node, opening: Node, body: Node): RegexNode {
  const [form] = opening.children as [Node];
  switch (form.sourceString) {
    case ':':
      return group(node, body, {});
    case '>':
      return group(node, body, { atomic: true });
    case '=':
    case '!':
    case '<=':
    case '<!':
      return lookaround(node, form.sourceString, body);
    default:
      if (form.ctorName === 'flagOpening') return group(node, body, { flags: flagsOf(form.child(0)) });
      return namedGroup(node, form, body);
  }
}

function lookaround(node: Node, form: string, body: Node): RegexLookaround {
  const builder = builderOf(node);
  return {
    kind: 'lookaround',
    direction: form.startsWith('<') ? 'behind' : 'ahead',
    negated: form.endsWith('!'),
    body: nodeOf(body, builder),
    span: builder.spanOf(node),
  };
}

function namedGroup(node: Node, form: Node, body: Node): RegexGroup {
  const builder = builderOf(node);
  const name = form.child(1).sourceString;
  if (builder.names.has(name)) builder.report(groupNameTwice(name), builder.spanOf(form));
  builder.names.add(name);
  builder.captures++;
  return group(node, body, { capture: true, name });
}

function range(node: Node, from: Node, to: Node): RegexRange {
  const builder = builderOf(node);
  const first = characterOf(from, builder);
  const last = characterOf(to, builder);
  if (first > last) builder.report(rangeOrder(), builder.spanOf(node));
  return { kind: 'range', from: first, to: Math.max(first, last), span: builder.spanOf(node) };
}

function reference(node: Node, to: number | string): RegexBackreference {
  const builder = builderOf(node);
  const made: RegexBackreference = { kind: 'backreference', to, span: builder.spanOf(node) };
  builder.references.push(made);
  return made;
}

function groupNumber(node: Node, minus: Node, number: Node): number {
  const value = Number(number.sourceString);
  return minus.sourceString === '' ? value : builderOf(node).captures + 1 - value;
}

/**
 * `\12` is a reference if there are so many groups before it, or if it cannot be anything else; otherwise it is
 * an octal number of up to three digits and the rest is text.
 */
function digitsAfterBackslash(node: Node, digits: string): readonly RegexNode[] {
  const builder = builderOf(node);
  const number = Number(digits);
  if (number < 10 || number <= builder.captures || digits.startsWith('8') || digits.startsWith('9')) {
    return [reference(node, number)];
  }
  const octal = /^[0-7]{1,3}/.exec(digits)?.[0] ?? '';
  const codes = [parseInt(octal, 8), ...[...digits.slice(octal.length)].map((digit) => digit.charCodeAt(0))];
  return codes.map((codePoint) => ({ kind: 'literal', codePoint, span: builder.spanOf(node) }));
}

/** Repeats the last node of the atom: of quoted text that is its last character. */
function repeat(node: Node, atom: Node, quantifier: Node): readonly Piece[] {
  const builder = builderOf(node);
  const nodes = piecesOf(atom, builder);
  const [, times, modeNode] = quantifier.children as [Node, Node, Node];
  const [min, max] = boundsOf(times);
  const span = builder.spanOf(quantifier);
  if (max !== null && max < min) builder.report(quantifierOrder(min, max), span);
  if (Math.max(min, max ?? 0) > MAX_REPEAT) builder.report(quantifierTooLarge(MAX_REPEAT), span);

  const mode =
    modeNode.sourceString === '?' ? 'lazy' : modeNode.sourceString === '+' ? 'possessive' : 'greedy';
  const body = nodes.at(-1) as RegexNode;
  const whole = { start: body.span.start, end: builder.spanOf(node).end };
  return [...nodes.slice(0, -1), { kind: 'repeat', body, min, max, mode, span: whole }];
}

/**
 * Branches as an alternation, or the only one of them. A bare flag switch acts to the end of the enclosing
 * group, later branches included.
 */
function alternation(node: Node, branches: readonly Node[]): RegexNode {
  const builder = builderOf(node);
  let carried: Partial<RegexFlags> | undefined;
  const nodes = branches.map((branch): RegexNode => {
    const pieces = (branch.children[0] as Node).children.flatMap((piece) => piecesOf(piece, builder));
    const span = builder.spanOf(branch);
    const made = sequence(pieces, span);
    const whole: RegexNode = carried === undefined ? made : flagged(carried, made, span);
    for (const piece of pieces) {
      if (piece.kind === 'flag-switch') carried = { ...carried, ...piece.flags };
    }
    return whole;
  });
  return nodes.length === 1
    ? (nodes[0] as RegexNode)
    : { kind: 'alternation', branches: nodes, span: spanOf(node) };
}

/** From the back, so that each switch takes in what was made of the pieces after it. */
function sequence(pieces: readonly Piece[], span: Span): RegexNode {
  let items: RegexNode[] = [];
  for (let i = pieces.length - 1; i >= 0; i--) {
    const piece = pieces[i] as Piece;
    if (piece.kind !== 'flag-switch') items.push(piece);
    else if (items.length > 0) {
      const body = sequenceOf(items.reverse(), span);
      items = [flagged(piece.flags, body, { start: piece.span.start, end: span.end })];
    }
  }
  return sequenceOf(items.reverse(), span);
}

function sequenceOf(items: readonly RegexNode[], span: Span): RegexNode {
  return items.length === 1 ? (items[0] as RegexNode) : { kind: 'sequence', items, span };
}

function flagged(flags: Partial<RegexFlags>, body: RegexNode, span: Span): RegexGroup {
  return { kind: 'group', capture: false, flags, atomic: false, body, span };
}
