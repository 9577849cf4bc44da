/** Matchers on text as patterns and back, for steps that change what a field is compared with. */
import { TRUE } from '../../query/build.ts';
import type { Leaf, Matcher, Query, WildcardPart } from '../../query/query.ts';
import { withMany } from '../../modifiers/value.ts';
import { shapeOf } from '../../resolve/text-shape.ts';
import { printWildcards, scanWildcards } from '../../syntax/wildcard.ts';

/** A pattern that a whole value fits, and whether case counts. */
export interface TextPattern {
  readonly parts: readonly WildcardPart[];
  readonly cased: boolean;
}

const MANY: WildcardPart = { kind: 'many' };

/** The pattern of a matcher on text; undefined for the other kinds. */
export function patternOf(matcher: Matcher): TextPattern | undefined {
  switch (matcher.kind) {
    case 'equals':
      return { parts: matcher.value === '' ? [] : [text(matcher.value)], cased: matcher.cased };
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

function text(value: string): WildcardPart {
  return { kind: 'text', text: value };
}

/**
 * The leaf with another pattern. A keyword stays what it was, text anywhere in the event; one without any text is in
 * every event.
 */
export function withParts(leaf: Leaf, parts: readonly WildcardPart[], cased: boolean): Query {
  if (leaf.field !== null) return { ...leaf, matcher: shapeOf(parts, cased) };
  const whole = withMany(parts, true, true) as readonly WildcardPart[];
  return whole.length === 1 ? TRUE : { ...leaf, matcher: shapeOf(whole, cased) };
}

/** The matcher of a value as a pipeline file writes it: wildcards in texts, typed numbers and booleans. */
export function matcherOf(value: string | number | boolean | null): Matcher {
  switch (typeof value) {
    case 'string':
      return shapeOf(scanWildcards(value), false);
    case 'number':
      return { kind: 'number', value, text: String(value) };
    case 'boolean':
      return { kind: 'boolean', value };
    default:
      return { kind: 'null' };
  }
}

/** Whether two matchers ask the same, case of their texts included, whether or not case counts. */
export function isSameMatcher(a: Matcher, b: Matcher): boolean {
  const [first, second] = [patternOf(a), patternOf(b)];
  if (first !== undefined && second !== undefined) {
    return printWildcards(first.parts) === printWildcards(second.parts);
  }
  if (a.kind === 'number') return b.kind === 'number' && a.text === b.text;
  if (a.kind === 'boolean') return b.kind === 'boolean' && a.value === b.value;
  return a.kind === b.kind && (a.kind === 'null' || a.kind === 'exists');
}

/** The value of a matcher on text with each wildcard as the character it is written with, empty for the other kinds. */
export function shownText(matcher: Matcher): string {
  const parts = patternOf(matcher)?.parts ?? [];
  return parts.map((part) => (part.kind === 'text' ? part.text : part.kind === 'many' ? '*' : '?')).join('');
}
