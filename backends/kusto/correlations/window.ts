/** What is computed over a sliding window, and the test of it. */
import type {
  Correlation,
  RuleExpression,
  ThresholdBound,
  ThresholdOperator,
} from '../../../lib/ast/correlation.ts';
import type { CorrelationRequest } from '../../../lib/backend/correlation.ts';
import { AT, groupColumns, NUMBER, ruleColumn, TIME, timespan, VALUE } from './columns.ts';

/** The query of every type whose events may come in any order. */
export function windowQuery({ correlation: { correlation } }: CorrelationRequest, matches: string): string {
  const groups = groupColumns(correlation);
  const { aggregates, more, test } = computation(correlation);
  return [
    matches,
    `| distinct ${TIME}, ${groups}`,
    `| join kind=inner (${matches} | project-rename ${AT} = ${TIME}) on ${groups}`,
    `| where ${AT} between ((${TIME} - ${timespan(correlation)}) .. ${TIME})`,
    `| summarize ${aggregates} by ${TIME}, ${groups}`,
    ...more,
    `| where ${test}`,
  ].join('\n');
}

interface Computation {
  /** For `summarize`. */
  readonly aggregates: string;
  /** Commands between `summarize` and the test. */
  readonly more: readonly string[];
  readonly test: string;
}

function computation({ type, rules, condition }: Correlation): Computation {
  if (type === 'temporal' || type === 'temporal_ordered') {
    const occurring = rules.map((_, index) => `${ruleColumn(index)} = countif(${ruleColumn(index)}) > 0`);
    const aggregates = occurring.join(', ');
    if (condition.kind === 'expression') {
      const references = rules.map(({ text }) => text);
      return { aggregates, more: [], test: expressionText(condition.root, references).text };
    }
    const sum = rules.map((_, index) => `toint(${ruleColumn(index)})`).join(' + ');
    return { aggregates, more: [`| extend ${NUMBER} = ${sum}`], test: boundsText(condition.bounds) };
  }
  const bounds = condition.kind === 'threshold' ? condition.bounds : [];
  const percentile = condition.kind === 'threshold' ? condition.percentile : undefined;
  const of = (aggregate: string): Computation => ({
    aggregates: `${NUMBER} = ${aggregate}`,
    more: [],
    test: boundsText(bounds),
  });
  switch (type) {
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

/** Which rules occur, over the columns of the rules. */
export function expressionText(
  expression: RuleExpression,
  references: readonly string[],
): { readonly text: string; readonly isAtom: boolean } {
  switch (expression.kind) {
    case 'rule':
      return { text: ruleColumn(references.indexOf(expression.reference)), isAtom: true };
    case 'not':
      return { text: `not(${expressionText(expression.operand, references).text})`, isAtom: true };
    case 'and':
    case 'or': {
      const texts = expression.operands.map((operand) => {
        const { text, isAtom } = expressionText(operand, references);
        return isAtom ? text : `(${text})`;
      });
      return { text: texts.join(` ${expression.kind} `), isAtom: false };
    }
  }
}
