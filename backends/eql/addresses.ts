/**
 * Addresses: fields of type `ip`, which EQL compares with networks by `cidrMatch` and with nothing by pattern.
 *
 * https://www.elastic.co/docs/reference/query-languages/eql/eql-function-ref#eql-fn-cidrmatch
 */
import type { Unsupported } from '../../lib/backend/dialect.ts';
import type { CidrMatcher } from '../../lib/query/query.ts';
import { quoteText } from './quoting.ts';
import type { Term } from './terms.ts';
import type { TextMatcher } from './text.ts';

export function networkTerm(matcher: CidrMatcher): Term | Unsupported {
  return holdsMappedAddresses(matcher) ? HOLDS_IPV4_TOO : termOf(matcher.network);
}

function termOf(network: string): Term {
  return { compare: 'network', cased: undefined, literal: quoteText(network), special: false };
}

/** `::ffff:0:0/96`: https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2 */
const MAPPED = { prefix: 0xffffn, length: 96 };

function holdsMappedAddresses({ family, address, prefixLength }: CidrMatcher): boolean {
  if (family === 4) return false;
  const common = BigInt(128 - Math.min(prefixLength, MAPPED.length));
  return address >> common === (MAPPED.prefix << 32n) >> common;
}

const HOLDS_IPV4_TOO: Unsupported = {
  unsupported:
    'an `ip` field keeps an IPv4 address as the IPv6 address that maps it, so this network holds IPv4 addresses too',
  feature: 'cidr',
};

/**
 * Text against an address. None is the answer for text that no address has in it, such as the `-` that Windows
 * writes in place of one: no event can match.
 */
export function addressTerms(matcher: TextMatcher): readonly Term[] | Unsupported {
  if (matcher.kind === 'equals') {
    const network = networkOfOne(matcher.value);
    if (network !== undefined) return [termOf(network)];
  } else if (matcher.kind === 'startsWith') {
    const network = networkOfPrefix(matcher.value);
    if (network !== undefined) return [termOf(network)];
  }
  return piecesOf(matcher).every((piece) => IN_ADDRESSES.test(piece)) ? NO_PATTERNS : [];
}

function piecesOf(matcher: TextMatcher): readonly string[] {
  if (matcher.kind !== 'wildcard') return [matcher.value];
  return matcher.parts.map((part) => (part.kind === 'text' ? part.text : ''));
}

const IN_ADDRESSES = /^[\da-f.:]*$/i;

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = /* @__PURE__ */ new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
/** Whole octets with the dot after the last. */
const IPV4_PREFIX = /* @__PURE__ */ new RegExp(`^(?:${OCTET}\\.){1,3}$`);
const IPV6_GROUPS = /^[\da-f]{1,4}(?::[\da-f]{1,4})*$/i;

function networkOfOne(text: string): string | undefined {
  if (IPV4.test(text)) return `${text}/32`;
  return isIpv6(text) ? `${text}/128` : undefined;
}

/** Forms without a dotted tail: https://www.rfc-editor.org/rfc/rfc4291#section-2.2 */
function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2 || !halves.every((half) => half === '' || IPV6_GROUPS.test(half))) return false;
  const groups = halves.reduce((count, half) => count + (half === '' ? 0 : half.split(':').length), 0);
  return halves.length === 1 ? groups === 8 : groups < 8;
}

/** @example 192.168. → 192.168.0.0/16 */
function networkOfPrefix(text: string): string | undefined {
  if (!IPV4_PREFIX.test(text)) return undefined;
  const octets = text.split('.').length - 1;
  return `${text}${'0.'.repeat(4 - octets).slice(0, -1)}/${octets * 8}`;
}

const NO_PATTERNS: Unsupported = {
  unsupported:
    'EQL matches a field of type ip against whole addresses and networks, not against pieces of text',
  feature: 'wildcard',
  hints: ['write the network with the modifier `cidr`'],
};
