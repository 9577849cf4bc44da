/**
 * What a correlation counts in a window with fixed boundaries, and the test of it. In windows that are too long there is
 * more, never less, of what is counted here; everything else is refused.
 */
import {
  sequencesOf,
  type Alternative,
  type CorrelationGap,
  type CorrelationRequest,
} from '../../lib/backend/correlation.ts';

/** Which rows are meant; undefined for all of them. */
export type Condition = string | undefined;

export interface Stats {
  /** For `stats` and `inline stats`. */
  readonly stats: string;
  readonly test: string;
  /** Why more is found. */
  readonly reason: string;
}

const LONGER = 'its windows have fixed boundaries, and are twice as long so that none is missed';

/**
 * Undefined, with a reason among the gaps, where windows that are too long could also find less.
 *
 * @param inputs which rows each of the rules matches
 * @param all which rows one of them matches, among those that there are
 * @param suffix of the columns that are made
 */
export function statsOf(
  request: CorrelationRequest,
  inputs: readonly Condition[],
  all: Condition,
  suffix: string,
  gaps: CorrelationGap[],
): Stats | undefined {
  const { type, condition, typeSpan } = request.correlation.correlation;
  const refuse = (reason: string, span: CorrelationGap['span']): void => {
    gaps.push({
      feature: 'correlation',
      reason,
      span,
      hints: [],
      outcome: 'refused',
      rule: request.correlation,
    });
  };
  if (type === 'event_count') {
    const [bound, ...others] = condition.kind === 'threshold' ? condition.bounds : [];
    const operator = bound?.operator === 'gte' ? '>=' : bound?.operator === 'gt' ? '>' : undefined;
    if (bound === undefined || operator === undefined || others.length > 0) {
      refuse('in windows that are too long there are not fewer events', condition.span);
      return undefined;
    }
    const number = `sigma_number${suffix}`;
    return {
      stats: `${number} = ${count(all)}`,
      test: `${number} ${operator} ${bound.value}`,
      reason: LONGER,
    };
  }
  if (type !== 'temporal' && type !== 'temporal_ordered') {
    refuse('numbers over windows that are too long can be larger or smaller', typeSpan);
    return undefined;
  }
  const alternatives = sequencesOf(request);
  if (alternatives?.every(({ absent }) => absent.length === 0) !== true) {
    refuse('what is absent from a window may be in one that is too long', condition.span);
    return undefined;
  }
  const column = (index: number): string => `sigma_rule${index + 1}${suffix}`;
  return {
    stats: inputs.map((input, index) => `${column(index)} = ${count(input)}`).join(', '),
    // Of an expression that contradicts itself there are no alternatives.
    test:
      alternatives.length === 0
        ? 'false'
        : alternatives.map((each) => occurText(each, alternatives, column)).join(' or '),
    reason: type === 'temporal' ? LONGER : `it does not know the order of rows, and ${LONGER}`,
  };
}

function count(condition: Condition): string {
  return condition === undefined ? 'count(*)' : `count(*) where ${condition}`;
}

function occurText(
  { occur }: Alternative,
  { length }: readonly unknown[],
  column: (index: number) => string,
): string {
  const text = occur.map((index) => `${column(index)} > 0`).join(' and ');
  return length > 1 && occur.length > 1 ? `(${text})` : text;
}

/** Whether a row is meant by one of the conditions. */
export function anyOf(conditions: readonly Condition[]): Condition {
  const asked = [...new Set(conditions.filter((each) => each !== undefined))];
  if (conditions.includes(undefined)) return undefined;
  const [only] = asked;
  return asked.length < 2 ? only : asked.map((each) => `(${each})`).join(' or ');
}
