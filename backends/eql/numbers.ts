/** Numbers and booleans, and text where a field holds nothing else. */
import type { Unsupported } from '../../lib/backend/dialect.ts';
import type { BooleanMatcher, EqualsMatcher, NumberMatcher } from '../../lib/query/query.ts';
import { isNumeric, type FieldType } from '../elastic/field-types.ts';
import { literalOf, mismatch, textsOfNumber } from '../elastic/numbers.ts';
import { quoteText } from './quoting.ts';
import type { Term } from './terms.ts';
import { isText } from './text.ts';

/** A number: bare on a numeric field; on a text field its text, since EQL compares text with text only. */
export function numberTerms(matcher: NumberMatcher, type: FieldType): readonly Term[] | Unsupported {
  if (isNumeric(type)) return [bareTerm(matcher.text)];
  return isText(type) ? textsOfNumber(matcher).map(textTerm) : mismatch(matcher.text, type);
}

export function booleanTerms({ value }: BooleanMatcher, type: FieldType): readonly Term[] | Unsupported {
  const text = String(value);
  if (type === 'boolean') return [bareTerm(text)];
  // Logs that were text before they were indexed say `True` as well.
  if (isText(type)) return [{ ...textTerm(text), cased: false }];
  return mismatch(text, type);
}

/** Text against a numeric or boolean field: the way such a value is written, or a mistake. */
export function nonTextTerms(matcher: EqualsMatcher, type: FieldType): readonly Term[] | Unsupported {
  const literal = literalOf(matcher, type);
  return typeof literal === 'string' ? [bareTerm(literal)] : literal;
}

/** A bare number or boolean, which no list of patterns may take in. */
function bareTerm(literal: string): Term {
  return { compare: 'equal', cased: undefined, literal, special: true };
}

function textTerm(text: string): Term {
  return { compare: 'equal', cased: undefined, literal: quoteText(text), special: false };
}
