/**
 * Signals of one log source: equal leaves and equal lists in the gates of its rules share one, so that an event is
 * searched for each text once.
 */
import type { AnyOfQuery, Leaf, Matcher } from '../query/query.ts';
import { requiredLiterals } from '../regex/literals.ts';
import { decimalTexts } from '../match/number.ts';
import { createFieldPatterns, type FieldIndex, type FieldPatterns, type Place } from './field-index.ts';
import type { Signal } from './pattern.ts';

/** A text whose presence is all that a leaf asks for, or that it cannot do without. */
interface Needle {
  readonly place: Place;
  readonly text: string;
  readonly cased: boolean;
}

export interface Signals {
  /** The signal that is raised exactly when the leaf matches, if texts alone decide it. */
  ofLeaf(leaf: Leaf): Signal | undefined;
  /** The same for the leaves of a list together. */
  ofList(list: AnyOfQuery): Signal | undefined;
  /** A signal without which the leaf cannot match, for leaves that need more than a look at texts. */
  requiredBy(leaf: Leaf): Signal | undefined;
  /** The signal that {@link ofLeaf} or {@link ofList} gave out for an equal query, if it did. */
  known(query: Leaf | AnyOfQuery): Signal | undefined;
  /** How many there are. */
  readonly count: number;
  /** Fields to search, keywords under null, and what for. */
  build(): ReadonlyMap<string | null, FieldIndex>;
}

export function createSignals(): Signals {
  const patterns = new Map<string | null, FieldPatterns>();
  const known = new Map<string, Signal>();
  let count = 0;

  function signalOf(field: string | null, needles: readonly Needle[]): Signal {
    const key = keyOf(field, needles);
    const existing = known.get(key);
    if (existing !== undefined) return existing;
    const signal = count++;
    known.set(key, signal);
    let ofField = patterns.get(field);
    if (ofField === undefined) patterns.set(field, (ofField = createFieldPatterns()));
    for (const { place, text, cased } of needles) ofField.add(place, { text, cased, signal });
    return signal;
  }

  function exactSignal(query: Leaf | AnyOfQuery): Signal | undefined {
    const needles = needlesOfAll(query.kind === 'leaf' ? [query] : query.leaves);
    return needles === undefined ? undefined : signalOf(query.field, needles);
  }

  return {
    ofLeaf: exactSignal,
    ofList: exactSignal,
    known(query) {
      const needles = needlesOfAll(query.kind === 'leaf' ? [query] : query.leaves);
      return needles === undefined ? undefined : known.get(keyOf(query.field, needles));
    },
    requiredBy({ field, matcher }) {
      const needle = requiredNeedle(matcher);
      return needle === undefined ? undefined : signalOf(field, [needle]);
    },
    get count() {
      return count;
    },
    build: () => new Map([...patterns].map(([field, ofField]) => [field, ofField.build()])),
  };
}

function keyOf(field: string | null, needles: readonly Needle[]): string {
  const texts = needles.map(({ place, text, cased }) => `${place}${cased ? '!' : ' '}${text}`);
  return JSON.stringify([field, ...texts.sort()]);
}

function needlesOfAll(leaves: readonly Leaf[]): readonly Needle[] | undefined {
  const needles: Needle[] = [];
  for (const { matcher } of leaves) {
    const own = needlesOf(matcher);
    if (own === undefined) return undefined;
    needles.push(...own);
  }
  return needles;
}

/** Texts of which one is in a value exactly when the matcher accepts it; undefined if texts do not decide. */
function needlesOf(matcher: Matcher): readonly Needle[] | undefined {
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
function requiredNeedle(matcher: Matcher): Needle | undefined {
  const texts =
    matcher.kind === 'wildcard'
      ? matcher.parts.flatMap((part) =>
          part.kind === 'text' ? [{ text: part.text, cased: matcher.cased }] : [],
        )
      : matcher.kind === 'regex'
        ? requiredLiterals(matcher.pattern)
        : [];
  let longest: { readonly text: string; readonly cased: boolean } | undefined;
  for (const each of texts) if (each.text.length > (longest?.text.length ?? 0)) longest = each;
  return longest === undefined ? undefined : { place: 'anywhere', ...longest };
}
