/**
 * The part of printing that dialects share: alternation, sequence, groups, quantifiers, and what surrounds a node.
 *
 * A dialect supplies the words. The first refusal is kept and printing goes on, so that a word may be text or the
 * reason why there is none.
 */
import type { Span } from '../../source/source.ts';
import type {
  RegexAnchor,
  RegexBackreference,
  RegexFlags,
  RegexGroup,
  RegexLookaround,
  RegexNode,
  RegexPattern,
  RegexRepeat,
} from '../ast.ts';
import type { RegexRefusal, RegexResult } from '../result.ts';
import {
  flagsWithin,
  hoistFlags,
  isCharacter,
  isEndAnchor,
  minLength,
  type RegexCharacter,
} from '../shape.ts';

/** Where in the pattern a node stands. */
export interface Place {
  readonly flags: RegexFlags;
  /** Nothing but end anchors can follow. */
  readonly last: boolean;
  /** At least one character must follow. */
  readonly more: boolean;
  /** How often the repeats around it can repeat it, least counts of open ones. */
  readonly copies: number;
}

/** The words of a dialect. What it has no word for is refused. */
export interface RegexWords {
  /** The start of a refusal: `Lucene has no`. */
  readonly lacks: string;
  readonly character: (node: RegexCharacter, place: Place) => RegexResult;
  readonly anchor: (node: RegexAnchor, place: Place) => RegexResult;
  readonly group: (node: RegexGroup, body: string) => string;
  /** Brackets that do nothing but keep together. */
  readonly bracket: (text: string) => string;
  /** The text of a repeat, given that of its body as an atom. */
  readonly repeat: (node: RegexRepeat, body: string, place: Place) => RegexResult;
  /** What keeps the engine from coming back to the text of an atomic group or a possessive repeat. */
  readonly hold?: (text: string, node: RegexNode) => RegexResult;
  readonly lookaround?: (node: RegexLookaround, body: string) => RegexResult;
  readonly backreference?: (node: RegexBackreference) => RegexResult;
}

/** A whole pattern, with the flags that hold throughout in front of it: `(?i)…`. */
export function printWithFlags(pattern: RegexPattern, words: RegexWords): RegexResult {
  const { root, flags } = hoistFlags(pattern);
  const letters = flagLetters(flags, true);
  const text = printTree(root, flags, words);
  return typeof text !== 'string' || letters === '' ? text : `(?${letters})${text}`;
}

/** The pattern's tree in a dialect; what stands before it, such as flags, is the dialect's own affair. */
export function printTree(root: RegexNode, flags: RegexFlags, words: RegexWords): RegexResult {
  let refusal: RegexRefusal | undefined;

  function say(result: RegexResult): string {
    if (typeof result === 'string') return result;
    refusal ??= result;
    return '';
  }

  function lack(what: string, { span }: { readonly span: Span }): RegexRefusal {
    return { unsupported: `${words.lacks} ${what}`, span };
  }

  function print(node: RegexNode, place: Place): string {
    if (isCharacter(node)) return say(words.character(node, place));
    switch (node.kind) {
      case 'alternation':
        return node.branches.map((branch) => print(branch, place)).join('|');
      case 'sequence':
        return printSequence(node.items, place);
      case 'anchor':
        return say(words.anchor(node, place));
      case 'group': {
        const body = print(node.body, { ...place, flags: flagsWithin(place.flags, node.flags) });
        const text = words.group(node, body);
        return node.atomic && node.harmless !== true ? hold(text, 'atomic groups', node) : text;
      }
      case 'repeat':
        return printRepeat(node, place);
      case 'lookaround': {
        const body = print(node.body, { ...place, last: false, more: false });
        return say(words.lookaround?.(node, body) ?? lack('lookaround', node));
      }
      case 'backreference':
        return say(words.backreference?.(node) ?? lack('backreferences', node));
    }
  }

  /** From the back: the place of an item depends on what follows it. */
  function printSequence(items: readonly RegexNode[], place: Place): string {
    let text = '';
    let { last, more } = place;
    for (let i = items.length - 1; i >= 0; i--) {
      const item = items[i] as RegexNode;
      // Most items are characters, of which only the flags of the place are asked.
      const printed = print(item, isCharacter(item) ? place : { ...place, last, more });
      text = (item.kind === 'alternation' ? words.bracket(printed) : printed) + text;
      last &&= isEndAnchor(item);
      more ||= minLength(item) > 0;
    }
    return text;
  }

  function printRepeat(node: RegexRepeat, place: Place): string {
    const once = node.max !== null && node.max <= 1;
    const copies = place.copies * Math.max(1, node.max ?? node.min);
    const body = print(node.body, { ...place, last: once && place.last, copies });
    const isAtom = isCharacter(node.body) || node.body.kind === 'group';
    const text = say(words.repeat(node, isAtom ? body : words.bracket(body), { ...place, copies }));
    const isHeld = node.mode === 'possessive' && node.harmless !== true;
    return isHeld ? hold(text, 'possessive quantifiers', node) : text;
  }

  function hold(text: string, what: string, node: RegexNode): string {
    return say(words.hold?.(text, node) ?? lack(what, node));
  }

  const text = print(root, { flags, last: true, more: false, copies: 1 });
  return refusal ?? text;
}

/** `(?:…)` */
export function plainBracket(text: string): string {
  return `(?:${text})`;
}

/** `(?=…)` and its like. */
export function lookaroundText({ direction, negated }: RegexLookaround, body: string): string {
  return `(?${direction === 'behind' ? '<' : ''}${negated ? '!' : '='}${body})`;
}

/** The quantifier in its shortest form, a `?` behind it if it is lazy. */
export function quantifierText({ min, max, mode }: RegexRepeat): string {
  return countText(min, max) + (mode === 'lazy' ? '?' : '');
}

/** `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}` */
export function countText(min: number, max: number | null): string {
  if (max === null) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === max) return `{${min}}`;
  return min === 0 && max === 1 ? '?' : `{${min},${max}}`;
}

/** The flags that are on, or those that are off, as letters. */
function flagLetters({ ignoreCase, multiline, dotAll }: Partial<RegexFlags>, on: boolean): string {
  return (ignoreCase === on ? 'i' : '') + (multiline === on ? 'm' : '') + (dotAll === on ? 's' : '');
}

/** What a group changes: `i`, `i-s`, `-m`. */
export function flagChange(change: Partial<RegexFlags>): string {
  const off = flagLetters(change, false);
  return flagLetters(change, true) + (off === '' ? '' : `-${off}`);
}
