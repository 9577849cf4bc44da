/** How characters and sets of them are written: what PCRE, Rust, RE2 and ECMAScript agree on. */
import { ANYTHING, MAX_CODE_POINT, complement, type CodePointSet } from '../sets.ts';

const LETTER_ESCAPES: readonly (readonly [number, string])[] = [
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
];

/** What a reader cannot see or tell from something else: controls, blanks but the common one, no characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{NChar}\ufe00-\ufe0f]|(?! )\p{Zs}/u;

/** Writes one code point. */
export type WriteCharacter = (codePoint: number) => string;

/**
 * How a dialect writes a character: with a backslash if it is among `special`, by an escape if it is invisible,
 * as itself otherwise. `numeric` writes numbers beyond two digits.
 */
export function characterWriter(special: string, numeric: (hex: string) => string): WriteCharacter {
  return (codePoint) => {
    const character = String.fromCodePoint(codePoint);
    if (special.includes(character)) return `\\${character}`;
    if (!INVISIBLE.test(character)) return character;
    const named = LETTER_ESCAPES.find(([code]) => code === codePoint);
    if (named !== undefined) return named[1];
    const hex = codePoint.toString(16).toUpperCase();
    return hex.length <= 2 ? `\\x${hex.padStart(2, '0')}` : numeric(hex);
  };
}

/** `\x{200B}` */
export function bracedHex(hex: string): string {
  return `\\x{${hex}}`;
}

/** A range as it stands in a class. Two neighbours need no hyphen. */
export function rangeText(from: number, to: number, write: WriteCharacter): string {
  if (from === to) return write(from);
  return write(from) + (to === from + 1 ? '' : '-') + write(to);
}

/** The ranges of a set one after the other. */
export function rangesText(set: CodePointSet, write: WriteCharacter): string {
  let text = '';
  for (let i = 0; i < set.length; i += 2) text += rangeText(set[i] as number, set[i + 1] as number, write);
  return text;
}

/**
 * A set as a class. One that reaches to the end of Unicode was meant as a complement and is written as such; that
 * also keeps an engine that folds case from adding to it.
 */
export function setText(set: CodePointSet, write: WriteCharacter): string {
  if (set.length === 0) return `[^${rangesText(ANYTHING, write)}]`;
  const isComplement = set.at(-1) === MAX_CODE_POINT && set.length > 2;
  return isComplement ? `[^${rangesText(complement(set), write)}]` : `[${rangesText(set, write)}]`;
}
