/** What is computed over a sliding window, and the test of it. */
import type { ThresholdBound, ThresholdOperator } from '../../../lib/ast/correlation.ts';
import type { Alternative, CorrelationRequest } from '../../../lib/backend/correlation.ts';
import { AT, groupColumns, NUMBER, ruleColumn, TIME, timespan, VALUE } from './columns.ts';

/** The query of every type whose events may come in any order. */
export function windowQuery(request: CorrelationRequest, matches: string): string {
  const { aggregates, more, test } = computation(request);
  return [...windows(request, matches, aggregates), ...more, `| where ${test}`].join('\n');
}

/** A row for each time and group that has a match, with what comes out for the window that ends there. */
export function windows(request: CorrelationRequest, matches: string, aggregates: string): readonly string[] {
  const { correlation } = request.correlation;
  const groups = groupColumns(correlation);
  return [
    matches,
    `| distinct ${TIME}, ${groups}`,
    `| join kind=inner (${matches} | project-rename ${AT} = ${TIME}) on ${groups}`,
    `| where ${AT} between ((${TIME} - ${timespan(correlation)}) .. ${TIME})`,
    `| summarize ${aggregates} by ${TIME}, ${groups}`,
  ];
}

/** Which rules occur in a window. */
export function occurrences({ inputs }: CorrelationRequest): string {
  return inputs.map((_, index) => `${ruleColumn(index)} = countif(${ruleColumn(index)}) > 0`).join(', ');
}

interface Computation {
  /** For `summarize`. */
  readonly aggregates: string;
  /** Commands between `summarize` and the test. */
  readonly more: readonly string[];
  readonly test: string;
}

function computation(request: CorrelationRequest): Computation {
  const { alternatives, inputs } = request;
  const { type, condition } = request.correlation.correlation;
  if (alternatives !== undefined) {
    return {
      aggregates: occurrences(request),
      more: [],
      // An expression may contradict itself.
      test: alternatives.length === 0 ? 'false' : alternatives.map(alternativeText).join(' or '),
    };
  }
  const bounds = condition.kind === 'threshold' ? condition.bounds : [];
  const percentile = condition.kind === 'threshold' ? condition.percentile : undefined;
  const of = (aggregate: string): Computation => ({
    aggregates: `${NUMBER} = ${aggregate}`,
    more: [],
    test: boundsText(bounds),
  });
  switch (type) {
    case 'temporal':
    case 'temporal_ordered': {
      const sum = inputs.map((_, index) => `iff(${ruleColumn(index)}, 1, 0)`).join(' + ');
      return {
        aggregates: occurrences(request),
        more: [`| extend ${NUMBER} = ${sum}`],
        test: boundsText(bounds),
      };
    }
    case 'event_count':
      return of('count()');
    case 'value_count':
      // Not dcount, which estimates: https://learn.microsoft.com/kusto/query/count-distinct-aggregation-function
      return of(`count_distinct(${VALUE})`);
    case 'value_sum':
      return of(`sum(${VALUE})`);
    case 'value_avg':
      return of(`avg(${VALUE})`);
    case 'value_min':
      return of(`min(${VALUE})`);
    case 'value_max':
      return of(`max(${VALUE})`);
    case 'value_median':
      return { ...byRank(50), test: boundsText(bounds) };
    case 'value_percentile':
      return { ...byRank(percentile ?? 50), test: boundsText(bounds) };
  }
}

/**
 * The nearest rank in the sorted list. `percentile` estimates it:
 * https://learn.microsoft.com/kusto/query/percentiles-aggregation-function
 */
function byRank(percentile: number): Omit<Computation, 'test'> {
  const rank = `toint(ceiling(${percentile} * array_length(_List) / 100.0))`;
  return {
    aggregates: `_List = array_sort_asc(make_list(${VALUE}))`,
    more: [`| extend ${NUMBER} = todouble(_List[max_of(${rank} - 1, 0)])`],
  };
}

const OPERATORS: Readonly<Record<ThresholdOperator, string>> = {
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  eq: '==',
  neq: '!=',
};

function boundsText(bounds: readonly ThresholdBound[]): string {
  return bounds.map(({ operator, value }) => `${NUMBER} ${OPERATORS[operator]} ${value}`).join(' and ');
}

function alternativeText({ occur, absent }: Alternative, _: number, { length }: readonly unknown[]): string {
  const text = [...occur.map(ruleColumn), ...absent.map((index) => `not(${ruleColumn(index)})`)].join(
    ' and ',
  );
  return length > 1 && occur.length + absent.length > 1 ? `(${text})` : text;
}

/** Whether a number is within the bounds: as {@link boundsText}, ahead of time. */
export function isWithin(number: number, bounds: readonly ThresholdBound[]): boolean {
  return bounds.every(({ operator, value }) => TESTS[operator](number, value));
}

const TESTS: Readonly<Record<ThresholdOperator, (number: number, value: number) => boolean>> = {
  gt: (number, value) => number > value,
  gte: (number, value) => number >= value,
  lt: (number, value) => number < value,
  lte: (number, value) => number <= value,
  eq: (number, value) => number === value,
  neq: (number, value) => number !== value,
};
