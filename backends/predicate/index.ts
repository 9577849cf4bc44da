/**
 * The predicate backend: a rule as a JavaScript function from an event to a boolean.
 *
 * Exact for every rule but those whose regular expressions JavaScript cannot say. What a field is and when a value
 * counts as equal is in the README of this folder.
 */
import type { Backend, BackendResult, ConversionRequest } from '../../lib/backend/backend.ts';
import { compileQuery, type Predicate } from './compile.ts';

export type { Predicate } from './compile.ts';
export type { EventRecord } from './values.ts';

/**
 * The predicate backend.
 *
 * @example
 * // detection: { selection: { Image|endswith: '\cmd.exe' }, condition: selection }
 * const [matches] = convert(rule, predicate).queries;
 * matches({ Image: 'C:\\Windows\\System32\\CMD.EXE' }); // true
 * matches({ Image: null }); // false
 */
export const predicate: Backend<Predicate> = {
  name: 'predicate',
  title: 'JavaScript predicate',
  formats: { default: 'A function from an event to a boolean.' },
  assumptions: ['The fields of an event bear the names that the rule uses.'],
  convert,
};

function convert({ queries }: ConversionRequest): BackendResult<Predicate> {
  const compiled = queries.map(compileQuery);
  const gaps = compiled.flatMap((each) => each.gaps);
  return { outputs: gaps.length > 0 ? [] : compiled.map((each) => each.predicate), gaps };
}
