/**
 * The contract of correlations: a rule about the matches of other rules, in a target's language.
 *
 * It stands apart from {@link Backend}, so that a program that converts single rules does not carry it.
 */
import type { RuleReference, SigmaCorrelation } from '../ast/correlation.ts';
import type { SigmaRule } from '../ast/rule.ts';
import type { Alternative } from '../collection/resolved.ts';
import type { Query } from '../query/query.ts';
import type { Gap } from './backend.ts';
import type { Schema } from './schema.ts';

export type { Alternative };

/** What a correlation backend is asked to convert. */
export interface CorrelationRequest {
  readonly correlation: SigmaCorrelation;
  /** One for each of the correlation's `rules`, in their order. */
  readonly inputs: readonly CorrelationInput[];
  /** The condition written out, where it is an expression over rules: numbers of inputs. */
  readonly alternatives: readonly Alternative[] | undefined;
}

/** One of the rules of a correlation, and how its events are read. */
export interface CorrelationInput {
  readonly reference: RuleReference;
  /**
   * A detection rule, or a correlation whose matches are correlated: events with the values of its groups, see `pathsOf`.
   */
  readonly of: RuleInput | CorrelationRequest;
  /**
   * For each of the correlation's `group-by`, the field of this input that holds it, as the target calls it; undefined
   * where a pipeline has no single name for it. For an inner correlation, the name is the rules' own.
   */
  readonly groupBy: readonly (string | undefined)[];
  /** The same for each field of the correlation's condition. */
  readonly fields: readonly (string | undefined)[];
}

/** A detection rule whose events are correlated, ready to be printed. */
export interface RuleInput {
  readonly rule: SigmaRule;
  /** What an event must match; the conditions of the rule are or'ed. */
  readonly query: Query;
  readonly schema: Schema | undefined;
  /**
   * What the target calls a field of the rule's events, such as one that a correlation further out groups by; undefined
   * where a pipeline has no single name for it.
   */
  readonly nameOf: (field: string) => string | undefined;
}

/** Whether the input is a detection rule. */
export function isRule(of: CorrelationInput['of']): of is RuleInput {
  return 'rule' in of;
}

/** A place where the target cannot say what the correlation, or one of its rules, says. */
export interface CorrelationGap extends Gap {
  /** The rule, or the inner correlation, that the place is in; undefined for the correlation itself. */
  readonly rule?: SigmaRule | SigmaCorrelation;
}

/** What a correlation backend answers. */
export interface CorrelationResult<Output> {
  /** One, or several of which each finds some of the matches; none when a gap was refused. */
  readonly outputs: readonly Output[];
  readonly gaps: readonly CorrelationGap[];
}

/**
 * A target for correlations.
 *
 * What a window, a group and a match are is stated in `ast/correlation.ts`; an output gives the times and groups at which
 * the correlation matches.
 */
export interface CorrelationBackend<Output = string> {
  /** As of its {@link Backend}: `kusto`. */
  readonly name: string;
  readonly title: string;
  /** What must hold in the target for `exact` to be true, a sentence each. */
  readonly assumptions: readonly string[];
  /**
   * Rules are converted exactly or refused: counting what is too many, or too few, could come out either way.
   */
  correlate(request: CorrelationRequest): CorrelationResult<Output>;
}

/** Above it, a condition on the number of rules in order is refused: each way to meet it is a part of the query. */
const MAX_SEQUENCES = 64;

/**
 * What must follow each other for a `temporal_ordered` correlation: what its expression says, or every choice of as many
 * rules as its condition asks for at least. Undefined for other conditions, and where there are too many choices.
 */
export function sequencesOf(request: CorrelationRequest): readonly Alternative[] | undefined {
  if (request.alternatives !== undefined) return request.alternatives;
  const { condition, rules } = request.correlation.correlation;
  const [bound, ...others] = condition.kind === 'threshold' ? condition.bounds : [];
  if (bound === undefined || others.length > 0) return undefined;
  const { operator, value } = bound;
  // All rules are the most there can be, so as many as there are is at least as many.
  const isAtLeast = operator === 'gte' || operator === 'gt' || (operator === 'eq' && value === rules.length);
  const least = operator === 'gt' ? value + 1 : value;
  if (!isAtLeast || least < 1 || least > rules.length) return undefined;
  return sequencesOfSome(least, rules.length);
}

/** Every choice of so many of the rules, in their order; undefined where there are too many of them. */
export function sequencesOfSome(count: number, total: number): readonly Alternative[] | undefined {
  return choose(count, 0, total)?.map((occur) => ({ occur, absent: [] }));
}

/** All ways to take so many of the numbers from `from` to before `to`, ascending; undefined where they are too many. */
function choose(count: number, from: number, to: number): readonly (readonly number[])[] | undefined {
  if (count === 0) return [[]];
  const all: (readonly number[])[] = [];
  for (let first = from; first <= to - count; first++) {
    const rest = choose(count - 1, first + 1, to);
    if (rest === undefined) return undefined;
    for (const each of rest) all.push([first, ...each]);
    if (all.length > MAX_SEQUENCES) return undefined;
  }
  return all;
}
