/** From a matcher and the type of its field to the terms that EQL compares the field with. */
import type { Unsupported } from '../../lib/backend/dialect.ts';
import { isNumeric, type FieldType } from '../elastic/field-types.ts';
import type { ValueMatcher } from '../elastic/matchers.ts';
import { addressTerms, networkTerm } from './addresses.ts';
import { booleanTerms, nonTextTerms, numberTerms } from './numbers.ts';
import { regexTerm } from './regex.ts';
import type { NoTerm, Term } from './terms.ts';
import { isText, textTerm } from './text.ts';

/** Terms any of which may match; none at all when no value that such a field can hold would. */
export function termsOf(matcher: ValueMatcher, type: FieldType): readonly Term[] | NoTerm {
  if (type === 'text') return SPLIT_INTO_WORDS;
  if (type === 'date') return DATES_ONLY;
  switch (matcher.kind) {
    case 'number':
      return numberTerms(matcher, type);
    case 'boolean':
      return booleanTerms(matcher, type);
    case 'cidr':
      return type === 'ip' ? one(networkTerm(matcher)) : ADDRESSES_ONLY;
    case 'regex':
      return isText(type) ? one(regexTerm(matcher)) : noPatterns(type);
    default:
      if (isText(type)) return one(textTerm(matcher));
      if (type === 'ip') return addressTerms(matcher);
      return matcher.kind === 'equals' ? nonTextTerms(matcher, type) : noPatterns(type);
  }
}

function one(term: Term | NoTerm): readonly Term[] | NoTerm {
  return 'unsupported' in term ? term : [term];
}

const SPLIT_INTO_WORDS: Unsupported = {
  unsupported: 'a field of type text is split into words when it is indexed, and EQL compares whole values',
  feature: 'value',
  hints: ['map the field to its keyword or wildcard sub-field'],
};

const DATES_ONLY: Unsupported = {
  unsupported: 'a field of type date is a point in time, and EQL compares it with points in time only',
  feature: 'value',
};

const ADDRESSES_ONLY: Unsupported = {
  unsupported: 'cidrMatch takes fields of type ip',
  feature: 'cidr',
  hints: ['declare the field as ip in the settings if the mapping has it so'],
};

function noPatterns(type: FieldType): Unsupported {
  return {
    unsupported: `EQL matches patterns against text, and a field of type ${type} is none`,
    feature: 'wildcard',
    hints: isNumeric(type)
      ? ['compare with whole numbers, or with the modifiers `lt`, `lte`, `gt`, `gte`']
      : [],
  };
}
