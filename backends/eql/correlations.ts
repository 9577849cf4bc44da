/**
 * Correlations in EQL: `sigmaq/backends/eql/correlations`.
 *
 * EQL has sequences, and nothing that computes over a window: rules in order are one sequence, rules in any order one for
 * each order, many events of one kind a sequence that repeats itself. The rest is refused.
 *
 * https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax#eql-sequences
 */
import {
  isRule,
  sequencesOf,
  type CorrelationBackend,
  type CorrelationGap,
  type CorrelationInput,
  type CorrelationRequest,
  type CorrelationResult,
} from '../../lib/backend/correlation.ts';
import { and, leaf } from '../../lib/query/build.ts';
import { createEql, type EqlOptions } from './index.ts';
import { quoteField } from './quoting.ts';

/** Of rules in any order there is a query for each order: two for two rules, six for three. */
const MAX_QUERIES = 24;

/** Elasticsearch repeats an item of a sequence no more often. */
const MAX_RUNS = 100;

/** An item of a sequence. */
interface Item {
  /** `any where …` */
  readonly query: string;
  /** The same by itself, where no sequence asks for the fields that are grouped by. */
  readonly alone: string;
  readonly by: readonly string[];
}

/**
 * A backend for correlations in EQL. A correlation can become several queries of which each finds some of the matches.
 *
 * @throws RangeError for settings that `createEql` does not take either
 * @example
 * // type: temporal_ordered, rules: [failed_login, successful_login], group-by: [user.name], timespan: 5m:
 * // sequence by user.name with maxspan=300s
 * //   [any where ?event.outcome : "failure"]
 * //   [any where ?event.outcome : "success"]
 */
export function createEqlCorrelations(options: EqlOptions = {}): CorrelationBackend {
  const backend = createEql(options);

  function correlate(request: CorrelationRequest): CorrelationResult<string> {
    const gaps: CorrelationGap[] = [];
    const items = request.inputs.map((input) => itemOf(input, gaps));
    const sequences = gaps.length > 0 ? undefined : sequencesFor(request, gaps);
    if (sequences === undefined) return { outputs: [], gaps };
    const { seconds } = request.correlation.correlation.timespan;
    const usable = items.filter((item) => item !== undefined);
    return { outputs: sequences.map((positions) => sequenceText(positions, usable, seconds)), gaps };
  }

  function itemOf({ of, reference, groupBy }: CorrelationInput, gaps: CorrelationGap[]): Item | undefined {
    if (!isRule(of)) {
      refuse(gaps, 'a sequence is made of events, not of other sequences', reference.span);
      return undefined;
    }
    const { rule, query, schema } = of;
    const present = groupBy.flatMap((field) =>
      field === undefined ? [] : leaf(field, { kind: 'exists' }, reference.span),
    );
    const { outputs, gaps: ofRule } = backend.convert({
      rule,
      queries: [query, and([query, ...present])],
      format: 'default',
      approximate: 'never',
      schema,
    });
    // Each gap comes with both of them.
    for (const gap of ofRule.slice(0, ofRule.length / 2)) gaps.push({ ...gap, rule });
    const by = groupBy.map((field) => (field === undefined ? undefined : quoteField(field)));
    if (by.includes(undefined)) {
      refuse(gaps, 'a field that is grouped by has no single name that EQL can write', reference.span);
    }
    const [text, alone] = outputs;
    if (text === undefined || alone === undefined) return undefined;
    return { query: text, alone, by: by.filter((field) => field !== undefined) };
  }

  return {
    name: 'eql',
    title: 'Elastic EQL',
    assumptions: [
      ...backend.assumptions,
      'No event matches two of the rules that are correlated, and no two of these events have the same time.',
      'Fields that are grouped by are mapped, and missing rather than empty.',
    ],
    correlate,
  };
}

function refuse(gaps: CorrelationGap[], reason: string, span: CorrelationGap['span']): void {
  gaps.push({ feature: 'correlation', reason, span, hints: [], outcome: 'refused' });
}

/** The positions of the rules in each sequence; undefined, with the reason among the gaps, where there is none. */
function sequencesFor(
  request: CorrelationRequest,
  gaps: CorrelationGap[],
): readonly (readonly number[])[] | undefined {
  const { type, typeSpan, condition } = request.correlation.correlation;
  switch (type) {
    case 'event_count':
      return repeated(request, gaps);
    case 'temporal':
    case 'temporal_ordered': {
      const alternatives = sequencesOf(request);
      if (alternatives?.every(({ absent }) => absent.length === 0) !== true) {
        refuse(gaps, 'a sequence has events that occur, at least so many, and no others', condition.span);
        return undefined;
      }
      const orders = alternatives.flatMap(({ occur }) =>
        type === 'temporal' ? permutations(occur) : [occur],
      );
      if (orders.length <= MAX_QUERIES) return orders;
      refuse(gaps, `it would take more than ${MAX_QUERIES} sequences to find all orders`, typeSpan);
      return undefined;
    }
    default:
      refuse(gaps, 'EQL computes nothing over the values of events', typeSpan);
      return undefined;
  }
}

/** At least so many events: the same item again and again. */
function repeated(
  { correlation: { correlation }, inputs }: CorrelationRequest,
  gaps: CorrelationGap[],
): readonly (readonly number[])[] | undefined {
  const { condition, rules } = correlation;
  const [bound, ...others] = condition.kind === 'threshold' ? condition.bounds : [];
  const least =
    bound?.operator === 'gte' ? bound.value : bound?.operator === 'gt' ? bound.value + 1 : undefined;
  if (least === undefined || others.length > 0) {
    refuse(gaps, 'a sequence tells of at least so many events, but not of fewer', condition.span);
  } else if (least > MAX_RUNS) {
    refuse(gaps, `Elasticsearch repeats an item at most ${MAX_RUNS} times`, condition.span);
  } else if (inputs.length > 1) {
    refuse(gaps, 'a sequence repeats the events of one rule', (rules[1] ?? correlation).span);
  } else return [Array.from({ length: Math.max(1, Math.ceil(least)) }, () => 0)];
  return undefined;
}

function permutations(positions: readonly number[]): readonly (readonly number[])[] {
  if (positions.length < 2) return [positions];
  // Twenty-four is what is of use: four positions have as many orders.
  if (positions.length > 4) return Array.from({ length: MAX_QUERIES + 1 }, () => positions);
  return positions.flatMap((first) =>
    permutations(positions.filter((each) => each !== first)).map((rest) => [first, ...rest]),
  );
}

function sequenceText(positions: readonly number[], items: readonly Item[], seconds: number): string {
  const chosen = positions.flatMap((position) => items[position] ?? []);
  const [first] = chosen;
  if (first === undefined) return '';
  if (chosen.length === 1) return first.alone;
  const isCommon = chosen.every(({ by }) => by.join() === first.by.join());
  const isRepeat = positions.every((position) => position === positions[0]);
  const byOf = (by: readonly string[]): string => (by.length === 0 ? '' : ` by ${by.join(', ')}`);
  const head = `sequence${isCommon ? byOf(first.by) : ''} with maxspan=${seconds}s`;
  const texts = isRepeat
    ? [`[${first.query}] with runs=${chosen.length}`]
    : chosen.map(({ query, by }) => `[${query}]${isCommon ? '' : byOf(by)}`);
  return [head, ...texts].join('\n  ');
}

/** {@link createEqlCorrelations} with its defaults. */
export const eqlCorrelations: CorrelationBackend = /* @__PURE__ */ createEqlCorrelations();
