/** Orderings of numbers, and of numbers taken from dates. */
import { numberTooLarge, valueType } from '../diagnostics/messages/modifier.ts';
import type { CompareOperator } from '../query/query.ts';
import type { Applied, Steps, ValueModifier } from './modifier.ts';
import type { DetectionValue } from '../ast/detection.ts';
import { typeOf, type Value } from './value.ts';

const ACCEPTS = ['number'] as const;

const STEPS: Steps = { plain: 'number', filled: 'number', time: 'time' };

export const lt: ValueModifier = {
  kind: 'value',
  name: 'lt',
  summary: 'The field is a number less than the value.',
  accepts: ACCEPTS,
  steps: STEPS,
  needsField: true,
  apply: (value, origin) => compare('lt', value, origin),
};

export const lte: ValueModifier = {
  kind: 'value',
  name: 'lte',
  summary: 'The field is a number less than or equal to the value.',
  accepts: ACCEPTS,
  steps: STEPS,
  needsField: true,
  apply: (value, origin) => compare('lte', value, origin),
};

export const gt: ValueModifier = {
  kind: 'value',
  name: 'gt',
  summary: 'The field is a number greater than the value.',
  accepts: ACCEPTS,
  steps: STEPS,
  needsField: true,
  apply: (value, origin) => compare('gt', value, origin),
};

export const gte: ValueModifier = {
  kind: 'value',
  name: 'gte',
  summary: 'The field is a number greater than or equal to the value.',
  accepts: ACCEPTS,
  steps: STEPS,
  needsField: true,
  apply: (value, origin) => compare('gte', value, origin),
};

function compare(operator: CompareOperator, value: Value, origin: DetectionValue): Applied {
  if (value.kind === 'timePart') return { ...value, operator };
  if (value.kind !== 'number') return valueType(operator, ACCEPTS, typeOf(origin));
  // Beyond 2^53 the nearest double is another number, and the field may be one that lies between.
  if (Number.isInteger(value.value) && !Number.isSafeInteger(value.value)) {
    return numberTooLarge(operator, value.text);
  }
  return { kind: 'compare', operator, value: value.value };
}
