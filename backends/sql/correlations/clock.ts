/** How an engine reckons with time: as points in time with intervals, or where there is no such type as a number. */
import type { Engine } from '../engine.ts';

export interface Clock {
  /** The time of a column of points in time, or of texts of them. */
  readonly read: (column: string, isTimestamp: boolean) => string;
  /** So many seconds, as what is added to a time. */
  readonly span: (seconds: number) => string;
  /** A time as the result has it. */
  readonly show: (time: string) => string;
  /** What has to hold for times to be told apart and joined so. */
  readonly assumptions: readonly string[];
}

const INTERVALS: Clock = {
  read: (column, isTimestamp) => (isTimestamp ? column : `CAST(${column} AS TIMESTAMP)`),
  span: (seconds) => `INTERVAL '${seconds}' SECOND`,
  show: (time) => time,
  assumptions: [],
};

/**
 * Milliseconds since 1970, which is as fine as times of SQLite are. Days are numbers with a fraction there, and 2440587.5 is
 * the day of 1970. https://www.sqlite.org/lang_datefunc.html
 */
const SQLITE: Clock = {
  read: (column) => `CAST(round((julianday(${column}) - 2440587.5) * 86400000) AS INTEGER)`,
  span: milliseconds,
  show: (time) => `strftime('%Y-%m-%d %H:%M:%f', ${time} / 1000.0, 'unixepoch')`,
  assumptions: ['Times are as fine as milliseconds.'],
};

/**
 * A cast to a time drops fractions of a second. What a join does not find is null only in columns that can be.
 * https://clickhouse.com/docs/operations/settings/settings#join_use_nulls
 */
const CLICKHOUSE: Clock = {
  read: (column, isTimestamp) =>
    isTimestamp
      ? `toUnixTimestamp64Milli(toNullable(toDateTime64(${column}, 3)))`
      : `toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(${column}, 3, 'UTC'))`,
  span: milliseconds,
  show: (time) => `fromUnixTimestamp64Milli(${time}, 'UTC')`,
  assumptions: [
    'Times are as fine as milliseconds.',
    'ClickHouse is new enough to join rows by what is less or more, and for EXISTS about a row outside of it.',
  ],
};

function milliseconds(seconds: number): string {
  return String(seconds * 1000);
}

const CLOCKS: ReadonlyMap<string, Clock> = /* @__PURE__ */ new Map([
  ['SQLite', SQLITE],
  ['ClickHouse', CLICKHOUSE],
]);

export function clockOf({ title }: Engine): Clock {
  return CLOCKS.get(title) ?? INTERVALS;
}
