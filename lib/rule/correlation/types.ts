/** The types of correlations, and what the condition of each is about. */
import type { CorrelationType } from '../../ast/correlation.ts';

export interface TypeTraits {
  /** How many fields the condition names. */
  readonly fields: 'none' | 'one' | 'several';
  /** Whether the number is a count: whole, and never negative. */
  readonly counts: boolean;
  /** Whether it counts rules, so that the condition may be an expression over them, or be left out. */
  readonly temporal: boolean;
}

const COUNT_OF_RULES: TypeTraits = { fields: 'none', counts: true, temporal: true };
const METRIC: TypeTraits = { fields: 'one', counts: false, temporal: false };

export const TYPES: Readonly<Record<CorrelationType, TypeTraits>> = {
  event_count: { fields: 'none', counts: true, temporal: false },
  value_count: { fields: 'several', counts: true, temporal: false },
  temporal: COUNT_OF_RULES,
  temporal_ordered: COUNT_OF_RULES,
  value_sum: METRIC,
  value_avg: METRIC,
  value_min: METRIC,
  value_max: METRIC,
  value_median: METRIC,
  value_percentile: METRIC,
};

export const TYPE_NAMES: readonly CorrelationType[] = /* @__PURE__ */ Object.keys(TYPES) as CorrelationType[];
