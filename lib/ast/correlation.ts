/**
 * A Sigma correlation as the author wrote it: a rule about the matches of other rules.
 * Specification: https://sigmahq.io/sigma-specification/specification/sigma-correlation-rules-specification.html
 *
 * What the parts mean, for everything that evaluates or prints a correlation:
 *
 * - **Events.** A correlation is about events that match one of its rules; an event that matches several is one
 *   event. An event without a value for one of the `group-by` fields, or without a value for a counted field, is
 *   not part of the correlation; absent, null and an empty text are no value. Values are compared as text, case and
 *   all; an event with several values of a field stands for each of them.
 * - **Window.** It ends at an event and holds every event of the group that is at most `timespan` older: closed at
 *   both ends, so two events exactly five minutes apart are within `timespan: 5m`. Windows slide; they have no fixed
 *   boundaries.
 * - **Verdict.** A correlation matches each event at whose time the window meets the condition, and an outer
 *   correlation sees these matches as the events they are, with the group's values in place of their own.
 * - **Ties.** Events of one time are in every order at once: each sees the others in its window, and for
 *   `temporal_ordered` "in order" means that no event is earlier than the one before it in the order of the rules.
 *
 * `spec/conformance` has a case with timed events for each of these.
 */
import type { Span } from '../source/source.ts';
import type { Metadata } from './metadata.ts';

/**
 * What is computed over the events of a window.
 *
 * | type               | number                                                                            |
 * | ------------------ | --------------------------------------------------------------------------------- |
 * | `event_count`      | events                                                                            |
 * | `value_count`      | distinct values of the field, or of the fields together                           |
 * | `temporal`         | rules that have an event                                                          |
 * | `temporal_ordered` | rules that have an event such that the events follow each other in `rules`' order |
 * | `value_sum` …      | the sum, mean, least, greatest, median or percentile of the field's numbers       |
 *
 * `value_median` is not in version 2.1 of the specification, which hints at it ("median is a percentile 50").
 */
export type CorrelationType =
  | 'event_count'
  | 'value_count'
  | 'temporal'
  | 'temporal_ordered'
  | 'value_sum'
  | 'value_avg'
  | 'value_min'
  | 'value_max'
  | 'value_median'
  | 'value_percentile';

/** One correlation. Attributes it does not have are left out; lists it does not have are empty. */
export interface SigmaCorrelation extends Metadata {
  readonly kind: 'correlation';
  readonly correlation: Correlation;
  /** Whether the rules it refers to are results of their own as well. */
  readonly generate: boolean;
}

/** The `correlation` section. */
export interface Correlation {
  readonly type: CorrelationType;
  readonly typeSpan: Span;
  /** One or more, in the order written, no two with the same text. */
  readonly rules: readonly RuleReference[];
  /** Fields or aliases; without any, all events are one group. */
  readonly groupBy: readonly FieldName[];
  /** By alias, in the order of the file. */
  readonly aliases: ReadonlyMap<string, CorrelationAlias>;
  readonly timespan: Timespan;
  readonly condition: CorrelationCondition;
  readonly span: Span;
}

/** An `id` or a `name` of another rule or correlation, not yet looked up. */
export interface RuleReference {
  readonly text: string;
  readonly span: Span;
}

/** The name of a field of events, or of an alias. */
export interface FieldName {
  readonly name: string;
  readonly span: Span;
}

/** `aliases: { ip: { rule_a: source.ip, rule_b: destination.ip } }`: one name for a field of each rule. */
export interface CorrelationAlias {
  readonly name: string;
  /** By the name or id of a rule, as written. */
  readonly fields: ReadonlyMap<string, AliasedField>;
  readonly span: Span;
}

/** What an alias stands for in the events of one rule. */
export interface AliasedField {
  readonly reference: RuleReference;
  readonly field: FieldName;
}

/** The length of the window. */
export interface Timespan {
  /** Above zero. */
  readonly seconds: number;
  /** As written: `90m`. */
  readonly text: string;
  readonly span: Span;
}

/** When a window is a match. */
export type CorrelationCondition = ThresholdCondition | ExpressionCondition;

export type ThresholdOperator = 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'neq';

/** A number of the window within bounds. */
export interface ThresholdCondition {
  readonly kind: 'threshold';
  /** One, or two that must both hold, such as `gt: 100` and `lte: 200`. */
  readonly bounds: readonly ThresholdBound[];
  /** What is counted: none for `event_count` and temporal types, one or more for `value_count`, one for the others. */
  readonly fields: readonly FieldName[];
  /** 0 to 100, by the nearest-rank method: there exactly for `value_percentile`. */
  readonly percentile?: number;
  /** Where a temporal correlation has no `condition`: all of its rules, stated as `gte` their number. */
  readonly implied: boolean;
  readonly span: Span;
}

export interface ThresholdBound {
  readonly operator: ThresholdOperator;
  readonly value: number;
  readonly span: Span;
}

/**
 * The extended condition of temporal types: which of the rules occur in the window.
 *
 * For `temporal_ordered`, the rules that make the expression true must also follow each other in the order of
 * `rules`; a rule under `not` must not occur at all.
 */
export interface ExpressionCondition {
  readonly kind: 'expression';
  readonly text: string;
  readonly root: RuleExpression;
  readonly span: Span;
}

/** A boolean expression over rules. Parentheses leave no node. */
export type RuleExpression = RuleConjunction | RuleDisjunction | RuleAbsence | RuleOccurrence;

export interface RuleConjunction {
  readonly kind: 'and';
  /** Two or more. */
  readonly operands: readonly RuleExpression[];
  readonly span: Span;
}

export interface RuleDisjunction {
  readonly kind: 'or';
  /** Two or more. */
  readonly operands: readonly RuleExpression[];
  readonly span: Span;
}

export interface RuleAbsence {
  readonly kind: 'not';
  readonly operand: RuleExpression;
  readonly span: Span;
}

/** True when the rule has an event in the window. */
export interface RuleOccurrence {
  readonly kind: 'rule';
  /** The id or the name of one of the correlation's `rules`, which may call it by the other. */
  readonly reference: string;
  readonly span: Span;
}
