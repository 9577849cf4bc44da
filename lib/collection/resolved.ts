/** Correlations with everything they refer to: what printers and the correlator work from. */
import type { RuleReference, SigmaCorrelation } from '../ast/correlation.ts';
import type { SigmaRule } from '../ast/rule.ts';

/** A correlation whose rules have been found. Chains have no cycles and at most `MAX_CHAIN` members in all. */
export interface ResolvedCorrelation {
  readonly kind: 'resolved-correlation';
  readonly correlation: SigmaCorrelation;
  /** One for each of the correlation's `rules`, in their order. */
  readonly members: readonly CorrelationMember[];
  /** The condition written out, where it is an expression over rules. */
  readonly alternatives: readonly Alternative[] | undefined;
}

/** A rule or a correlation that another one refers to, and how its events are read. */
export interface CorrelationMember {
  readonly reference: RuleReference;
  readonly target: SigmaRule | ResolvedCorrelation;
  /**
   * For each of the correlation's `group-by`, the field of this member's events that holds it: aliases are resolved.
   * An alias that has no field for this member is a field itself, and so is a name that is no alias.
   */
  readonly groupBy: readonly string[];
  /** The same for each field of the correlation's condition. */
  readonly fields: readonly string[];
}

/**
 * One way to meet an expression over rules: all of `occur` have an event in the window and none of `absent` has. For
 * `temporal_ordered`, events of `occur` must follow each other in this order as well.
 *
 * @example
 * // rules: [a, b, c], condition: a and (b or not c)
 * // [{ occur: [0, 1], absent: [] }, { occur: [0], absent: [2] }]
 */
export interface Alternative {
  /** Numbers of members, ascending; one or more. */
  readonly occur: readonly number[];
  /** Numbers of members, ascending. */
  readonly absent: readonly number[];
}
