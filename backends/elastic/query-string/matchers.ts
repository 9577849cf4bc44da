/** From a matcher and the type of its field to the terms that a query string compares the field with. */
import { isNumeric, type FieldType } from '../field-types.ts';
import type { TextMatcher, ValueMatcher } from '../matchers.ts';
import { holdsMappedAddresses, networksOf } from '../networks.ts';
import { literalOf, mismatch, textsOfNumber } from '../numbers.ts';
import { quoteValue } from './quoting.ts';
import type { NoTerm, Terms } from './terms.ts';
import { regexTerm, textTerm } from './text.ts';

/**
 * Terms any of which may match.
 *
 * @param lowercased - whether fields of text hold lower-cased values
 */
export function termsOf(matcher: ValueMatcher, type: FieldType, lowercased: boolean): Terms {
  if (type === 'text') return SPLIT_INTO_WORDS;
  if (type === 'date') return DATES_ONLY;
  const isText = type === 'keyword' || type === 'wildcard';
  switch (matcher.kind) {
    case 'number':
      if (isNumeric(type)) return [quoteValue(matcher.text)];
      return isText ? textsOfNumber(matcher).map(quoteValue) : mismatch(matcher.text, type);
    case 'boolean': {
      const value = String(matcher.value);
      if (type === 'boolean') return [value];
      // Logs that were text before they were indexed say `True` as well.
      return isText
        ? one(textTerm({ kind: 'equals', value, cased: false }, lowercased))
        : mismatch(value, type);
    }
    case 'cidr':
      if (type !== 'ip') return ADDRESSES_ONLY;
      return holdsMappedAddresses(matcher) ? HOLDS_IPV4_TOO : [quoteValue(matcher.network)];
    case 'regex':
      return isText ? one(regexTerm(matcher, lowercased)) : noPatterns(type);
    default:
      if (isText) return one(textTerm(matcher, lowercased));
      return type === 'ip' ? (networksOf(matcher)?.map(quoteValue) ?? NO_PIECES) : otherTerms(matcher, type);
  }
}

function one(term: string | NoTerm): Terms {
  return typeof term === 'string' ? [term] : term;
}

function otherTerms(matcher: TextMatcher, type: FieldType): Terms {
  if (matcher.kind !== 'equals') return noPatterns(type);
  const literal = literalOf(matcher, type);
  return typeof literal === 'string' ? [quoteValue(literal)] : literal;
}

const SPLIT_INTO_WORDS: NoTerm = {
  unsupported:
    'a field of type text is split into words when it is indexed, and a query string compares it word by word',
  feature: 'value',
  hints: ['map the field to its keyword or wildcard sub-field'],
};

const DATES_ONLY: NoTerm = {
  unsupported:
    'a field of type date is a point in time, and a query string compares it with points in time only',
  feature: 'value',
};

const ADDRESSES_ONLY: NoTerm = {
  unsupported: 'only a field of type ip is compared with networks',
  feature: 'cidr',
  hints: ['declare the field as ip in the settings if the mapping has it so'],
};

const HOLDS_IPV4_TOO: NoTerm = {
  unsupported:
    'an `ip` field keeps an IPv4 address as the IPv6 address that maps it, so this network holds IPv4 addresses too',
  feature: 'cidr',
};

const NO_PIECES: NoTerm = {
  unsupported: 'a field of type ip is compared with whole addresses and networks, not with pieces of text',
  feature: 'wildcard',
  hints: ['write the network with the modifier `cidr`'],
};

function noPatterns(type: FieldType): NoTerm {
  return {
    unsupported: `a query string matches patterns against text, and a field of type ${type} is none`,
    feature: 'wildcard',
    hints: isNumeric(type)
      ? ['compare with whole numbers, or with the modifiers `lt`, `lte`, `gt`, `gte`']
      : [],
  };
}
