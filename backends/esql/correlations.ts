/**
 * Correlations in ES|QL: `sigmaq/backends/esql/correlations`.
 *
 * ES|QL groups rows and cannot look back from each, so its windows have fixed boundaries. To miss nothing they are twice as
 * long as asked for and overlap by half: every window of the correlation lies within one of them. What they find is
 * therefore more, never less, and said to be so; what could be less as well is refused.
 *
 * Of an inner correlation each event keeps the one window that holds all that is before it, in which `inline stats` counts
 * for it; so events that may be its matches go on to what is further out.
 *
 * https://www.elastic.co/docs/reference/query-languages/esql/commands/stats-by
 * https://www.elastic.co/docs/reference/query-languages/esql/commands/inlinestats-by
 * https://www.elastic.co/docs/reference/query-languages/esql/functions-operators/date-time-functions#esql-date_trunc
 */
import type { SigmaCorrelation } from '../../lib/ast/correlation.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import {
  isRule,
  type CorrelationBackend,
  type CorrelationGap,
  type CorrelationInput,
  type CorrelationRequest,
  type CorrelationResult,
  type RuleInput,
} from '../../lib/backend/correlation.ts';
import { innerCorrelations, pathsOf, tooDeep } from '../../lib/backend/correlation-paths.ts';
import { anyOf, statsOf, type Condition, type Stats } from './correlations-windows.ts';
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
    const { correlation } = request;
    const gaps: CorrelationGap[] = [];
    const field = quoteField(time);
    if (field === undefined) refuse(gaps, 'ES|QL cannot name the field of the time', correlation.span);
    const deep = tooDeep(request);
    if (deep !== undefined)
      refuse(gaps, 'a query for so many correlations in each other would be too large', deep.span);
    if (gaps.length > 0) return { outputs: [], gaps };

    const rules = new Map<SigmaRule, RuleInput>(pathsOf(request).map(({ rule }) => [rule.rule, rule]));
    const texts = new Map([...rules].map(([rule, input]) => [rule, conditionOf(input, gaps)]));
    const inner = innerCorrelations(request);
    const flags = new Map<SigmaCorrelation, string>(
      inner.map((each, position) => [each.correlation, `sigma_inner${position + 1}`]),
    );
    const isNoted = inner.length > 0 && rules.size > 1;
    const notes = new Map([...rules.keys()].map((rule, position) => [rule, `sigma_is${position + 1}`]));
    const inputCondition = ({ of }: CorrelationInput): Condition => {
      if (!isRule(of)) return `${flags.get(of.correlation)} == true`;
      if (isNoted) return `${notes.get(of.rule)} == true`;
      return inner.length > 0 ? undefined : texts.get(of.rule);
    };
    const levels = [...inner, request].map((each, position) =>
      levelOf(
        each,
        position < inner.length ? `_i${position + 1}` : '',
        each.inputs.map(inputCondition),
        gaps,
      ),
    );
    const usable = levels.filter((level) => level !== undefined);
    const last = usable.at(-1);
    if (
      last === undefined ||
      usable.length < levels.length ||
      gaps.some(({ outcome }) => outcome === 'refused')
    )
      return { outputs: [], gaps: gaps.filter(({ outcome }) => outcome === 'refused') };

    const noted = [...rules.keys()].map((rule) => `${notes.get(rule)} = ${texts.get(rule)}`);
    const part = inner.length > 0 ? anyOf(last.inputs) : undefined;
    const found = anyOf([...texts.values()]);
    const commands = [
      `from ${sourcesOf(rules.values(), ownSources).map(quoteSource).join(', ')}`,
      ...(found === undefined ? [] : [`where ${found}`]),
      ...(isNoted ? [`eval ${noted.join(', ')}`] : []),
      ...inner.flatMap((each, position) =>
        innerCommands(usable[position] as Level, flags.get(each.correlation) ?? '', field ?? ''),
      ),
      ...(part === undefined ? [] : [`where ${part}`]),
      ...(last.groups.length > 0 ? [`where ${presentText(last)}`] : []),
      ...windowCommands(last, field ?? ''),
      `stats ${last.stats.stats} by ${[last.window, ...last.groups].join(', ')}`,
      `where ${last.stats.test}`,
    ];
    return { outputs: [commands.join('\n| ')], gaps };
  }

  function conditionOf({ rule, query, schema }: RuleInput, gaps: CorrelationGap[]): string {
    const request = { rule, queries: [query], format: 'condition', approximate: 'never', schema } as const;
    const { outputs, gaps: ofRule } = backend.convert(request);
    for (const gap of ofRule) gaps.push({ ...gap, rule });
    return outputs[0] ?? '';
  }

  return {
    name: 'esql',
    title: 'Elastic ES|QL',
    assumptions: [
      ...backend.assumptions,
      'Fields that are grouped by hold one text.',
      'For correlations of correlations Elasticsearch is 9.2 or later, which has INLINE STATS.',
    ],
    correlate,
  };
}

