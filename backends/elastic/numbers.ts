/** Numbers and booleans as texts, and texts where a field holds numbers or booleans. */
import type { Unsupported } from '../../lib/backend/dialect.ts';
import type { EqualsMatcher, NumberMatcher } from '../../lib/query/query.ts';
import { isNumeric, type FieldType } from './field-types.ts';

/**
 * The texts of a number in logs: `1.50` in a rule is `1.5` in a log. Whole numbers beyond the range of doubles have
 * their digits alone.
 */
export function textsOfNumber({ value, text }: NumberMatcher): readonly string[] {
  const shortest = String(value);
  const exact = !Number.isInteger(value) || Number.isSafeInteger(value);
  return exact && shortest !== text ? [text, shortest] : [text];
}

const WHOLE = /^(?:0|-?[1-9]\d*)$/;

/** Text against a numeric or boolean field: the way such a value is written, or a mistake. */
export function literalOf({ value, cased }: EqualsMatcher, type: FieldType): string | Unsupported {
  if (isNumeric(type)) {
    const number = Number(value);
    const fits =
      WHOLE.test(value) || (type === 'double' && Number.isFinite(number) && value === String(number));
    return fits ? value : mismatch(value, type);
  }
  const text = cased ? value : value.toLowerCase();
  return text === 'true' || text === 'false' ? text : mismatch(value, type);
}

export function mismatch(value: string, type: FieldType): Unsupported {
  return {
    unsupported: `a field of type ${type} never holds "${value}"`,
    feature: 'value',
    hints: ['check the type that the settings give the field'],
  };
}
