/**
 * Correlations in EQL: `sigmaq/backends/eql/correlations`.
 *
 * EQL has sequences, and nothing that computes over a window: rules in order are one sequence, rules in any order one for
 * each order, many events of one kind a sequence that repeats itself. An inner correlation stands in the sequence with its
 * own rules, which finds more than it should. The rest is refused.
 *
 * https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax#eql-sequences
 */
import type {
  CorrelationBackend,
  CorrelationGap,
  CorrelationRequest,
  CorrelationResult,
} from '../../lib/backend/correlation.ts';
import { pathsOf, tooDeep, type CorrelationPath } from '../../lib/backend/correlation-paths.ts';
import { and, leaf } from '../../lib/query/build.ts';
import { sequencesFor } from './correlations-sequences.ts';
import { createEql, type EqlOptions } from './index.ts';
import { quoteField } from './quoting.ts';

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
    const { correlation } = request;
    const deep = tooDeep(request);
    if (deep !== undefined)
      refuse(gaps, 'a sequence of so many correlations in each other would be too long', deep.span);
    if (gaps.length > 0) return { outputs: [], gaps };
    const paths = pathsOf(request);
    const items = paths.map((path) => itemOf(path, request, gaps));
    const found = gaps.length > 0 ? undefined : sequencesFor(request, gaps);
    if (found === undefined || gaps.length > 0) return { outputs: [], gaps };
    if (paths.some(({ through }) => through.length > 0)) {
      gaps.push({
        feature: 'correlation',
        reason:
          'a sequence has one span, the sum of those of inner and outer correlations, and does not ask when the inner one matches',
        span: correlation.correlation.timespan.span,
        hints: ['SPL, KQL and SQL have a window for each correlation'],
        outcome: 'superset',
      });
    }
    const usable = items.filter((item) => item !== undefined);
    return { outputs: found.orders.map((order) => sequenceText(order, usable, found.seconds)), gaps };
  }

  function itemOf(
    path: CorrelationPath,
    request: CorrelationRequest,
    gaps: CorrelationGap[],
  ): Item | undefined {
    const { span } = request.inputs[path.input]?.reference ?? request.correlation;
    const { rule, query, schema } = path.rule;
    const { groupBy } = path;
    const foreign = foreignGroup(request, path);
    if (foreign !== undefined) {
      const reason = `only the last event of an inner match has \`${foreign}\`, and a sequence asks all of them`;
      if (!gaps.some((gap) => gap.reason === reason && gap.span === span))
        refuse(gaps, reason, span, ['let the inner correlation group by the field as well']);
      return undefined;
    }
    const present = groupBy.flatMap((field) =>
      field === undefined ? [] : leaf(field, { kind: 'exists' }, span),
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
    if (by.includes(undefined))
      refuse(gaps, 'a field that is grouped by has no single name that EQL can write', span);
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
      'Fields that are grouped by are mapped, have one value, and are missing rather than empty.',
    ],
    correlate,
  };
}

function refuse(
  gaps: CorrelationGap[],
  reason: string,
  span: CorrelationGap['span'],
  hints: readonly string[] = [],
): void {
  gaps.push({ feature: 'correlation', reason, span, hints, outcome: 'refused' });
}

/** A group of the correlation that one on the way has not among its own. */
function foreignGroup({ correlation }: CorrelationRequest, { through }: CorrelationPath): string | undefined {
  let names = correlation.correlation.groupBy.map(({ name }) => name);
  for (const { request } of through) {
    const own = request.correlation.correlation.groupBy.map(({ name }) => name);
    const foreign = names.find((name) => !own.includes(name));
    if (foreign !== undefined) return foreign;
    names = names.filter((name) => own.includes(name));
  }
  return undefined;
}

function sequenceText(order: readonly number[], items: readonly Item[], seconds: number): string {
  const chosen = order.flatMap((path) => items[path] ?? []);
  const [first] = chosen;
  if (first === undefined) return '';
  if (chosen.length === 1) return first.alone;
  const isCommon = chosen.every(({ by }) => by.join() === first.by.join());
  const byOf = (by: readonly string[]): string => (by.length === 0 ? '' : ` by ${by.join(', ')}`);
  const head = `sequence${isCommon ? byOf(first.by) : ''} with maxspan=${seconds}s`;
  const lines: string[] = [];
  for (let at = 0; at < chosen.length;) {
    const { query, by } = chosen[at] as Item;
    let end = at + 1;
    while (chosen[end] === chosen[at]) end++;
    const runs = end - at > 1 ? ` with runs=${end - at}` : '';
    lines.push(`[${query}]${isCommon ? '' : byOf(by)}${runs}`);
    at = end;
  }
  return [head, ...lines].join('\n  ');
}

/** {@link createEqlCorrelations} with its defaults. */
export const eqlCorrelations: CorrelationBackend = /* @__PURE__ */ createEqlCorrelations();
