/**
 * Guesses at how many events hold a text, from the rules alone.
 *
 * Nothing here changes what matches; a wrong guess costs time. Whole values are judged by how many different ones the
 * rules name for the field: where forty event ids are told apart, one of them is rare, while a provider that all
 * rules name is in every event. Parts of values are judged by their length, and by how many rules look for the same.
 */
import type { Query } from '../query/query.ts';
import { COMMON_TEXT } from '../match/texts/common-text.ts';
import { LONG_TEXT } from '../match/texts/gram-search.ts';
import { WORD } from '../match/texts/keys.ts';
import { needlesOf, type Needle, type Place } from './needle.ts';
import type { Sign } from './gate.ts';

export interface Estimates {
  /** The share of events that hold one of the sign's needles, from 0 upwards. */
  shareOf(sign: Sign): number;
}

/** @param queries - The meaning of all rules of a log source. */
export function estimate(queries: readonly Query[]): Estimates {
  /** Whole values that rules name, by field. */
  const wholes = new Map<string | null, Set<string>>();
  /** In how many rules each needle is. */
  const uses = new Map<string, number>();
  let ofQuery = new Set<string>();

  const count = (query: Query): void => {
    switch (query.kind) {
      case 'and':
      case 'or':
        query.operands.forEach(count);
        return;
      case 'not':
        count(query.operand);
        return;
      case 'constant':
        return;
      case 'any-of':
      case 'leaf':
        for (const needle of needlesOf(query) ?? []) countNeedle(query.field, needle);
    }
  };
  const countNeedle = (field: string | null, { place, text }: Needle): void => {
    const folded = text.toLowerCase();
    const key = useKey(field, place, folded);
    if (!ofQuery.has(key)) uses.set(key, (uses.get(key) ?? 0) + 1);
    ofQuery.add(key);
    if (place !== 'whole') return;
    const named = wholes.get(field) ?? new Set<string>();
    wholes.set(field, named.add(folded));
  };
  for (const query of queries) {
    ofQuery = new Set();
    count(query);
  }

  const shareOfNeedle = (field: string | null, { place, text }: Needle): number => {
    const folded = text.toLowerCase();
    const popularity = uses.get(useKey(field, place, folded)) ?? 1;
    const share = shareOfText(place, folded, wholes.get(field)?.size ?? 0) * Math.sqrt(popularity);
    return Math.min(1, share) + (place === 'anywhere' ? effortOf(text.length) : 0);
  };

  return {
    shareOf: ({ field, needles }) => needles.reduce((sum, needle) => sum + shareOfNeedle(field, needle), 0),
  };
}

function useKey(field: string | null, place: Place, text: string): string {
  return `${field ?? ''}\n${place}\n${text}`;
}

function shareOfText(place: Place, text: string, named: number): number {
  if (place === 'whole') return 1 / (2 + named);
  if (COMMON_TEXT.includes(text)) return SHARE_OF_COMMON;
  return place === 'anywhere' ? 0.03 + 1 / (1 + text.length ** 2) : 0.01 + 0.3 / (1 + text.length);
}

const SHARE_OF_COMMON = 0.5;

/**
 * What searching for a short text adds, in shares of events evaluated for nothing: all leaps over a field are as long as
 * the shortest text allows.
 */
function effortOf(length: number): number {
  return 0.6 / Math.max(1, Math.min(length, LONG_TEXT) - WORD + 1);
}
