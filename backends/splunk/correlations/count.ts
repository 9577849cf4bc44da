/**
 * Numbers of events, without a window of time: a group has at least ten events in five minutes exactly when its tenth last
 * event is at most five minutes old. Which events `time_window` takes at its edge the manual does not say; this it does.
 */
import type { Correlation, ThresholdBound } from '../../../lib/ast/correlation.ts';
import { isWithin, type Names } from './names.ts';

/** `max_stream_window` of limits.conf: what a window of `streamstats` holds by default. */
export const MOST_EVENTS = 10_000;

/** A test of the number of events: true, false, or that there are at least so many. */
type Test = boolean | { readonly least: number; readonly negated: boolean };

/** Undefined where a bound is beyond {@link MOST_EVENTS}. */
export function countCommands(
  correlation: Correlation,
  bounds: readonly ThresholdBound[],
  names: Names,
): { readonly commands: readonly string[]; readonly test: string } | undefined {
  const tests = bounds.flatMap(testsOf);
  const needed = [...new Set(tests.flatMap((test) => (typeof test === 'object' ? [test.least] : [])))];
  if (needed.some((least) => least > MOST_EVENTS)) return undefined;
  const commands = needed.map(
    (least) =>
      `streamstats window=${least} global=false count AS ${names.count(least)} min(_time) AS ${names.from(least)}${names.by}`,
  );
  const isLeast = (least: number): string =>
    `(${names.count(least)}=${least} AND ${isWithin(names.from(least), correlation)})`;
  const texts = bounds.map((bound) => {
    const parts = testsOf(bound).map((test) => {
      if (typeof test === 'boolean') return test ? 'true()' : 'false()';
      return `${test.negated ? 'NOT ' : ''}${isLeast(test.least)}`;
    });
    return parts.length === 1
      ? (parts[0] ?? '')
      : `(${parts.join(bound.operator === 'neq' ? ' OR ' : ' AND ')})`;
  });
  return { commands, test: texts.join(' AND ') };
}

/** A bound as tests that all hold, or for `neq` of which one does. */
function testsOf({ operator, value }: ThresholdBound): readonly Test[] {
  const isWhole = Number.isInteger(value);
  switch (operator) {
    case 'gte':
      return [atLeast(Math.ceil(value))];
    case 'gt':
      return [atLeast(Math.floor(value) + 1)];
    case 'lt':
      return [fewerThan(Math.ceil(value))];
    case 'lte':
      return [fewerThan(Math.floor(value) + 1)];
    case 'eq':
      return isWhole ? [atLeast(value), fewerThan(value + 1)] : [false];
    case 'neq':
      return isWhole ? [fewerThan(value), atLeast(value + 1)] : [true];
  }
}

/** The window ends at an event, so there is one. */
function atLeast(least: number): Test {
  return least <= 1 ? true : { least, negated: false };
}

function fewerThan(least: number): Test {
  return least <= 1 ? false : { least, negated: true };
}
