/**
 * Correlations in ES|QL: `sigmaq/backends/esql/correlations`.
 *
 * ES|QL groups rows and cannot look back from each, so its windows have fixed boundaries. To miss nothing they are twice as
 * long as asked for and overlap by half: every window of the correlation lies within one of them. What they find is
 * therefore more, never less, and said to be so; what could be less as well is refused.
 *
 * https://www.elastic.co/docs/reference/query-languages/esql/commands/stats-by
 * https://www.elastic.co/docs/reference/query-languages/esql/functions-operators/date-time-functions#esql-date_trunc
 */
import {
  isRule,
  sequencesOf,
  type Alternative,
  type CorrelationBackend,
  type CorrelationGap,
  type CorrelationInput,
  type CorrelationRequest,
  type CorrelationResult,
  type RuleInput,
} from '../../lib/backend/correlation.ts';
import { createEsql, type EsqlOptions } from './index.ts';
import { quoteField, quoteSource } from './quoting.ts';

/** Settings of {@link createEsqlCorrelations}. */
export interface EsqlCorrelationOptions extends EsqlOptions {
  /**
   * The field with the time of an event.
   * @default '@timestamp'
   */
  readonly time?: string;
}

/** When a window begins. No field of an event is called so. */
const WINDOW = 'sigma_window';
const NUMBER = 'sigma_number';

/**
 * A backend for correlations in ES|QL. Its rows are windows and groups in which the correlation may match.
 *
 * @throws RangeError for settings that `createEsql` does not take either
 * @example
 * // type: event_count, group-by: [user.name], timespan: 5m, condition: { gte: 10 }, over a rule with event.code: 4625:
 * // from *
 * // | where event.code == "4625"
 * // | where not (to_string(user.name) == "")
 * // | eval sigma_window = mv_append(date_trunc(300 seconds, @timestamp), date_trunc(300 seconds, @timestamp) - 300 seconds)
 * // | mv_expand sigma_window
 * // | stats sigma_number = count(*) by sigma_window, user.name
 * // | where sigma_number >= 10
 */
export function createEsqlCorrelations(options: EsqlCorrelationOptions = {}): CorrelationBackend {
  const { index = '*', time = '@timestamp' } = options;
  const backend = createEsql(options);
  const ownSources = index.split(',').map((pattern) => pattern.trim());

  function correlate(request: CorrelationRequest): CorrelationResult<string> {
    const gaps: CorrelationGap[] = [];
    const conditions = request.inputs.map((input) => conditionOf(input, gaps));
    const groups = groupsOf(request, gaps);
    const field = quoteField(time);
    if (field === undefined)
      refuse(gaps, 'ES|QL cannot name the field of the time', request.correlation.span);
    const found = statsOf(request, conditions, gaps);
    if (found === undefined || gaps.length > 0) return { outputs: [], gaps };

    const { timespan } = request.correlation.correlation;
    const { reason, stats, test } = found;
    const start = `date_trunc(${timespan.seconds} seconds, ${field ?? ''})`;
    // Of a missing value both comparisons are null, and `where` drops the row.
    const present = groups.map((group) => `not (to_string(${group}) == "")`);
    const commands = [
      `from ${sourcesOf(request, ownSources).map(quoteSource).join(', ')}`,
      `where ${conditions.map((text) => (conditions.length > 1 ? `(${text})` : text)).join(' or ')}`,
      ...(present.length > 0 ? [`where ${present.join(' and ')}`] : []),
      `eval ${WINDOW} = mv_append(${start}, ${start} - ${timespan.seconds} seconds)`,
      `mv_expand ${WINDOW}`,
      `stats ${stats} by ${[WINDOW, ...groups].join(', ')}`,
      `where ${test}`,
    ];
    const gap: CorrelationGap = {
      feature: 'correlation',
      reason,
      span: timespan.span,
      hints: ['other targets have windows that slide: EQL, SPL, KQL and SQL'],
      outcome: 'superset',
    };
    return { outputs: [commands.join('\n| ')], gaps: [gap] };
  }

  function conditionOf({ of, reference }: CorrelationInput, gaps: CorrelationGap[]): string {
    if (!isRule(of)) {
      refuse(gaps, 'a query has its events from indices, not from other correlations', reference.span);
      return '';
    }
    const { rule, query, schema } = of;
    const request = { rule, queries: [query], format: 'condition', approximate: 'never', schema } as const;
    const { outputs, gaps: ofRule } = backend.convert(request);
    for (const gap of ofRule) gaps.push({ ...gap, rule });
    return outputs[0] ?? '';
  }

  return {
    name: 'esql',
    title: 'Elastic ES|QL',
    assumptions: [...backend.assumptions, 'Fields that are grouped by hold one text.'],
    correlate,
  };
}

