/**
 * The part of printing that dialects share: alternation, sequence, groups, quantifiers, and what surrounds a node.
 *
 * A dialect supplies the leaves and the forms of groups. The first refusal is kept and printing goes on, so that a
 * dialect function may answer either with text or with a refusal.
 */
import type {
  RegexAnchor,
  RegexBackreference,
  RegexClass,
  RegexDot,
  RegexFlags,
  RegexGroup,
  RegexLiteral,
  RegexLookaround,
  RegexNode,
  RegexRepeat,
  RegexShorthand,
} from '../ast.ts';
import type { RegexRefusal, RegexResult } from '../result.ts';
import { flagsWithin, isEndAnchor, minLength } from '../shape.ts';

/** Where in the pattern a node stands. */
export interface Place {
  readonly flags: RegexFlags;
  /** Nothing but end anchors can follow. */
  readonly last: boolean;
  /** At least one character must follow. */
  readonly more: boolean;
}

/** `(?:…)` */
export function plainBracket(text: string): string {
  return `(?:${text})`;
}

/** The words of a dialect. Groups and lookarounds get their body printed. */
export interface RegexWords {
  readonly literal: (node: RegexLiteral, place: Place) => RegexResult;
  readonly dot: (node: RegexDot, place: Place) => RegexResult;
  readonly class: (node: RegexClass, place: Place) => RegexResult;
  readonly shorthand: (node: RegexShorthand, place: Place) => RegexResult;
  readonly anchor: (node: RegexAnchor, place: Place) => RegexResult;
  readonly group: (node: RegexGroup, body: string) => RegexResult;
  readonly lookaround: (node: RegexLookaround, body: string) => RegexResult;
  readonly backreference: (node: RegexBackreference, place: Place) => RegexResult;
  /** The text of `repeat`, given that of its body as an atom. */
  readonly repeat: (node: RegexRepeat, body: string) => RegexResult;
  /** Brackets that do nothing but keep together. */
  readonly bracket: (text: string) => string;
}

/** The pattern's tree in a dialect; what stands before it, such as flags, is the dialect's own affair. */
export function printTree(root: RegexNode, flags: RegexFlags, words: RegexWords): RegexResult {
  let refusal: RegexRefusal | undefined;

  function say(result: RegexResult): string {
    if (typeof result === 'string') return result;
    refusal ??= result;
    return '';
  }

  function print(node: RegexNode, place: Place): string {
    switch (node.kind) {
      case 'alternation':
        return node.branches.map((branch) => print(branch, place)).join('|');
      case 'sequence':
        return printSequence(node.items, place);
      case 'literal':
        return say(words.literal(node, place));
      case 'dot':
        return say(words.dot(node, place));
      case 'class':
        return say(words.class(node, place));
      case 'shorthand':
        return say(words.shorthand(node, place));
      case 'anchor':
        return say(words.anchor(node, place));
      case 'group':
        return say(
          words.group(node, print(node.body, { ...place, flags: flagsWithin(place.flags, node.flags) })),
        );
      case 'lookaround':
        return say(words.lookaround(node, print(node.body, { ...place, last: false, more: false })));
      case 'backreference':
        return say(words.backreference(node, place));
      case 'repeat': {
        const once = node.max !== null && node.max <= 1;
        const body = print(node.body, { ...place, last: once && place.last });
        return say(words.repeat(node, isAtom(node.body) ? body : words.bracket(body)));
      }
    }
  }

  /** From the back: the place of an item depends on what follows it. */
  function printSequence(items: readonly RegexNode[], place: Place): string {
    let text = '';
    let { last, more } = place;
    for (let i = items.length - 1; i >= 0; i--) {
      const item = items[i] as RegexNode;
      const printed = print(item, { ...place, last, more });
      text = (item.kind === 'alternation' ? words.bracket(printed) : printed) + text;
      last &&= isEndAnchor(item);
      more ||= minLength(item) > 0;
    }
    return text;
  }

  const text = print(root, { flags, last: true, more: false });
  return refusal ?? text;
}

/** Whether a quantifier may follow the printed node directly, in every dialect. */
function isAtom({ kind }: RegexNode): boolean {
  return kind === 'literal' || kind === 'dot' || kind === 'class' || kind === 'shorthand' || kind === 'group';
}

/** `{n,m}` in its shortest form, and nothing for exactly once. */
export function quantifierText({ min, max }: RegexRepeat): string {
  if (max === null) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === max) return `{${min}}`;
  return min === 0 && max === 1 ? '?' : `{${min},${max}}`;
}

/** The flags that are on, as letters. */
export function flagLetters({ ignoreCase, multiline, dotAll }: Partial<RegexFlags>): string {
  return (ignoreCase === true ? 'i' : '') + (multiline === true ? 'm' : '') + (dotAll === true ? 's' : '');
}

/** What a group changes: `i`, `i-s`, `-m`. */
export function flagChange(change: Partial<RegexFlags>): string {
  const { ignoreCase, multiline, dotAll } = change;
  const off =
    (ignoreCase === false ? 'i' : '') + (multiline === false ? 'm' : '') + (dotAll === false ? 's' : '');
  return flagLetters(change) + (off === '' ? '' : `-${off}`);
}
