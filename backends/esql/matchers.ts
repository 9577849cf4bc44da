/** From a matcher and the type of its column to the terms that ES|QL compares the column with. */
import type { Unsupported } from '../../lib/backend/dialect.ts';
import type { CidrMatcher } from '../../lib/query/query.ts';
import { isNumeric, type FieldType } from '../elastic/field-types.ts';
import type { TextMatcher, ValueMatcher } from '../elastic/matchers.ts';
import { holdsMappedAddresses, networksOf } from '../elastic/networks.ts';
import { literalOf, mismatch, textsOfNumber } from '../elastic/numbers.ts';
import { quoteText } from './quoting.ts';
import type { NoTerm, Term } from './terms.ts';
import { equalTerm, patternOfRegex, textTerm } from './text.ts';

export type Terms = readonly Term[] | NoTerm;

/** ES|QL reads a `text` field whole, from its source, as it does a `keyword`. */
export function isText(type: FieldType): boolean {
  return type === 'keyword' || type === 'wildcard' || type === 'text';
}

/** Terms any of which may match; none at all when no value that a column of this type can hold would. */
export function termsOf(matcher: ValueMatcher, type: FieldType): Terms {
  if (type === 'date') return DATES_ONLY;
  switch (matcher.kind) {
    case 'number':
      if (isNumeric(type)) return bareTerm(matcher.text, type);
      return isText(type)
        ? all(textsOfNumber(matcher).map((text) => equalTerm(text, false)))
        : mismatch(matcher.text, type);
    case 'boolean': {
      const text = String(matcher.value);
      if (type === 'boolean') return bareTerm(text, type);
      // Logs that were text before they were indexed say `True` as well.
      return isText(type) ? all([equalTerm(text, false)]) : mismatch(text, type);
    }
    case 'cidr':
      return networkTerms(matcher, type);
    case 'regex':
      return isText(type) ? all([patternOfRegex(matcher)]) : noPatterns(type);
    default:
      if (isText(type)) return all([textTerm(matcher)]);
      return type === 'ip' ? addressTerms(matcher) : otherTerms(matcher, type);
  }
}

export function all(terms: readonly (Term | NoTerm)[]): Terms {
  const known: Term[] = [];
  for (const term of terms) {
    if ('unsupported' in term) return term;
    known.push(term);
  }
  return known;
}

const LONGEST = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

function bareTerm(literal: string, type: FieldType): Terms {
  const isWhole = /^-?\d+$/.test(literal);
  // A whole number beyond 64 bits would be another type, with which a long is not compared.
  if (type === 'long' && isWhole && (BigInt(literal) < LONGEST.min || BigInt(literal) > LONGEST.max)) {
    return mismatch(literal, type);
  }
  return [
    { compare: 'equal', folded: undefined, literal: type === 'double' && isWhole ? `${literal}.0` : literal },
  ];
}

function networkTerms(matcher: CidrMatcher, type: FieldType): Terms {
  if (type !== 'ip' && !isText(type)) return ADDRESSES_ONLY;
  return holdsMappedAddresses(matcher) ? HOLDS_IPV4_TOO : [networkTerm(matcher.network)];
}

function networkTerm(network: string): Term {
  return { compare: 'network', folded: undefined, literal: quoteText(network) };
}

function addressTerms(matcher: TextMatcher): Terms {
  return networksOf(matcher)?.map(networkTerm) ?? NO_PIECES;
}

function otherTerms(matcher: TextMatcher, type: FieldType): Terms {
  if (matcher.kind !== 'equals') return noPatterns(type);
  const literal = literalOf(matcher, type);
  return typeof literal === 'string' ? bareTerm(literal, type) : literal;
}

const DATES_ONLY: Unsupported = {
  unsupported: 'a field of type date is a point in time, and ES|QL compares it with points in time only',
  feature: 'value',
};

const ADDRESSES_ONLY: Unsupported = {
  unsupported: 'cidr_match takes fields of type ip, and text that is an address',
  feature: 'cidr',
};

const HOLDS_IPV4_TOO: Unsupported = {
  unsupported:
    'ES|QL keeps an IPv4 address as the IPv6 address that maps it, so this network holds IPv4 addresses too',
  feature: 'cidr',
};

const NO_PIECES: Unsupported = {
  unsupported:
    'ES|QL matches a field of type ip against whole addresses and networks, not against pieces of text',
  feature: 'wildcard',
  hints: ['write the network with the modifier `cidr`'],
};

function noPatterns(type: FieldType): Unsupported {
  return {
    unsupported: `ES|QL matches patterns against text, and a field of type ${type} is none`,
    feature: 'wildcard',
    hints: isNumeric(type)
      ? ['compare with whole numbers, or with the modifiers `lt`, `lte`, `gt`, `gte`']
      : [],
  };
}
