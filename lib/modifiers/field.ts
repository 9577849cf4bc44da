/** Modifiers about the field itself: whether it is there, and how it relates to another field of the event. */
import { valueType, valueWildcard, fieldReferenceEmpty } from '../diagnostics/messages/modifier.ts';
import type { ValueModifier } from './modifier.ts';
import { literalOf, typeOf } from './value.ts';

export const exists: ValueModifier = {
  kind: 'value',
  name: 'exists',
  summary: 'The field is there (`true`) or not (`false`), whatever it holds.',
  accepts: ['boolean'],
  steps: { plain: 'presence' },
  needsField: true,
  single: true,
  apply: (value, origin) =>
    value.kind === 'boolean'
      ? { kind: 'exists', present: value.value }
      : valueType('exists', ['boolean'], typeOf(origin)),
};

export const fieldref: ValueModifier = {
  kind: 'value',
  name: 'fieldref',
  summary: 'The value is the name of another field; the two hold the same.',
  accepts: ['text'],
  steps: { plain: 'field', filled: 'field', text: 'field' },
  needsField: true,
  apply(value, origin) {
    if (value.kind !== 'text') return valueType('fieldref', ['text'], typeOf(origin));
    const field = literalOf(value);
    if (field === undefined) return valueWildcard('fieldref', 'a field name has no wildcards');
    if (field === '') return fieldReferenceEmpty();
    return { kind: 'fieldRef', relation: 'equals', field, cased: value.cased };
  },
};
