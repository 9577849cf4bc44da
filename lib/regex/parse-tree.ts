/**
 * From what the grammar recognised to a tree: what escapes, groups and quantifiers stand for.
 *
 * Spans are offsets into the pattern, and nothing is checked; `check.ts` does both. The semantics object is built
 * at first use, since most programs that import the library parse no regular expression before they have to.
 */
import type { Node } from 'ohm-js';
import grammar, { type RegexSemantics } from '../../grammar/regex.ohm-bundle.js';
import type { Span } from '../source/source.ts';
import type { RegexClassItem, RegexFlags, RegexNode, RegexSetName } from './ast.ts';
import {
  alternation,
  anchor,
  classNode,
  digitReference,
  group,
  literal,
  lookaround,
  range,
  reference,
  repeat,
  shorthand,
  type FlagSwitch,
  type Piece,
} from './pieces.ts';
import { MAX_CODE_POINT } from './sets.ts';

/** The tree of a pattern that the grammar has accepted. */
export function buildTree(match: ReturnType<typeof grammar.match>): RegexNode {
  semantics ??= createSemantics();
  groupsSoFar = 0;
  return toNode(semantics(match) as unknown as Node);
}

let semantics: RegexSemantics | undefined;

/** Groups opened so far in the pattern at hand, on which `\12` and `\g{-1}` depend. */
let groupsSoFar = 0;

const CONTROLS: Readonly<Record<string, number>> = { a: 0x07, e: 0x1b, f: 0x0c, n: 0x0a, r: 0x0d, t: 0x09 };

function createSemantics(): RegexSemantics {
  return addTreeOperations(addValueOperations(grammar.createSemantics()));
}

