/**
 * Networks, in forms that are never null: `not` of a null is null, and `where` drops the row.
 *
 * https://learn.microsoft.com/kusto/query/ipv4-is-in-range-function and its three siblings give null for what is
 * no address of their family. `coalesce` then asks the other family, and says false in the end.
 */
import type { LeafText } from '../../lib/backend/dialect.ts';
import type { CidrMatcher } from '../../lib/query/query.ts';
import { quoteText } from './quoting.ts';

/** Whether the address in `text` is in one of the networks; one or more. */
export function printNetworks(text: string, networks: readonly CidrMatcher[]): LeafText {
  const v4 = networks.filter(({ family }) => family === 4);
  const v6 = networks.filter(({ family }) => family === 6);
  const ranges4 = v4.map(({ network }) => network);
  const ranges6 = [...v6.map(({ network }) => network), ...v4.map(mappedNetwork)];

  const inV6 = call('ipv6', text, ranges6);
  if (v4.length > 0) return `coalesce(${call('ipv4', text, ranges4)}, ${inV6}, false)`;
  const inAny = `coalesce(${inV6}, false)`;
  if (!v6.some(holdsMappedAddresses)) return inAny;
  // Functions for IPv6 may read an IPv4 address as the mapped one. A rule's IPv6 network does not mean those.
  return { text: `${text} contains ":" and ${inAny}`, level: 'and' };
}

function call(family: string, text: string, ranges: readonly string[]): string {
  const any = ranges.length > 1 ? 'any_' : '';
  return `${family}_is_in_${any}range(${[text, ...ranges.map(quoteText)].join(', ')})`;
}

/**
 * The IPv6 addresses that map those of an IPv4 network, `::ffff:10.0.0.1` for example: logs of dual-stack
 * systems hold them. The tail is in hexadecimal because how Kusto reads a prefix after a dotted one is not
 * documented.
 *
 * @example 10.0.0.0/8 → ::ffff:a00:0/104
 */
function mappedNetwork({ address, prefixLength }: CidrMatcher): string {
  const high = (address >> 16n).toString(16);
  const low = (address & 0xffffn).toString(16);
  return `::ffff:${high}:${low}/${96 + prefixLength}`;
}

/** `::ffff:0:0`, whose last 32 bits are the IPv4 address. */
const FIRST_MAPPED = 0xffff00000000n;

function holdsMappedAddresses({ address, prefixLength }: CidrMatcher): boolean {
  const shift = BigInt(128 - prefixLength);
  return prefixLength <= 96 && address >> shift === FIRST_MAPPED >> shift;
}
