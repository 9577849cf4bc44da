/**
 * Guesses at how many events hold a text, from the rules alone.
 *
 * Nothing here changes what matches; a wrong guess costs time. Whole values are judged by how many different ones the
 * rules name for the field: where forty event ids are told apart, one of them is rare, while a provider that all
 * rules name is in every event. Parts of values are judged by their length, and by how many rules look for the same.
 */
import type { Query } from '../query/query.ts';
import { COMMON_TEXT } from './common-text.ts';
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
  const uses = new Map<string, number>();

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
    uses.set(key, (uses.get(key) ?? 0) + 1);
    if (place !== 'whole') return;
    const named = wholes.get(field) ?? new Set<string>();
    wholes.set(field, named.add(folded));
  };
  queries.forEach(count);

  const shareOfNeedle = (field: string | null, { place, text }: Needle): number => {
    const popularity = uses.get(useKey(field, place, text.toLowerCase())) ?? 1;
    if (place !== 'whole' && COMMON_TEXT.includes(text.toLowerCase())) return SHARE_OF_COMMON;
    return Math.min(1, shareOfText(place, text.length, wholes.get(field)?.size ?? 0) * Math.sqrt(popularity));
  };

  return {
    shareOf: ({ field, needles }) => needles.reduce((sum, needle) => sum + shareOfNeedle(field, needle), 0),
  };
}

const SHARE_OF_COMMON = 0.5;

function useKey(field: string | null, place: Place, text: string): string {
  return `${field ?? ''}\n${place}\n${text}`;
}

function shareOfText(place: Place, length: number, named: number): number {
  switch (place) {
    case 'whole':
      return 1 / (2 + named);
    case 'start':
    case 'end':
      return 0.01 + 0.3 / (1 + length);
    case 'anywhere':
      // Short texts are found often, and make the search itself slow, since it leaps by the length of the shortest.
      return 0.03 + 1 / (1 + length ** 2) + 0.05 * Math.max(0, 9 - length);
  }
}
