/**
 * When an event happened, as it says itself.
 *
 * | written                               | read as                                             |
 * | ------------------------------------- | --------------------------------------------------- |
 * | `2024-05-06T07:08:09.123456Z`, `+02:00` | that moment, to the microsecond                    |
 * | `2024-05-06 07:08:09`                 | UTC, as collectors write it                         |
 * | a number, or a text of one            | seconds, milli-, micro- or nanoseconds since 1970, by its size |
 */
import { fieldPath, lookUp, type FieldPath } from '../match/lookup.ts';
import type { EventRecord } from '../query/event.ts';

/**
 * Fields that hold the time of an event, the most telling first: Elastic, Windows as `readEvent` names it, Sysmon,
 * Splunk, Microsoft, AWS, and plain names.
 */
export const TIME_FIELDS: readonly string[] = [
  '@timestamp',
  'TimeCreated',
  'UtcTime',
  '_time',
  'TimeGenerated',
  'eventTime',
  'EventTime',
  'timestamp',
  'Timestamp',
  'time',
  'ts',
];

/** Milliseconds since 1970, with fractions; undefined when no field has a time. */
export type TimeReader = (event: EventRecord) => number | undefined;

/** @param fields - Looked at in this order; the first with a time counts. */
export function createTimeReader(fields: readonly string[] = TIME_FIELDS): TimeReader {
  const paths = fields.map(fieldPath);
  return (event) => {
    for (const path of paths) {
      const time = timeAt(event, path);
      if (time !== undefined) return time;
    }
    return undefined;
  };
}

function timeAt(event: EventRecord, path: FieldPath): number | undefined {
  const [value] = lookUp(event, path);
  if (value === undefined) return undefined;
  return typeof value.raw === 'number' ? fromNumber(value.raw) : fromText(value.text);
}

/** Between the seconds of the year 5138 and the milliseconds of 1973 there is room to tell them apart. */
const UNITS: readonly (readonly [below: number, perMillisecond: number])[] = [
  [1e11, 1e-3],
  [1e14, 1],
  [1e17, 1e3],
  [1e20, 1e6],
];

function fromNumber(value: number): number | undefined {
  if (!(value >= 0)) return undefined;
  const unit = UNITS.find(([below]) => value < below);
  return unit && toMicroseconds(value / unit[1]);
}

const WRITTEN =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(?:Z|UTC|([+-])(\d\d):?(\d\d))?$/i;
const NUMBER = /^\d{1,20}(?:\.\d{1,9})?$/;

function fromText(text: string): number | undefined {
  // Longer than any time: not worth a look.
  if (text.length > 40) return undefined;
  const written = WRITTEN.exec(text);
  if (written === null) return NUMBER.test(text) ? fromNumber(Number(text)) : undefined;
  const part = (index: number): number => Number(written[index] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(part) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) {
    return undefined;
  }
  const fraction = Number(`0.${written[7] ?? '0'}`) * 1000;
  const offset = (written[8] === '-' ? -1 : 1) * (part(9) * 60 + part(10)) * 60_000;
  return toMicroseconds(Date.UTC(year, month - 1, day, hour, minute, second) + fraction - offset);
}

/** A thousand steps in a millisecond: finer ones are not told apart, so that sums of times stay exact. */
function toMicroseconds(milliseconds: number): number {
  return Math.floor(milliseconds * 1000 + 0.5) / 1000;
}
