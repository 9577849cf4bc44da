/** Kinds of matchers, as the languages of Elasticsearch tell them apart. */
import type { Matcher, MatcherOf, WildcardPart } from '../../lib/query/query.ts';

export type TextMatcher = MatcherOf<'equals' | 'startsWith' | 'endsWith' | 'contains' | 'wildcard'>;

/** Matchers that compare a field with a constant, as opposed to asking whether it has a value. */
export type ValueMatcher = TextMatcher | MatcherOf<'number' | 'boolean' | 'regex' | 'cidr'>;

export function isTextMatcher(matcher: Matcher): matcher is TextMatcher {
  switch (matcher.kind) {
    case 'equals':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
    case 'wildcard':
      return true;
    default:
      return false;
  }
}

export function isValueMatcher(matcher: Matcher): matcher is ValueMatcher {
  switch (matcher.kind) {
    case 'number':
    case 'boolean':
    case 'regex':
    case 'cidr':
      return true;
    default:
      return isTextMatcher(matcher);
  }
}

const MANY: WildcardPart = { kind: 'many' };

/** A text matcher other than equality as a pattern of whole texts. */
export function partsOf(matcher: Exclude<TextMatcher, MatcherOf<'equals'>>): readonly WildcardPart[] {
  if (matcher.kind === 'wildcard') return matcher.parts;
  const text: WildcardPart = { kind: 'text', text: matcher.value };
  switch (matcher.kind) {
    case 'startsWith':
      return [text, MANY];
    case 'endsWith':
      return [MANY, text];
    case 'contains':
      return [MANY, text, MANY];
  }
}