function refuse(
  gaps: CorrelationGap[],
  reason: string,
  span: CorrelationGap['span'],
  rule?: SigmaCorrelation,
): void {
  gaps.push({ feature: 'correlation', reason, span, hints: [], outcome: 'refused', ...(rule && { rule }) });
}

/** One correlation of a chain, on its way into commands. */
interface Level {
  readonly seconds: number;
  /** The column with the beginning of a window. */
  readonly window: string;
  readonly inputs: readonly Condition[];
  readonly groups: readonly string[];
  readonly stats: Stats;
}

/** Undefined after a refusal; what finds more is noted among the gaps. */
function levelOf(
  request: CorrelationRequest,
  suffix: string,
  inputs: readonly Condition[],
  gaps: CorrelationGap[],
): Level | undefined {
  const { correlation } = request;
  const { timespan } = correlation.correlation;
  const groups = groupsOf(request, gaps);
  // Before the outermost one, rows that match none of the rules have been dropped.
  const all = suffix === '' ? undefined : anyOf(inputs);
  const stats = statsOf(request, inputs, all, suffix, gaps);
  if (groups === undefined || stats === undefined) return undefined;
  gaps.push({
    feature: 'correlation',
    reason: stats.reason,
    span: timespan.span,
    hints: ['other targets have windows that slide: EQL, SPL, KQL and SQL'],
    outcome: 'superset',
    rule: correlation,
  });
  return { seconds: timespan.seconds, window: `sigma_window${suffix}`, inputs, groups, stats };
}

/** A row for each of the two windows that an event is in. */
function windowCommands({ seconds, window }: Level, time: string): readonly string[] {
  const start = `date_trunc(${seconds} seconds, ${time})`;
  return [`eval ${window} = mv_append(${start}, ${start} - ${seconds} seconds)`, `mv_expand ${window}`];
}

/** Of a missing value both comparisons are null, and `where` drops the row. */
function presentText({ groups }: Level): string {
  return groups.map((group) => `not (to_string(${group}) == "")`).join(' and ');
}

/** Notes of each event whether it may be a match. Of its windows, the earlier one holds all that can count for it. */
function innerCommands(level: Level, flag: string, time: string): readonly string[] {
  const { seconds, window, inputs, groups, stats } = level;
  const part = anyOf(inputs);
  const tests = [
    ...(part === undefined ? [] : [`(${part})`]),
    ...(groups.length > 0 ? [presentText(level)] : []),
    stats.test.includes(' or ') ? `(${stats.test})` : stats.test,
  ];
  return [
    ...windowCommands(level, time),
    `inline stats ${stats.stats} by ${[window, ...groups].join(', ')}`,
    `where ${window} == date_trunc(${seconds} seconds, ${time}) - ${seconds} seconds`,
    `eval ${flag} = ${tests.join(' and ')}`,
  ];
}

function sourcesOf(rules: Iterable<RuleInput>, own: readonly string[]): readonly string[] {
  const found = [...rules].flatMap(({ schema }) => (schema?.sources.length ? schema.sources : own));
  return [...new Set(found)];
}

/** The names of the groups, which must be the same in the events of all rules; undefined after a refusal. */
function groupsOf(request: CorrelationRequest, gaps: CorrelationGap[]): readonly string[] | undefined {
  const { correlation } = request;
  const [first, ...others] = pathsOf(request);
  const spanOf = (input: number): CorrelationGap['span'] =>
    (request.inputs[input]?.reference ?? correlation).span;
  const other = others.find(({ groupBy }) => groupBy.join('\n') !== first?.groupBy.join('\n'));
  if (other !== undefined) {
    const reason = 'rows are grouped by the same fields, whichever rule they match';
    refuse(gaps, reason, spanOf(other.input), correlation);
    return undefined;
  }
  const fields = (first?.groupBy ?? []).map((name) => (name === undefined ? undefined : quoteField(name)));
  const known = fields.filter((field) => field !== undefined);
  if (known.length === fields.length) return known;
  const reason = 'a field that is grouped by has no single name that ES|QL can write';
  refuse(gaps, reason, spanOf(first?.input ?? 0), correlation);
  return undefined;
}

/** {@link createEsqlCorrelations} with its defaults. */
export const esqlCorrelations: CorrelationBackend = /* @__PURE__ */ createEsqlCorrelations();
