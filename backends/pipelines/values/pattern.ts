/** Matchers of text as patterns, and back: for translations that take texts apart. */
import type { Matcher, WildcardPart } from '../../../lib/query/query.ts';
import { shapeOf } from '../../../lib/resolve/text-shape.ts';

/** A question about text: a pattern for the whole value. */
export interface TextPattern {
  readonly parts: readonly WildcardPart[];
  readonly cased: boolean;
}

export const MANY: WildcardPart = { kind: 'many' };

/**
 * Undefined for a question that is no pattern of text: a regular expression, a network, a comparison. Numbers and truth values
 * ask for their text, in whatever case.
 */
export function patternOf(matcher: Matcher): TextPattern | undefined {
  switch (matcher.kind) {
    case 'equals':
      return { parts: textParts(matcher.value), cased: matcher.cased };
    case 'startsWith':
      return { parts: [...textParts(matcher.value), MANY], cased: matcher.cased };
    case 'endsWith':
      return { parts: [MANY, ...textParts(matcher.value)], cased: matcher.cased };
    case 'contains':
      return { parts: [MANY, ...textParts(matcher.value), MANY], cased: matcher.cased };
    case 'wildcard':
      return { parts: matcher.parts, cased: matcher.cased };
    case 'number':
      return { parts: textParts(matcher.text), cased: false };
    case 'boolean':
      return { parts: textParts(String(matcher.value)), cased: false };
    default:
      return undefined;
  }
}

/** A text as parts: none where it is empty. */
export function textParts(text: string): readonly WildcardPart[] {
  return text === '' ? [] : [{ kind: 'text', text }];
}

/** The simplest matcher of a pattern, whose parts may be such that no rule would have: texts or stars in a row. */
export function matcherOf({ parts, cased }: TextPattern): Matcher {
  return shapeOf(joined(parts), cased);
}

function joined(parts: readonly WildcardPart[]): readonly WildcardPart[] {
  const found: WildcardPart[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') {
      found[found.length - 1] = { kind: 'text', text: last.text + part.text };
    } else if (part.kind === 'text' ? part.text !== '' : part.kind === 'one' || last?.kind !== 'many') {
      found.push(part);
    }
  }
  return found;
}

/** Whether every value fits the pattern. */
export function isAnything(parts: readonly WildcardPart[]): boolean {
  return parts.length > 0 && parts.every(({ kind }) => kind === 'many');
}
