/**
 * Text matchers as one shape, a row of parts, and what follows from it: the PCRE that says it exactly, and the
 * nearest wider pattern that the `search` command can say.
 */
import { caseVariants } from '../../lib/query/fold.ts';
import type { Matcher, MatcherOf, WildcardPart } from '../../lib/query/query.ts';

export type TextMatcher = MatcherOf<
  'equals' | 'startsWith' | 'endsWith' | 'contains' | 'wildcard' | 'number' | 'boolean'
>;

export interface TextPattern {
  readonly parts: readonly WildcardPart[];
  readonly cased: boolean;
}

const MANY: WildcardPart = { kind: 'many' };

/** The parts of a matcher on text, or nothing for the other kinds. */
export function patternOf(matcher: Matcher): TextPattern | undefined {
  switch (matcher.kind) {
    case 'equals':
      return { parts: [textPart(matcher.value)], cased: matcher.cased };
    case 'startsWith':
      return { parts: [textPart(matcher.value), MANY], cased: matcher.cased };
    case 'endsWith':
      return { parts: [MANY, textPart(matcher.value)], cased: matcher.cased };
    case 'contains':
      return { parts: [MANY, textPart(matcher.value), MANY], cased: matcher.cased };
    case 'wildcard':
      return { parts: matcher.parts, cased: matcher.cased };
    case 'number':
      return { parts: [textPart(matcher.text)], cased: false };
    case 'boolean':
      return { parts: [textPart(String(matcher.value))], cased: false };
    default:
      return undefined;
  }
}

function textPart(text: string): WildcardPart {
  return { kind: 'text', text };
}

/** Whether any text may stand before and behind it. */
export function isOpen({ parts }: TextPattern): boolean {
  return parts[0]?.kind === 'many' && parts.at(-1)?.kind === 'many';
}

/** The pattern anywhere in a text. */
export function around({ parts, cased }: TextPattern): TextPattern {
  const before = parts[0]?.kind === 'many' ? [] : [MANY];
  const after = parts.at(-1)?.kind === 'many' ? [] : [MANY];
  return { parts: [...before, ...parts, ...after], cased };
}

/**
 * A regular expression that searches for any of the patterns, all of one case rule.
 *
 * @example *\cmd?.exe → (?is)\\cmd.\.exe\z
 */
export function pcreOf(patterns: readonly TextPattern[], cased: boolean): string {
  const body = patterns.map(({ parts }) => branchOf(parts, cased)).join('|');
  const ignoreCase = !cased && patterns.some(({ parts }) => parts.some(hasLetters));
  const dotAll = patterns.some(({ parts }) => parts.some(isDot));
  const flags = (ignoreCase ? 'i' : '') + (dotAll ? 's' : '');
  return flags === '' ? body : `(?${flags})${body}`;
}

/** `\z` and not `$`, which also matches before a final newline. A star at an end is the lack of an anchor. */
function branchOf(parts: readonly WildcardPart[], cased: boolean): string {
  let branch = parts[0]?.kind === 'many' ? '' : '\\A';
  for (const [i, part] of parts.entries()) {
    if (part.kind === 'text') branch += literal(part.text, cased);
    else if (isDot(part, i, parts)) branch += part.kind === 'one' ? '.' : '.*';
  }
  return parts.at(-1)?.kind === 'many' ? branch : `${branch}\\z`;
}

function isDot(part: WildcardPart, i: number, parts: readonly WildcardPart[]): boolean {
  return part.kind === 'one' || (part.kind === 'many' && i > 0 && i < parts.length - 1);
}

function hasLetters(part: WildcardPart): boolean {
  return part.kind === 'text' && /[A-Za-z]/.test(part.text);
}

function literal(text: string, cased: boolean): string {
  const escaped = text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
  // eslint-disable-next-line no-control-regex
  if (cased || !/[^\x00-\x7f]/.test(escaped)) return escaped;
  let folded = '';
  for (const character of escaped) folded += character > '\x7f' ? foreignLetter(character) : character;
  return folded;
}

/**
 * `(?i)` folds more outside ASCII than Sigma does (`ß` with `ẞ`, `σ` with `ς`), or nothing at all in a PCRE
 * without Unicode, so the cases of such a letter are spelled out.
 */
function foreignLetter(character: string): string {
  if (character.toLowerCase() === character && character.toUpperCase() === character) return character;
  return `(?-i:${caseVariants(character).join('|')})`;
}

/**
 * The pattern with each one-character wildcard, and each piece of text that fits `unsayable`, widened to a star.
 *
 * @example a?b → a*b
 */
export function widenPattern(pattern: TextPattern, unsayable: RegExp): readonly WildcardPart[] {
  const parts: WildcardPart[] = [];
  const push = (part: WildcardPart): void => {
    if (part.kind !== 'many' || parts.at(-1)?.kind !== 'many') parts.push(part);
  };
  for (const part of pattern.parts) {
    if (part.kind !== 'text') push(MANY);
    else {
      for (const [i, piece] of part.text.split(unsayable).entries()) {
        if (i > 0) push(MANY);
        if (piece !== '') push(textPart(piece));
      }
    }
  }
  return parts;
}
