/**
 * Witnesses: events made from a rule, some that match and near misses that do not.
 *
 * An entry point of its own (`sigmaq/witness`), for those who test rules or the systems that run them.
 */
import type { SigmaRule } from '../ast/rule.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compileQuery, type Compilation, type Predicate } from '../match/compile.ts';
import type { Query } from '../query/query.ts';
import { toQueries, type ResolveOptions } from '../resolve/to-queries.ts';
import { makeWitnesses, type WitnessOptions as MakeOptions, type Witnesses } from './make.ts';

export type { Witnesses } from './make.ts';
export { sequenceWitnesses } from './sequences.ts';
export type { SequenceWitnesses, WitnessSequence } from './sequences.ts';
export type { WitnessEvent } from './realise.ts';
export type { Value } from './samples.ts';

export interface WitnessOptions extends MakeOptions, ResolveOptions {}

/** The witnesses of one condition. */
export interface ConditionWitnesses extends Witnesses {
  /** Regular expressions that JavaScript cannot say. Where there are any, nothing can be labelled, so there are no events. */
  readonly gaps: Compilation['gaps'];
}

export interface RuleWitnesses {
  /** One for each condition of the rule; none when there is an error. */
  readonly conditions: readonly ConditionWitnesses[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Events that a rule matches and events that it only just does not: for each value of the rule one that has it and
 * one that misses it, in the other case, as one of a list, missing, at the edge of a range.
 *
 * The rule itself, run as a predicate, says of every event on which side it is. The same rule gives the same events.
 *
 * @param rule - As the parser gave it.
 * @param options - How many branches of the condition to follow, and what placeholders stand for.
 * @example
 * // detection: { selection: { Image|endswith: '\cmd.exe' }, condition: selection }
 * const [condition] = witnesses(rule).conditions;
 * condition.matching; // [{ Image: '\\cmd.exe' }, { Image: 'x\\cmd.exe' }, { Image: '\\CMD.EXE' }, …]
 * condition.missing; // [{}, { Image: '\\cmd.exex' }, { Image: 'cmd.exe' }, { Image: null }, …]
 */
export function witnesses(rule: SigmaRule, options: WitnessOptions = {}): RuleWitnesses {
  const { queries, diagnostics } = toQueries(rule, options);
  return { conditions: queries.map((query) => witnessesOf(query, options)), diagnostics };
}

function witnessesOf(query: Query, options: MakeOptions): ConditionWitnesses {
  const { gaps } = compileQuery(query, NATIVE);
  if (gaps.length > 0) return { matching: [], missing: [], gaps };
  const compiled = new Map<Query, Predicate>();
  const evaluate = (part: Query, event: Readonly<Record<string, unknown>>): boolean => {
    let matches = compiled.get(part);
    if (matches === undefined) compiled.set(part, (matches = compileQuery(part, NATIVE).predicate));
    return matches(event);
  };
  return { ...makeWitnesses(query, evaluate, options), gaps };
}

/** The events are short and our own: no expression runs long on them. */
const NATIVE = { safe: false, linear: undefined } as const;
