/**
 * Addresses: fields of type `ip`, which EQL compares with networks by `cidrMatch` and with nothing by pattern.
 *
 * https://www.elastic.co/docs/reference/query-languages/eql/eql-function-ref#eql-fn-cidrmatch
 */
import type { Unsupported } from '../../lib/backend/dialect.ts';
import type { CidrMatcher } from '../../lib/query/query.ts';
import type { TextMatcher } from '../elastic/matchers.ts';
import { holdsMappedAddresses, networksOf } from '../elastic/networks.ts';
import { quoteText } from './quoting.ts';
import type { Term } from './terms.ts';

export function networkTerm(matcher: CidrMatcher): Term | Unsupported {
  return holdsMappedAddresses(matcher) ? HOLDS_IPV4_TOO : termOf(matcher.network);
}

function termOf(network: string): Term {
  return { compare: 'network', cased: undefined, literal: quoteText(network), special: false };
}

const HOLDS_IPV4_TOO: Unsupported = {
  unsupported:
    'an `ip` field keeps an IPv4 address as the IPv6 address that maps it, so this network holds IPv4 addresses too',
  feature: 'cidr',
};

/** Text against an address; no terms for text that no address has in it. */
export function addressTerms(matcher: TextMatcher): readonly Term[] | Unsupported {
  return networksOf(matcher)?.map(termOf) ?? NO_PATTERNS;
}

const NO_PATTERNS: Unsupported = {
  unsupported:
    'EQL matches a field of type ip against whole addresses and networks, not against pieces of text',
  feature: 'wildcard',
  hints: ['write the network with the modifier `cidr`'],
};
