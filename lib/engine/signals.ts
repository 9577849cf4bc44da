/**
 * Signals of one log source: equal leaves and equal lists in the gates of its rules share one, so that an event is
 * searched for each text once.
 */
import type { AnyOfQuery, Leaf } from '../query/query.ts';
import { LONG_TEXT } from '../match/texts/gram-search.ts';
import type { Signal, TextPattern } from '../match/texts/pattern.ts';
import { createFieldPatterns, type FieldIndex, type FieldPatterns } from './field-index.ts';
import { needlesKey, needlesOf, type Needle } from './needle.ts';

/** A pattern of keywords, which are looked for in every value. */
export interface KeywordPattern extends TextPattern {
  readonly place: Needle['place'];
}

export interface Signals {
  /** The signal that one of the needles in a value of the field raises. */
  of(field: string | null, needles: readonly Needle[]): Signal;
  /**
   * The signal that is raised exactly when the query holds, where one was given out or costs next to nothing: in values
   * that are searched anyway, needles at the ends and long ones anywhere.
   *
   * @param always - Whether the query is asked of every event, so that searching for all its needles costs nothing more.
   */
  exactly(query: Leaf | AnyOfQuery, always: boolean): Signal | undefined;
  build(): Searches;
}

/** What to search for. */
export interface Searches {
  readonly fields: ReadonlyMap<string, FieldIndex>;
  readonly keywords: readonly KeywordPattern[];
  /** How many signals there are. */
  readonly count: number;
}

export function createSignals(): Signals {
  const fields = new Map<string, FieldPatterns>();
  const keywords: KeywordPattern[] = [];
  const known = new Map<string, Signal>();
  let count = 0;

  function add(field: string | null, needles: readonly Needle[], key: string): Signal {
    const signal = count++;
    known.set(key, signal);
    for (const needle of needles) {
      const pattern = { text: needle.text, cased: needle.cased, signal };
      if (field === null) keywords.push({ ...pattern, place: needle.place });
      else {
        let patterns = fields.get(field);
        if (patterns === undefined) fields.set(field, (patterns = createFieldPatterns()));
        patterns.add(needle.place, pattern);
      }
    }
    return signal;
  }

  return {
    of(field, needles) {
      const key = needlesKey(field, needles);
      return known.get(key) ?? add(field, needles, key);
    },
    exactly(query, always) {
      const needles = needlesOf(query);
      if (needles === undefined) return undefined;
      const { field } = query;
      const key = needlesKey(field, needles);
      const signal = known.get(key);
      if (signal !== undefined || field === null || !fields.has(field)) return signal;
      const isCheap =
        always || needles.every(({ place, text }) => place !== 'anywhere' || text.length >= LONG_TEXT);
      return isCheap ? add(field, needles, key) : undefined;
    },
    build: () => ({
      fields: new Map([...fields].map(([field, patterns]) => [field, patterns.build()])),
      keywords,
      count,
    }),
  };
}
