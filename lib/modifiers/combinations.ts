/** Every way to choose one pattern for each place of a longer one. */
import type { PatternPart } from '../syntax/wildcard.ts';

/** What one value of a rule may become: placeholders multiply with each other and with the spellings of `windash`. */
export const MAX_COMBINATIONS = 100_000;

export type Pattern = readonly PatternPart[];

/**
 * All patterns made of one alternative for each place, the first alternatives first.
 *
 * @example combinations([[['-'], ['/']], [['x']]]) // -x and /x, letters standing for parts
 */
export function combinations(places: readonly (readonly Pattern[])[]): readonly Pattern[] {
  let patterns: Pattern[] = [[]];
  for (const alternatives of places) {
    const longer: Pattern[] = [];
    for (const pattern of patterns) {
      for (const alternative of alternatives) longer.push(alternative.reduce(append, pattern));
    }
    patterns = longer;
  }
  return patterns;
}

/** The pattern with one more part: texts that meet are joined, stars that meet are one. */
export function append(pattern: Pattern, part: PatternPart): Pattern {
  const last = pattern.at(-1);
  if (part.kind === 'text') {
    if (part.text === '') return pattern;
    if (last?.kind === 'text')
      return [...pattern.slice(0, -1), { kind: 'text', text: last.text + part.text }];
  }
  return part.kind === 'many' && last?.kind === 'many' ? pattern : [...pattern, part];
}
