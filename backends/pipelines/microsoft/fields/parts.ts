/** Questions about text as patterns, for translations that take a text apart. */
import type { Leaf, Matcher, WildcardPart } from '../../../../lib/query/query.ts';
import { shapeOf } from '../../../../lib/resolve/text-shape.ts';

/** A question about text: a pattern for the whole value. */
export interface TextPattern {
  readonly parts: readonly WildcardPart[];
  readonly cased: boolean;
}

const MANY: WildcardPart = { kind: 'many' };

/** Undefined for a question that is no pattern of text: a regular expression, a network, a comparison. */
export function patternOf({ matcher }: Leaf): TextPattern | undefined {
  switch (matcher.kind) {
    case 'equals':
      return { parts: textPart(matcher.value), cased: matcher.cased };
    case 'startsWith':
      return { parts: [...textPart(matcher.value), MANY], cased: matcher.cased };
    case 'endsWith':
      return { parts: [MANY, ...textPart(matcher.value)], cased: matcher.cased };
    case 'contains':
      return { parts: [MANY, ...textPart(matcher.value), MANY], cased: matcher.cased };
    case 'wildcard':
      return { parts: matcher.parts, cased: matcher.cased };
    case 'number':
      return { parts: textPart(matcher.text), cased: false };
    case 'boolean':
      return { parts: textPart(String(matcher.value)), cased: false };
    default:
      return undefined;
  }
}

function textPart(text: string): readonly WildcardPart[] {
  return text === '' ? [] : [{ kind: 'text', text }];
}

/** The simplest matcher of a pattern. */
export function toMatcher({ parts, cased }: TextPattern): Matcher {
  return shapeOf(parts, cased);
}