function refuse(gaps: CorrelationGap[], reason: string, span: CorrelationGap['span']): void {
  gaps.push({ feature: 'correlation', reason, span, hints: [], outcome: 'refused' });
}

function sourcesOf({ inputs }: CorrelationRequest, own: readonly string[]): readonly string[] {
  const rules = inputs.map(({ of }) => of).filter((of): of is RuleInput => isRule(of));
  const found = rules.flatMap(({ schema }) => (schema?.sources.length ? schema.sources : own));
  return [...new Set(found)];
}

/** The names of the groups, which must be the same in the events of all rules. */
function groupsOf({ inputs }: CorrelationRequest, gaps: CorrelationGap[]): readonly string[] {
  const [first, ...others] = inputs;
  const other = others.find(({ groupBy }) => groupBy.join() !== first?.groupBy.join());
  if (other !== undefined) {
    refuse(gaps, 'rows are grouped by the same fields, whichever rule they match', other.reference.span);
  }
  return (first?.groupBy ?? []).map((name) => {
    const field = name === undefined ? undefined : quoteField(name);
    if (field === undefined && first !== undefined) {
      refuse(
        gaps,
        'a field that is grouped by has no single name that ES|QL can write',
        first.reference.span,
      );
    }
    return field ?? '';
  });
}

interface Stats {
  readonly stats: string;
  readonly test: string;
  /** Why more is found. */
  readonly reason: string;
}

const LONGER = 'its windows have fixed boundaries, and are twice as long so that none is missed';

/** Undefined, with a reason among the gaps, where windows that are too long could also find less. */
function statsOf(
  request: CorrelationRequest,
  conditions: readonly string[],
  gaps: CorrelationGap[],
): Stats | undefined {
  const { type, condition, typeSpan } = request.correlation.correlation;
  if (type === 'event_count') {
    const [bound, ...others] = condition.kind === 'threshold' ? condition.bounds : [];
    const operator = bound?.operator === 'gte' ? '>=' : bound?.operator === 'gt' ? '>' : undefined;
    if (bound === undefined || operator === undefined || others.length > 0) {
      refuse(gaps, 'in windows that are too long there are not fewer events', condition.span);
      return undefined;
    }
    return { stats: `${NUMBER} = count(*)`, test: `${NUMBER} ${operator} ${bound.value}`, reason: LONGER };
  }
  if (type !== 'temporal' && type !== 'temporal_ordered') {
    refuse(gaps, 'numbers over windows that are too long can be larger or smaller', typeSpan);
    return undefined;
  }
  const alternatives = sequencesOf(request);
  if (alternatives?.every(({ absent }) => absent.length === 0) !== true) {
    refuse(gaps, 'what is absent from a window may be in one that is too long', condition.span);
    return undefined;
  }
  const stats = conditions.map((text, index) => `${ruleColumn(index)} = count(*) where ${text}`).join(', ');
  const reason = type === 'temporal' ? LONGER : `it does not know the order of rows, and ${LONGER}`;
  return { stats, test: alternatives.map(occurText).join(' or '), reason };
}

function ruleColumn(index: number): string {
  return `sigma_rule${index + 1}`;
}

function occurText({ occur }: Alternative, _: number, { length }: readonly unknown[]): string {
  const text = occur.map((index) => `${ruleColumn(index)} > 0`).join(' and ');
  return length > 1 && occur.length > 1 ? `(${text})` : text;
}

/** {@link createEsqlCorrelations} with its defaults. */
export const esqlCorrelations: CorrelationBackend = /* @__PURE__ */ createEsqlCorrelations();
