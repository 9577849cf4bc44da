/**
 * The predicate backend: a rule as a JavaScript function from an event to a boolean.
 *
 * Exact for every rule but those whose regular expressions JavaScript cannot say. What a field is and when a value
 * counts as equal is in the README of this folder.
 */
import type { Backend, BackendResult, ConversionRequest } from '../../lib/backend/backend.ts';
import { compileQuery, type Predicate } from '../../lib/match/compile.ts';
import { regexSettings, type RegexOptions } from '../../lib/match/settings.ts';

export type { Predicate } from '../../lib/match/compile.ts';
export type { RegexCompiler, RegexTester } from '../../lib/match/regex.ts';
export type { EventRecord } from '../../lib/query/event.ts';

/** Settings of {@link createPredicate}. */
export type PredicateOptions = RegexOptions;

/**
 * A predicate backend with settings; {@link predicate} is the one without.
 *
 * @example
 * // detection: { selection: { CommandLine|re: '(a+)+$' }, condition: selection }
 * convert(rule, createPredicate({ regex: 'safe' })).diagnostics[0].code; // 'unsupported-regex'
 */
export function createPredicate(options: PredicateOptions = {}): Backend<Predicate> {
  const regex = regexSettings(options);

  function convert({ queries }: ConversionRequest): BackendResult<Predicate> {
    const compiled = queries.map((query) => compileQuery(query, regex));
    const gaps = compiled.flatMap((each) => each.gaps);
    return { outputs: gaps.length > 0 ? [] : compiled.map((each) => each.predicate), gaps };
  }

  return {
    name: 'predicate',
    title: 'JavaScript predicate',
    formats: { default: 'A function from an event to a boolean.' },
    assumptions: ['The fields of an event bear the names that the rule uses.'],
    convert,
  };
}

/**
 * The predicate backend.
 *
 * @example
 * // detection: { selection: { Image|endswith: '\cmd.exe' }, condition: selection }
 * const [matches] = convert(rule, predicate).queries;
 * matches({ Image: 'C:\\Windows\\System32\\CMD.EXE' }); // true
 * matches({ Image: null }); // false
 */
export const predicate: Backend<Predicate> = /* @__PURE__ */ createPredicate();
