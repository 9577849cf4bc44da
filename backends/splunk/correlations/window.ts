/** What is computed over a window, and the test of it, command by command. */
import type { Correlation, ThresholdBound, ThresholdOperator } from '../../../lib/ast/correlation.ts';
import { sequencesOf, type Alternative, type CorrelationRequest } from '../../../lib/backend/correlation.ts';
import { decimalOf } from '../words.ts';
import { countCommands, MOST_EVENTS } from './count.ts';
import { isWithin, type Names } from './names.ts';
import { refuse, type Writer } from './writer.ts';

/** Commands over rows in order of time, and what must hold in the last row of each time. */
export interface Window {
  readonly commands: readonly string[];
  readonly test: string;
}

/** Undefined after a refusal. */
export function windowOf(request: CorrelationRequest, names: Names, writer: Writer): Window | undefined {
  const { correlation } = request.correlation;
  const { type, condition } = correlation;
  if (type === 'temporal_ordered') return sequenceWindow(request, names, writer);
  if (type === 'temporal') return togetherWindow(request, names);
  const bounds = condition.kind === 'threshold' ? condition.bounds : [];
  if (type === 'event_count') {
    const counted = countCommands(correlation, bounds, names);
    if (counted === undefined) {
      refuse(writer, `SPL looks back on at most ${MOST_EVENTS} events`, condition.span);
    }
    return counted;
  }
  const percentile = condition.kind === 'threshold' ? condition.percentile : undefined;
  const command = `streamstats time_window=${correlation.timespan.seconds}s ${aggregate(type, names.value, percentile)} AS ${names.number}${names.by}`;
  return { commands: [command], test: boundsText(names.number, bounds) };
}

function aggregate(type: Correlation['type'], value: string, percentile: number | undefined): string {
  switch (type) {
    case 'value_count':
      return `dc(${value})`;
    case 'value_sum':
      return `sum(${value})`;
    case 'value_avg':
      return `avg(${value})`;
    case 'value_min':
      return `min(${value})`;
    case 'value_max':
      return `max(${value})`;
    default:
      return byRank(value, percentile ?? 50);
  }
}

/**
 * The value of the nearest rank. Of n values in order, Splunk takes the one at the position percentile × n / 100, rounded
 * down, counted from zero; a percentile a trifle lower is therefore the value of the nearest rank for up to a million values.
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/statistical-and-charting-functions/aggregate-functions
 */
function byRank(value: string, percentile: number): string {
  return percentile <= 0 ? `min(${value})` : `exactperc${(percentile - 0.000_000_1).toFixed(7)}(${value})`;
}

const OPERATORS: Readonly<Record<ThresholdOperator, string>> = {
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  eq: '=',
  neq: '!=',
};

function boundsText(number: string, bounds: readonly ThresholdBound[]): string {
  return bounds
    .map(({ operator, value }) => `${number}${OPERATORS[operator]}${decimalOf(value) ?? value}`)
    .join(' AND ');
}

/** When each rule was last seen: it occurs in the window if that is not too long ago. */
function lastTimes({ inputs }: CorrelationRequest, names: Names): string {
  const latest = inputs.map(
    (_, index) => `max(eval(if(${names.rule(index)}=1, _time, null()))) AS ${names.last(index)}`,
  );
  return `streamstats ${latest.join(' ')}${names.by}`;
}

function togetherWindow(request: CorrelationRequest, names: Names): Window {
  const { correlation } = request.correlation;
  const { condition } = correlation;
  const commands = [lastTimes(request, names)];
  if (request.alternatives !== undefined) {
    return {
      commands,
      test: eitherOf(request.alternatives.map((each) => together(each, correlation, names))),
    };
  }
  const bounds = condition.kind === 'threshold' ? condition.bounds : [];
  const sum = request.inputs
    .map((_, index) => isWithin(names.last(index), correlation).replace(/=1$/, ''))
    .join('+');
  return { commands: [...commands, `eval ${names.number}=${sum}`], test: boundsText(names.number, bounds) };
}

function together({ occur, absent }: Alternative, correlation: Correlation, names: Names): string {
  return [
    ...occur.map((index) => isWithin(names.last(index), correlation)),
    ...absentTests(absent, correlation, names),
  ].join(' AND ');
}

function absentTests(absent: readonly number[], correlation: Correlation, names: Names): readonly string[] {
  return absent.map((index) => `NOT (${isWithin(names.last(index), correlation)})`);
}

/** Of an expression that contradicts itself there are no alternatives. */
function eitherOf(tests: readonly string[]): string {
  const [first = 'false()'] = tests;
  return tests.length < 2 ? first : tests.map((test) => `(${test})`).join(' OR ');
}

/**
 * For each event of a sequence the latest beginning that leads to it: of all, that is the one that is longest within
 * the window. Events of one time are in every order, so what leads to one of them leads to all.
 */
function sequenceWindow(request: CorrelationRequest, names: Names, writer: Writer): Window | undefined {
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
  const commands = alternatives.some(({ absent }) => absent.length > 0) ? [lastTimes(request, names)] : [];
  const sameTime = ['_time', ...names.keys].join(' ');
  const tests = alternatives.map(({ occur, absent }, number) => {
    let beginning = '_time';
    for (const [position, index] of occur.entries()) {
      const step = names.step(number + 1, position + 1);
      commands.push(
        `streamstats max(eval(if(${names.rule(index)}=1, ${beginning}, null()))) AS ${step}${names.by}`,
      );
      beginning = step;
      if (position === occur.length - 1) break;
      beginning = names.begin(number + 1, position + 1);
      commands.push(`eventstats max(${step}) AS ${beginning} BY ${sameTime}`);
    }
    return [isWithin(beginning, correlation), ...absentTests(absent, correlation, names)].join(' AND ');
  });
  return { commands, test: eitherOf(tests) };
}
