/**
 * A regular expression that is only text and anchors, as the plain comparison it amounts to.
 *
 * Law: the result matches exactly what the expression matches. So `$` keeps an expression an expression, since it
 * also matches before a final newline; `\z` does not. Case is the project's own in both forms.
 */
import { caseVariants } from '../query/fold.ts';
import type { Matcher } from '../query/query.ts';
import type { RegexFlags, RegexNode, RegexPattern } from './ast.ts';
import { regexMatcher } from './literals.ts';
import { normaliseSearch } from './normalise.ts';
import { flagsWithin, singleCharacter } from './shape.ts';

/** A pattern taken apart: anchors, and characters with `.*` around them. */
interface PlainPattern {
  start: boolean;
  end: boolean;
  text: string;
  /** Undefined while no letter has shown which. */
  cased: boolean | undefined;
}

/**
 * The simplest matcher that does the same: a comparison, or else the expression as a search needs it.
 *
 * @example `^C:\\Users` → startsWith `C:\Users`, cased
 * @example `(?i)mimikatz` → contains `mimikatz`, any case
 */
export function simplifyRegex(written: RegexPattern): Matcher {
  const pattern = normaliseSearch(written);
  const items = flatten(pattern.root, pattern.flags);
  const plain = items === undefined ? undefined : readPlain(items);
  if (plain === undefined) return regexMatcher(pattern);

  const { start, end, text: value } = plain;
  const cased = plain.cased === true;
  if (start && end) return { kind: 'equals', value, cased };
  if (value === '') return regexMatcher(pattern);
  return { kind: start ? 'startsWith' : end ? 'endsWith' : 'contains', value, cased };
}

type PlainItem =
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'run'; readonly acrossLines: boolean }
  | { readonly kind: 'character'; readonly text: string; readonly cased: boolean };

/** The pattern as one list, or undefined if it holds anything but characters, `.*` and anchors of the text. */
function flatten(node: RegexNode, flags: RegexFlags): PlainItem[] | undefined {
  switch (node.kind) {
    case 'sequence': {
      const all: PlainItem[] = [];
      for (const item of node.items) {
        const items = flatten(item, flags);
        if (items === undefined) return undefined;
        all.push(...items);
      }
      return all;
    }
    case 'group':
      return node.atomic ? undefined : flatten(node.body, flagsWithin(flags, node.flags));
    case 'literal':
    case 'class': {
      const character = singleCharacter(node, flags);
      return character === undefined ? undefined : [{ kind: 'character', ...character }];
    }
    case 'repeat':
      if (node.body.kind !== 'dot' || node.min > 0 || node.max !== null) return undefined;
      return node.mode === 'possessive' ? undefined : [{ kind: 'run', acrossLines: flags.dotAll }];
    case 'anchor':
      if (node.at === 'text-end') return [{ kind: 'end' }];
      if (node.at === 'text-start' || (node.at === 'start' && !flags.multiline)) return [{ kind: 'start' }];
      return undefined;
    default:
      return undefined;
  }
}

/** Anchors outermost, runs inside them, characters innermost; anything else is not plain. */
function readPlain(items: readonly PlainItem[]): PlainPattern | undefined {
  let from = 0;
  let to = items.length;
  let start = false;
  let end = false;
  for (; items[from]?.kind === 'start'; from++) start = true;
  for (; to > from && items[to - 1]?.kind === 'end'; to--) end = true;

  // A run at an open side adds nothing. At an anchored side it opens that side, if newlines do not stop it.
  for (let item = items[from]; item?.kind === 'run'; item = items[from]) {
    if (start && !item.acrossLines) return undefined;
    start = false;
    from++;
  }
  for (let item = items[to - 1]; to > from && item?.kind === 'run'; item = items[to - 1]) {
    if (end && !item.acrossLines) return undefined;
    end = false;
    to--;
  }
  return readCharacters(items.slice(from, to), { start, end, text: '', cased: undefined });
}

function readCharacters(items: readonly PlainItem[], plain: PlainPattern): PlainPattern | undefined {
  for (const item of items) {
    if (item.kind !== 'character') return undefined;
    plain.text += item.text;
    if (caseVariants(item.text).length === 1) continue;
    if (plain.cased !== undefined && plain.cased !== item.cased) return undefined;
    plain.cased = item.cased;
  }
  return plain;
}
