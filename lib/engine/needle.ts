/** What of a query can be decided, or ruled out, by looking for texts. */
import { decimalTexts } from '../match/number.ts';
import type { AnyOfQuery, Leaf, Matcher } from '../query/query.ts';
import { requiredLiterals } from '../regex/literals.ts';

/** Where in a value a text must stand. */
export type Place = 'whole' | 'start' | 'end' | 'anywhere';

/** A text to look for. */
export interface Needle {
  readonly place: Place;
  readonly text: string;
  readonly cased: boolean;
}

/** Needles of which one is in a value of the field exactly when the query holds; undefined if texts do not decide. */
export function needlesOf(query: Leaf | AnyOfQuery): readonly Needle[] | undefined {
  if (query.kind === 'leaf') return needlesOfMatcher(query.matcher);
  const needles: Needle[] = [];
  for (const { matcher } of query.leaves) {
    const own = needlesOfMatcher(matcher);
    if (own === undefined) return undefined;
    needles.push(...own);
  }
  return needles;
}

function needlesOfMatcher(matcher: Matcher): readonly Needle[] | undefined {
  switch (matcher.kind) {
    case 'equals':
      return [{ place: 'whole', text: matcher.value, cased: matcher.cased }];
    case 'startsWith':
      return [{ place: 'start', text: matcher.value, cased: matcher.cased }];
    case 'endsWith':
      return [{ place: 'end', text: matcher.value, cased: matcher.cased }];
    case 'contains':
      return [{ place: 'anywhere', text: matcher.value, cased: matcher.cased }];
    case 'boolean':
      return [{ place: 'whole', text: String(matcher.value), cased: false }];
    case 'number':
      // A number that does not fit a double is compared with numbers in events as doubles: texts do not decide.
      if (!Number.isSafeInteger(matcher.value)) return undefined;
      return decimalTexts(matcher).map((text) => ({ place: 'whole', text, cased: true }));
    default:
      return undefined;
  }
}

/** The longest text that a value must hold for the matcher to accept it. */
export function requiredNeedle(matcher: Matcher): Needle | undefined {
  let longest: { readonly text: string; readonly cased: boolean } | undefined;
  for (const each of requiredTexts(matcher))
    if (each.text.length > (longest?.text.length ?? 0)) longest = each;
  return longest === undefined ? undefined : { place: 'anywhere', ...longest };
}

function requiredTexts(matcher: Matcher): readonly { readonly text: string; readonly cased: boolean }[] {
  switch (matcher.kind) {
    case 'wildcard':
      return matcher.parts.flatMap((part) =>
        part.kind === 'text' ? [{ text: part.text, cased: matcher.cased }] : [],
      );
    case 'regex':
      return requiredLiterals(matcher.pattern);
    default:
      return [];
  }
}

/** Needles of one meaning in one field have one key. */
export function needlesKey(field: string | null, needles: readonly Needle[]): string {
  const [only] = needles;
  if (needles.length === 1 && only !== undefined) return `${field ?? '\0'}\n${needleKey(only)}`;
  return `${field ?? '\0'}\n${needles.map(needleKey).sort().join('\n')}`;
}

function needleKey({ place, text, cased }: Needle): string {
  // The length in front keeps texts with line breaks apart.
  return `${text.length}${place}${cased ? '!' : ' '}${text}`;
}