/** Numbers and flags. */
function addValueOperations(semantics: RegexSemantics): RegexSemantics {
  return semantics
    .addOperation<number>('codePoint', {
      plain: (character) => codePointAt(character),
      literalEscape: (_backslash, character) => codePointAt(character),
      bracket: (character) => codePointAt(character),
      escape_named: (_backslash, letter) => CONTROLS[letter.sourceString] as number,
      escape_braced: (_open, digits, _close) => parseInt(digits.sourceString, 16),
      escape_hex: (_x, first, second) => parseInt(`0${first.sourceString}${second.sourceString}`, 16),
      escape_unicode: (_u, a, b, c, d) =>
        parseInt(a.sourceString + b.sourceString + c.sourceString + d.sourceString, 16),
      escape_octalBraced: (_open, digits, _close) => parseInt(digits.sourceString, 8),
      escape_octal: (_zero, first, second) => parseInt(`0${first.sourceString}${second.sourceString}`, 8),
      // The control characters are those of the upper-case letters with bit 6 inverted, in PCRE and ASCII.
      escape_control: (_c, letter) => letter.sourceString.toUpperCase().charCodeAt(0) ^ 0x40,
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

/** Nodes and class members. `pieces` gives several for quoted text, and none for a comment. */
function addTreeOperations(semantics: RegexSemantics): RegexSemantics {
  return semantics
    .addOperation<RegexNode>('node', {
      pattern: (alternatives, _end) => toNode(alternatives),
      alternatives(branches) {
        const made = branches.asIteration().children.map((branch) => ({
          pieces: (branch.child(0).children as readonly Node[]).flatMap(toPieces),
          span: spanOf(branch),
        }));
        return alternation(made, spanOf(this));
      },
    })
    .addOperation<readonly Piece[]>('pieces', {
      skipped: (_text) => [],
      flagSwitch(_open, flags, _close): FlagSwitch[] {
        return [{ kind: 'flag-switch', flags: toFlags(flags), span: spanOf(this) }];
      },
      run: (characters) => characters.children.map(toLiteral),
      quote: (_open, characters, _close) => characters.children.map(toLiteral),
      plain(_character) {
        return [literal(toCodePoint(this), spanOf(this))];
      },
      literalEscape(_backslash, _character) {
        return [literal(toCodePoint(this), spanOf(this))];
      },
      escape(_escape) {
        return [literal(toCodePoint(this), spanOf(this))];
      },
      dot(_dot) {
        return [{ kind: 'dot', span: spanOf(this) }];
      },
      anchor: (text) => [anchor(text.sourceString, spanOf(text))],
      shorthand: (text) => [shorthand(text.sourceString, spanOf(text))],
      class(_open, caret, first, items, _close) {
        const all = [...first.children, ...items.children].flatMap(toItems);
        return [classNode(all, caret.sourceString !== '', spanOf(this))];
      },
      repeat(atom, quantifier) {
        const [, times, mode] = quantifier.children as [Node, Node, Node];
        return repeat(toPieces(atom) as RegexNode[], toBounds(times), mode.sourceString, spanOf(this));
      },
      group_capture(_open, body, _close) {
        groupsSoFar++;
        return [group(toNode(body), spanOf(this), { capture: true })];
      },
      group_special(_open, opening, body, _close) {
        return [specialGroup(opening.child(0), body, spanOf(this))];
      },
      namedBackreference(_open, name, _close) {
        return [reference(name.sourceString, spanOf(this))];
      },
      numberedBackreference_braced(_open, minus, number, _close) {
        return [reference(groupNumber(minus, number), spanOf(this))];
      },
      numberedBackreference_bare(_open, minus, number) {
        return [reference(groupNumber(minus, number), spanOf(this))];
      },
      numberedBackreference_digits(_backslash, number) {
        return digitReference(number.sourceString, groupsSoFar, spanOf(this));
      },
    })
    .addOperation<readonly RegexClassItem[]>('items', {
      posixClass(_open, caret, name, _close) {
        const set = name.sourceString as RegexSetName;
        return [{ kind: 'shorthand', set, negated: caret.sourceString !== '', span: spanOf(this) }];
      },
      shorthand(text) {
        const made = shorthand(text.sourceString, spanOf(text));
        return made.kind === 'shorthand'
          ? [made]
          : NOT_NEWLINE.map(([from, to]) => range(from, to, made.span));
      },
      skippedInClass: (_text) => [],
      classQuote: (_open, characters, _close) =>
        characters.children.map((each) => range(codePointAt(each), codePointAt(each), spanOf(each))),
      classRange(from, _before, _hyphen, _after, to) {
        return [range(toCodePoint(from), toCodePoint(to), spanOf(this))];
      },
      bracketRange(from, _before, _hyphen, _after, to) {
        return [range(toCodePoint(from), toCodePoint(to), spanOf(this))];
      },
      bracket(_bracket) {
        return [range(toCodePoint(this), toCodePoint(this), spanOf(this))];
      },
      classCharacter(_character) {
        return [range(toCodePoint(this), toCodePoint(this), spanOf(this))];
      },
    });
}

/** `\N` among the members of a class. */
const NOT_NEWLINE = [
  [0, 0x09],
  [0x0b, MAX_CODE_POINT],
] as const;

/** A group whose kind is written after `(?`. */
function specialGroup(form: Node, body: Node, span: Span): RegexNode {
  const text = form.sourceString;
  switch (text) {
    case ':':
      return group(toNode(body), span, {});
    case '>':
      return group(toNode(body), span, { atomic: true });
    case '=':
    case '!':
    case '<=':
    case '<!':
      return lookaround(toNode(body), text.startsWith('<') ? 'behind' : 'ahead', text.endsWith('!'), span);
    default:
      if (form.ctorName === 'flagOpening')
        return group(toNode(body), span, { flags: toFlags(form.child(0)) });
      groupsSoFar++;
      return group(toNode(body), span, { capture: true, name: form.child(1).sourceString });
  }
}

function groupNumber(minus: Node, number: Node): number {
  const value = Number(number.sourceString);
  return minus.sourceString === '' ? value : groupsSoFar + 1 - value;
}

function namedFlags(letters: string, value: boolean): Partial<RegexFlags> {
  return {
    ...(letters.includes('i') ? { ignoreCase: value } : {}),
    ...(letters.includes('m') ? { multiline: value } : {}),
    ...(letters.includes('s') ? { dotAll: value } : {}),
  };
}

function codePointAt(node: Node): number {
  return node.sourceString.codePointAt(0) as number;
}

function toLiteral(character: Node): RegexNode {
  return literal(codePointAt(character), spanOf(character));
}

function spanOf({ source: { startIdx, endIdx } }: Node): Span {
  return { start: startIdx, end: endIdx };
}

/** What the semantics adds to parse nodes, which ohm's types leave out. */
interface Operations {
  codePoint(): number;
  flagSet(): Partial<RegexFlags>;
  bounds(): readonly [number, number | null];
  node(): RegexNode;
  pieces(): readonly Piece[];
  items(): readonly RegexClassItem[];
}

function operationsOf(node: Node): Operations {
  return node as unknown as Operations;
}

const toCodePoint = (node: Node): number => operationsOf(node).codePoint();
const toFlags = (node: Node): Partial<RegexFlags> => operationsOf(node).flagSet();
const toBounds = (node: Node): readonly [number, number | null] => operationsOf(node).bounds();
const toNode = (node: Node): RegexNode => operationsOf(node).node();
const toPieces = (node: Node): readonly Piece[] => operationsOf(node).pieces();
const toItems = (node: Node): readonly RegexClassItem[] => operationsOf(node).items();
