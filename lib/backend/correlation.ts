/**
 * The contract of correlations: a rule about the matches of other rules, in a target's language.
 *
 * It stands apart from {@link Backend}, so that a program that converts single rules does not carry it.
 */
import type { SigmaCorrelation } from '../ast/correlation.ts';
import type { SigmaRule } from '../ast/rule.ts';
import type { Query } from '../query/query.ts';
import type { Gap } from './backend.ts';
import type { Schema } from './schema.ts';

/** What one of a correlation's `rules` stands for, ready to be printed. */
export type CorrelationInput = RuleInput | NestedInput;

/** A detection rule whose events are correlated. */
export interface RuleInput {
  readonly kind: 'rule';
  /** As the correlation writes it: an id or a name. */
  readonly reference: string;
  readonly rule: SigmaRule;
  /** What an event must match; the conditions of the rule are or'ed. */
  readonly query: Query;
  readonly schema: Schema | undefined;
  /**
   * A field of the correlation as the target calls it, for this rule; an alias is already the field it stands for.
   * Undefined where a pipeline has no single name for it.
   */
  readonly fieldOf: (name: string) => string | undefined;
}

/** Another correlation whose matches are correlated: each has a time and the values of its groups. */
export interface NestedInput {
  readonly kind: 'correlation';
  readonly reference: string;
  readonly correlation: SigmaCorrelation;
  readonly inputs: readonly CorrelationInput[];
}

/** What a correlation backend is asked to convert. */
export interface CorrelationRequest {
  readonly correlation: SigmaCorrelation;
  /** One for each of the correlation's `rules`, in their order. */
  readonly inputs: readonly CorrelationInput[];
}

/** A place where the target cannot say what the correlation, or one of its rules, says. */
export interface CorrelationGap extends Gap {
  /** The rule that the place is in; undefined for the correlation itself. */
  readonly rule?: SigmaRule;
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
