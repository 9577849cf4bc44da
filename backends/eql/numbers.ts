/** Numbers and booleans, and text where a field holds nothing else. */
import type { Unsupported } from '../../lib/backend/dialect.ts';
import type { BooleanMatcher, EqualsMatcher, NumberMatcher } from '../../lib/query/query.ts';
import { isNumeric, isText, type FieldType } from './field-types.ts';
import { quoteText } from './quoting.ts';
import type { Term } from './terms.ts';

/** A number: bare on a numeric field; on a text field its text, since EQL compares text with text only. */
export function numberTerms({ value, text }: NumberMatcher, type: FieldType): readonly Term[] | Unsupported {
  if (isNumeric(type)) return [bareTerm(text)];
  if (!isText(type)) return mismatch(text, type);
  // `1.50` in a rule is `1.5` in a log. Whole numbers beyond the range of doubles have their digits alone.
  const shortest = String(value);
  const exact = !Number.isInteger(value) || Number.isSafeInteger(value);
  const texts = exact && shortest !== text ? [text, shortest] : [text];
  return texts.map(textTerm);
}

export function booleanTerms({ value }: BooleanMatcher, type: FieldType): readonly Term[] | Unsupported {
  const text = String(value);
  if (type === 'boolean') return [bareTerm(text)];
  // Logs that were text before they were indexed say `True` as well.
  if (isText(type)) return [{ ...textTerm(text), cased: false }];
  return mismatch(text, type);
}

const WHOLE = /^(?:0|-?[1-9]\d*)$/;

/** Text against a numeric or boolean field: the way such a value is written, or a mistake. */
export function nonTextTerms(
  { value, cased }: EqualsMatcher,
  type: FieldType,
): readonly Term[] | Unsupported {
  if (isNumeric(type)) {
    const number = Number(value);
    const fits =
      WHOLE.test(value) || (type === 'double' && Number.isFinite(number) && value === String(number));
    return fits ? [bareTerm(value)] : mismatch(value, type);
  }
  const text = cased ? value : value.toLowerCase();
  return text === 'true' || text === 'false' ? [bareTerm(text)] : mismatch(value, type);
}

/** A bare number or boolean, which no list of patterns may take in. */
function bareTerm(literal: string): Term {
  return { compare: 'equal', cased: undefined, literal, special: true };
}

function textTerm(text: string): Term {
  return { compare: 'equal', cased: undefined, literal: quoteText(text), special: false };
}

function mismatch(value: string, type: FieldType): Unsupported {
  return {
    unsupported: `a field of type ${type} never holds "${value}"`,
    feature: 'value',
    hints: ['check the type that the settings give the field'],
  };
}
