/** How an engine reckons with time: as points in time with intervals, or where there is no such type as a number. */
import type { Engine } from '../engine.ts';

export interface Clock {
  /** The time of a column of points in time, or of texts of them. */
  readonly read: (column: string, isTimestamp: boolean) => string;
  /** So many seconds, as what is added to a time. */
  readonly span: (seconds: number) => string;
  /** A time as the result has it. */
  readonly show: (time: string) => string;
}

const INTERVALS: Clock = {
  read: (column, isTimestamp) => (isTimestamp ? column : `CAST(${column} AS TIMESTAMP)`),
  span: (seconds) => `INTERVAL '${seconds}' SECOND`,
  show: (time) => time,
};

/**
 * Milliseconds since 1970, which is as fine as times of SQLite are. Days are numbers with a fraction there, and 2440587.5 is
 * the day of 1970. https://www.sqlite.org/lang_datefunc.html
 */
const MILLISECONDS: Clock = {
  read: (column) => `CAST(round((julianday(${column}) - 2440587.5) * 86400000) AS INTEGER)`,
  span: (seconds) => String(seconds * 1000),
  show: (time) => `strftime('%Y-%m-%d %H:%M:%f', ${time} / 1000.0, 'unixepoch')`,
};

export function clockOf({ title }: Engine): Clock {
  return title === 'SQLite' ? MILLISECONDS : INTERVALS;
}
