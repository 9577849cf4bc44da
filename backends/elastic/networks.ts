/** What text asks of a field of type `ip`, which holds addresses: a network, nothing at all, or what cannot be said. */
import type { CidrMatcher } from '../../lib/query/query.ts';
import type { TextMatcher } from './matchers.ts';

/** `::ffff:0:0/96`: https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2 */
const MAPPED = { prefix: 0xffffn, length: 96 };

/** Whether a network of IPv6 holds IPv4 addresses as well: an `ip` field keeps them as the addresses that map them. */
export function holdsMappedAddresses({ family, address, prefixLength }: CidrMatcher): boolean {
  if (family === 4) return false;
  const common = BigInt(128 - Math.min(prefixLength, MAPPED.length));
  return address >> common === (MAPPED.prefix << 32n) >> common;
}

/**
 * The networks whose addresses match the text. None where no address has that text in it, such as the `-` that
 * Windows writes in place of one: no event can match. Undefined where it is a piece of an address.
 *
 * @example startsWith 192.168. → ['192.168.0.0/16']
 */
export function networksOf(matcher: TextMatcher): readonly string[] | undefined {
  if (matcher.kind === 'equals') {
    const network = networkOfOne(matcher.value);
    if (network !== undefined) return [network];
  } else if (matcher.kind === 'startsWith') {
    const network = networkOfPrefix(matcher.value);
    if (network !== undefined) return [network];
  }
  return piecesOf(matcher).every((piece) => IN_ADDRESSES.test(piece)) ? undefined : [];
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

function networkOfPrefix(text: string): string | undefined {
  if (!IPV4_PREFIX.test(text)) return undefined;
  const octets = text.split('.').length - 1;
  return `${text}${'0.'.repeat(4 - octets).slice(0, -1)}/${octets * 8}`;
}
