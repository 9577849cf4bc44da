/**
 * Text that a target keeps in two halves: what is asked of the whole, asked of the halves.
 *
 * The halves are what stands on either side of one backslash. The second half has none, so if a pattern has the
 * backslash at all, it is the last one of the value.
 */
import type { Matcher, WildcardPart } from '../../../lib/query/query.ts';

const SEPARATOR = '\\';
const MANY: WildcardPart = { kind: 'many' };

export type PatternMatcher = Extract<
  Matcher,
  { kind: 'equals' | 'startsWith' | 'endsWith' | 'contains' | 'wildcard' }
>;

/** The matcher as a pattern. */
export function partsOf(matcher: PatternMatcher): readonly WildcardPart[] {
  if (matcher.kind === 'wildcard') return matcher.parts;
  const text: WildcardPart = { kind: 'text', text: matcher.value };
  switch (matcher.kind) {
    case 'equals':
      return [text];
    case 'startsWith':
      return [text, MANY];
    case 'endsWith':
      return [MANY, text];
    case 'contains':
      return [MANY, text, MANY];
  }
}

/** What the halves of a value must match. */
export type Halves = readonly [before: readonly WildcardPart[], after: readonly WildcardPart[]];

/** Each way in which the backslash between the halves can fall into the pattern. */
export function waysToSplit(parts: readonly WildcardPart[]): readonly Halves[] {
  return parts.flatMap((part, index): readonly Halves[] => {
    const [before, after] = [parts.slice(0, index), parts.slice(index + 1)];
    if (after.some(hasBackslash)) return [];
    if (part.kind === 'many')
      return [
        [
          [...before, MANY],
          [MANY, ...after],
        ],
      ];
    if (part.kind === 'one') return [[before, after]];
    const at = part.text.lastIndexOf(SEPARATOR);
    if (at < 0) return [];
    return [
      [
        [...before, ...textPart(part.text.slice(0, at))],
        [...textPart(part.text.slice(at + 1)), ...after],
      ],
    ];
  });
}

/** Whether the pattern names a backslash. */
export function hasBackslash(part: WildcardPart): boolean {
  return part.kind === 'text' && part.text.includes(SEPARATOR);
}

function textPart(text: string): readonly WildcardPart[] {
  return text === '' ? [] : [{ kind: 'text', text }];
}

/** The plainest matcher of a pattern. */
export function matcherOf(parts: readonly WildcardPart[], cased: boolean): Matcher {
  const [first, second, third] = parts;
  if (first === undefined) return { kind: 'equals', value: '', cased };
  if (parts.every((part) => part.kind === 'many')) return { kind: 'exists' };
  if (first.kind === 'text' && parts.length === 1) return { kind: 'equals', value: first.text, cased };
  if (first.kind === 'text' && second?.kind === 'many' && parts.length === 2)
    return { kind: 'startsWith', value: first.text, cased };
  if (first.kind === 'many' && second?.kind === 'text') {
    if (parts.length === 2) return { kind: 'endsWith', value: second.text, cased };
    if (parts.length === 3 && third?.kind === 'many') return { kind: 'contains', value: second.text, cased };
  }
  return { kind: 'wildcard', parts, cased };
}
