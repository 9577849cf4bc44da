/** What is computed over a window, and the test of it, command by command. */
import type { Correlation, ThresholdBound, ThresholdOperator } from '../../../lib/ast/correlation.ts';
import { sequencesOf, type Alternative, type CorrelationRequest } from '../../../lib/backend/correlation.ts';
import { decimalOf } from '../words.ts';
import { countCommands, MOST_EVENTS } from './count.ts';
import { byGroups, isAbout, isWithin, lastField, NUMBER, VALUE } from './names.ts';
import { refuse, type Writer } from './writer.ts';

/** Commands over rows in order of time, and what must hold in the last row of each time. */
export interface Window {
  readonly commands: readonly string[];
  readonly test: string;
}

/** Undefined after a refusal. */
export function windowOf(request: CorrelationRequest, writer: Writer): Window | undefined {
  const { correlation } = request.correlation;
  const { type, condition } = correlation;
  if (type === 'temporal_ordered') return sequenceWindow(request, writer);
  if (type === 'temporal') return togetherWindow(request);
  const bounds = condition.kind === 'threshold' ? condition.bounds : [];
  if (type === 'event_count') {
    const counted = countCommands(correlation, bounds);
    if (counted === undefined) {
      refuse(writer, `SPL looks back on at most ${MOST_EVENTS} events`, condition.span);
    }
    return counted;
  }
  const percentile = condition.kind === 'threshold' ? condition.percentile : undefined;
  const command = `streamstats time_window=${correlation.timespan.seconds}s ${aggregate(type, percentile)} AS ${NUMBER}${byGroups(correlation)}`;
  return { commands: [command], test: boundsText(bounds) };
}

function aggregate(type: Correlation['type'], percentile: number | undefined): string {
  switch (type) {
    case 'value_count':
      return `dc(${VALUE})`;
    case 'value_sum':
      return `sum(${VALUE})`;
    case 'value_avg':
      return `avg(${VALUE})`;
    case 'value_min':
      return `min(${VALUE})`;
    case 'value_max':
      return `max(${VALUE})`;
    default:
      return byRank(percentile ?? 50);
  }
}

/**
 * The value of the nearest rank. Of n values in order, Splunk takes the one at the position percentile × n / 100, rounded
 * down, counted from zero; a percentile a trifle lower is therefore the value of the nearest rank for up to a million values.
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/statistical-and-charting-functions/aggregate-functions
 */
function byRank(percentile: number): string {
  return percentile <= 0 ? `min(${VALUE})` : `exactperc${(percentile - 0.000_000_1).toFixed(7)}(${VALUE})`;
}

const OPERATORS: Readonly<Record<ThresholdOperator, string>> = {
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  eq: '=',
  neq: '!=',
};

function boundsText(bounds: readonly ThresholdBound[]): string {
  return bounds
    .map(({ operator, value }) => `${NUMBER}${OPERATORS[operator]}${decimalOf(value) ?? value}`)
    .join(' AND ');
}

/** When each rule was last seen: it occurs in the window if that is not too long ago. */
function lastTimes({ correlation: { correlation }, inputs }: CorrelationRequest): string {
  const latest = inputs.map(
    (_, index) => `max(eval(if(${isAbout(index)}, _time, null()))) AS ${lastField(index)}`,
  );
  return `streamstats ${latest.join(' ')}${byGroups(correlation)}`;
}

function togetherWindow(request: CorrelationRequest): Window {
  const { correlation } = request.correlation;
  const { condition } = correlation;
  const commands = [lastTimes(request)];
  if (request.alternatives !== undefined) {
    return { commands, test: anyOf(request.alternatives.map((each) => together(each, correlation))) };
  }
  const bounds = condition.kind === 'threshold' ? condition.bounds : [];
  const sum = request.inputs
    .map((_, index) => isWithin(lastField(index), correlation).replace(/=1$/, ''))
    .join('+');
  return { commands: [...commands, `eval ${NUMBER}=${sum}`], test: boundsText(bounds) };
}

function together({ occur, absent }: Alternative, correlation: Correlation): string {
  return [
    ...occur.map((index) => isWithin(lastField(index), correlation)),
    ...absentTests(absent, correlation),
  ].join(' AND ');
}

function absentTests(absent: readonly number[], correlation: Correlation): readonly string[] {
  return absent.map((index) => `NOT (${isWithin(lastField(index), correlation)})`);
}

function anyOf(tests: readonly string[]): string {
  return tests.length === 1 ? (tests[0] ?? '') : tests.map((test) => `(${test})`).join(' OR ');
}

/**
 * For each event of a sequence the latest beginning that leads to it: of all, that is the one that is longest within
 * the window.
 */
function sequenceWindow(request: CorrelationRequest, writer: Writer): Window | undefined {
  const { correlation } = request.correlation;
  const alternatives = sequencesOf(request);
  if (alternatives === undefined) {
    refuse(
      writer,
      'SPL has sequences of all the rules, or of those that an expression names, but not of some number of them',
      correlation.condition.span,
      ['use `temporal` if the order does not matter, or write an expression over the rules'],
    );
    return undefined;
  }
  const by = byGroups(correlation);
  const commands = alternatives.some(({ absent }) => absent.length > 0) ? [lastTimes(request)] : [];
  const tests = alternatives.map(({ occur, absent }, number) => {
    let beginning = '_time';
    for (const [position, index] of occur.entries()) {
      const next = `sigma_begin${number + 1}_${position + 1}`;
      commands.push(`streamstats max(eval(if(${isAbout(index)}, ${beginning}, null()))) AS ${next}${by}`);
      beginning = next;
    }
    return [isWithin(beginning, correlation), ...absentTests(absent, correlation)].join(' AND ');
  });
  return { commands, test: anyOf(tests) };
}
