/** Leaves that look for text: whole values and patterns. */
import type { LeafText, Unsupported } from '../../lib/backend/dialect.ts';
import { foldCase } from '../../lib/query/fold.ts';
import type { Matcher, MatcherOf, WildcardPart } from '../../lib/query/query.ts';
import type { Column } from './columns.ts';
import type { TextPattern } from './engine.ts';
import { isCased, isFoldable } from './like.ts';
import { hasHalfCharacter } from './quoting.ts';
import type { Session } from './session.ts';

export type PatternMatcher = MatcherOf<'startsWith' | 'endsWith' | 'contains' | 'wildcard'>;

const MANY: WildcardPart = { kind: 'many' };

export function patternOf(matcher: PatternMatcher): TextPattern {
  const { cased } = matcher;
  switch (matcher.kind) {
    case 'startsWith':
      return { parts: [textPart(matcher.value), MANY], cased };
    case 'endsWith':
      return { parts: [MANY, textPart(matcher.value)], cased };
    case 'contains':
      return { parts: [MANY, textPart(matcher.value), MANY], cased };
    case 'wildcard':
      return { parts: matcher.parts, cased };
  }
}

export function textPart(text: string): WildcardPart {
  return { kind: 'text', text };
}

export function isPattern(matcher: Matcher): matcher is PatternMatcher {
  const { kind } = matcher;
  return kind === 'startsWith' || kind === 'endsWith' || kind === 'contains' || kind === 'wildcard';
}

export function printPattern(
  pattern: TextPattern,
  { text, lowerCased }: Column,
  { engine, write }: Session,
): LeafText | Unsupported {
  for (const part of pattern.parts) {
    if (part.kind !== 'text') continue;
    if (hasHalfCharacter(part.text)) return NO_CHARACTER;
    if (engine.neverHeld?.test(part.text) === true) return 'FALSE';
  }
  if (lowerCased !== undefined && !pattern.cased && pattern.parts.every(isFoldablePart)) {
    return engine.like(lowerCased, { parts: pattern.parts.map(foldPart), cased: true }, write);
  }
  return engine.like(text, pattern, write);
}

function isFoldablePart(part: WildcardPart): boolean {
  return part.kind !== 'text' || isFoldable(part.text);
}

function foldPart(part: WildcardPart): WildcardPart {
  return part.kind === 'text' ? textPart(foldCase(part.text)) : part;
}

/** A whole value of a column of text, as an equality that lists can share, or as a condition. */
export type WholeValue = { readonly left: string; readonly right: string } | LeafText | Unsupported;

export function printWhole(value: string, cased: boolean, column: Column, session: Session): WholeValue {
  const { engine, write } = session;
  const { text, lowerCased } = column;
  if (hasHalfCharacter(value)) return NO_CHARACTER;
  if (engine.neverHeld?.test(value) === true) return 'FALSE';
  if (cased || !isCased(value)) return { left: text, right: write(value) };
  if (lowerCased !== undefined && isFoldable(value))
    return { left: lowerCased, right: write(foldCase(value)) };
  const equality = engine.equality(text, value);
  if (equality !== undefined) return { left: equality.left, right: write(equality.value) };
  return engine.like(text, { parts: [textPart(value)], cased }, write);
}

export const NO_CHARACTER: Unsupported = {
  unsupported: 'half of a surrogate pair is no character, and no text of SQL holds it',
  feature: 'value',
  narrower: 'FALSE',
};
