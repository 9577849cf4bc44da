/** Matchers of text as rows of parts, and back: for steps that take texts apart. */
import type { Matcher, WildcardPart } from '../../../lib/query/query.ts';

const MANY: WildcardPart = { kind: 'many' };

/** A matcher of text as a pattern for the whole value. */
export interface TextParts {
  readonly parts: readonly WildcardPart[];
  readonly cased: boolean;
}

/** Undefined for matchers that are not about text. */
export function partsOf(matcher: Matcher): TextParts | undefined {
  switch (matcher.kind) {
    case 'equals':
      return { parts: [text(matcher.value)], cased: matcher.cased };
    case 'startsWith':
      return { parts: [text(matcher.value), MANY], cased: matcher.cased };
    case 'endsWith':
      return { parts: [MANY, text(matcher.value)], cased: matcher.cased };
    case 'contains':
      return { parts: [MANY, text(matcher.value), MANY], cased: matcher.cased };
    case 'wildcard':
      return { parts: matcher.parts, cased: matcher.cased };
    default:
      return undefined;
  }
}

export function text(value: string): WildcardPart {
  return { kind: 'text', text: value };
}

/** The simplest matcher of a pattern; nothing for one that every value fits. */
export function matcherOf({ parts, cased }: TextParts): Matcher | undefined {
  const clean = parts.filter(
    (part, index) =>
      (part.kind !== 'text' || part.text !== '') &&
      !(part.kind === 'many' && index > 0 && parts[index - 1]?.kind === 'many'),
  );
  const texts = clean.filter((part) => part.kind === 'text');
  const [only] = texts;
  if (clean.length === 0) return { kind: 'equals', value: '', cased };
  if (only === undefined) return clean.length === 1 && clean[0]?.kind === 'many' ? undefined : wildcard();
  if (texts.length > 1 || clean.some(({ kind }) => kind === 'one')) return wildcard();
  const value = only.text;
  if (clean.length === 1) return { kind: 'equals', value, cased };
  if (clean.length === 3) return { kind: 'contains', value, cased };
  return clean[0] === only ? { kind: 'startsWith', value, cased } : { kind: 'endsWith', value, cased };

  function wildcard(): Matcher {
    return { kind: 'wildcard', parts: clean, cased };
  }
}
