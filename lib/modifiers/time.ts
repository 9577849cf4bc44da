/** Modifiers that take a part of the date a field holds. An ordering may follow: `TimeCreated|hour|gte: 22`. */
import type { DetectionValue } from '../ast/detection.ts';
import { timePartRange, valueType } from '../diagnostics/messages/modifier.ts';
import type { TimePart } from '../query/query.ts';
import type { Applied, Steps, ValueModifier } from './modifier.ts';
import { typeOf, type Value } from './value.ts';

const ACCEPTS = ['number'] as const;

const STEPS: Steps = { plain: 'time', filled: 'time' };

export const minute: ValueModifier = {
  kind: 'value',
  name: 'minute',
  summary: 'The minute of the date in the field, 0 to 59.',
  accepts: ACCEPTS,
  steps: STEPS,
  needsField: true,
  apply: (value, origin) => part('minute', value, origin),
};

export const hour: ValueModifier = {
  kind: 'value',
  name: 'hour',
  summary: 'The hour of the date in the field, 0 to 23.',
  accepts: ACCEPTS,
  steps: STEPS,
  needsField: true,
  apply: (value, origin) => part('hour', value, origin),
};

export const day: ValueModifier = {
  kind: 'value',
  name: 'day',
  summary: 'The day of the month of the date in the field, 1 to 31.',
  accepts: ACCEPTS,
  steps: STEPS,
  needsField: true,
  apply: (value, origin) => part('day', value, origin),
};

export const week: ValueModifier = {
  kind: 'value',
  name: 'week',
  summary: 'The ISO week of the date in the field, 1 to 53.',
  accepts: ACCEPTS,
  steps: STEPS,
  needsField: true,
  apply: (value, origin) => part('week', value, origin),
};

export const month: ValueModifier = {
  kind: 'value',
  name: 'month',
  summary: 'The month of the date in the field, 1 to 12.',
  accepts: ACCEPTS,
  steps: STEPS,
  needsField: true,
  apply: (value, origin) => part('month', value, origin),
};

export const year: ValueModifier = {
  kind: 'value',
  name: 'year',
  summary: 'The year of the date in the field.',
  accepts: ACCEPTS,
  steps: STEPS,
  needsField: true,
  apply: (value, origin) => part('year', value, origin),
};

/** First and last number each part can have. ISO 8601 years have up to 53 weeks. */
const RANGES: Readonly<Record<TimePart, readonly [number, number]>> = {
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  week: [1, 53],
  month: [1, 12],
  year: [0, 9999],
};

function part(name: TimePart, value: Value, origin: DetectionValue): Applied {
  if (value.kind !== 'number') return valueType(name, ACCEPTS, typeOf(origin));
  const [first, last] = RANGES[name];
  // Also before an ordering: `hour|lt: 24` is true of every date, which cannot be what was meant.
  if (!Number.isInteger(value.value) || value.value < first || value.value > last) {
    return timePartRange(name, first, last, value.text);
  }
  return { kind: 'timePart', part: name, operator: 'eq', value: value.value };
}
