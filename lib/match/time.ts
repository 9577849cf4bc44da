/**
 * Parts of a point in time, as the event writes it: `2024-05-06T07:08:09Z`, `2024-05-06 07:08:09.123 +02:00`.
 *
 * No time zone conversion: the hour is the hour written. A `Date` counts as its ISO text, which is UTC. A bare
 * number is no date, for nobody can tell seconds from milliseconds or from a year; neither is a text of another
 * form, and a date without a time has no hour and no minute.
 */
import type { TimePart, TimePartMatcher } from '../query/query.ts';
import type { ValueTest } from './reading.ts';
import type { FieldValue } from './values.ts';

export function testTimePart({ part, operator, value }: TimePartMatcher): ValueTest {
  const compare = COMPARISONS[operator];
  return (held) => {
    const time = readTime(held);
    const found = time === undefined ? undefined : PARTS[part](time);
    return found !== undefined && compare(found, value);
  };
}

const COMPARISONS: Readonly<Record<TimePartMatcher['operator'], (held: number, wanted: number) => boolean>> =
  {
    eq: (held, wanted) => held === wanted,
    lt: (held, wanted) => held < wanted,
    lte: (held, wanted) => held <= wanted,
    gt: (held, wanted) => held > wanted,
    gte: (held, wanted) => held >= wanted,
  };

interface WrittenTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
}

const PARTS: Readonly<Record<TimePart, (time: WrittenTime) => number | undefined>> = {
  minute: ({ minute }) => minute,
  hour: ({ hour }) => hour,
  day: ({ day }) => day,
  week: isoWeek,
  month: ({ month }) => month,
  year: ({ year }) => year,
};

const WRITTEN_TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?$/i;

function readTime({ raw, text }: FieldValue): WrittenTime | undefined {
  if (typeof raw === 'number') return undefined;
  const written = WRITTEN_TIME.exec(text);
  if (written === null) return undefined;
  const [year, month, day] = [Number(written[1]), Number(written[2]), Number(written[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (written[4] === undefined) return { year, month, day };
  const [hour, minute] = [Number(written[4]), Number(written[5])];
  return hour > 23 || minute > 59 ? undefined : { year, month, day, hour, minute };
}

function daysIn(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}

const DAY = 24 * 60 * 60 * 1000;

/** The week that holds the Thursday of the same week: https://en.wikipedia.org/wiki/ISO_week_date */
function isoWeek({ year, month, day }: WrittenTime): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const weekday = (date.getUTCDay() + 6) % 7;
  date.setTime(date.getTime() + (3 - weekday) * DAY);
  const newYear = new Date(0);
  newYear.setUTCFullYear(date.getUTCFullYear(), 0, 1);
  return 1 + Math.floor((date.getTime() - newYear.getTime()) / (7 * DAY));
}
