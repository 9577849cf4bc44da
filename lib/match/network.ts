/**
 * Network matches by arithmetic on addresses, never on their text.
 *
 * An IPv4 network holds dotted addresses and IPv6 addresses that map one (`::ffff:10.0.0.1`). Anything around
 * the address is no address: ports, brackets, zone identifiers, prefixes, leading zeros (octal to some readers).
 */
import type { CidrMatcher } from '../query/query.ts';
import type { ValueTest } from './reading.ts';

/** Longest text of an IPv6 address: six groups and a dotted tail. */
const MAX_ADDRESS_LENGTH = 45;

export function testCidr({ family, address, prefixLength }: CidrMatcher): ValueTest {
  const shift = BigInt((family === 4 ? 32 : 128) - prefixLength);
  const network = address >> shift;
  const parse = family === 4 ? parseIpv4OrMapped : parseIpv6;
  return ({ text }) => {
    const held = text.length > MAX_ADDRESS_LENGTH ? undefined : parse(text);
    return held !== undefined && held >> shift === network;
  };
}

/** `::ffff:0:0/96`, see https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2 */
const MAPPED_PREFIX = 0xffffn;

function parseIpv4OrMapped(text: string): bigint | undefined {
  if (!text.includes(':')) return parseIpv4(text);
  const address = parseIpv6(text);
  return address !== undefined && address >> 32n === MAPPED_PREFIX ? address & 0xffffffffn : undefined;
}

const OCTET = /^(?:0|[1-9]\d{0,2})$/;

/** Four decimal numbers; undefined for anything else. */
export function parseIpv4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4) return undefined;
  let address = 0;
  for (const octet of octets) {
    const value = OCTET.test(octet) ? Number(octet) : 256;
    if (value > 255) return undefined;
    address = address * 256 + value;
  }
  return BigInt(address);
}

const GROUP = /^[\da-f]{1,4}$/i;

/** All forms of https://www.rfc-editor.org/rfc/rfc4291#section-2.2; undefined for anything else. */
export function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = '', tail] = halves;
  const before = parseGroups(head, tail === undefined);
  const after = tail === undefined ? [] : parseGroups(tail, true);
  if (before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  // `::` stands for at least one group of zeros.
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...new Array<number>(missing).fill(0), ...after];
  return groups.reduce((address, group) => (address << 16n) | BigInt(group), 0n);
}

/** Groups between single colons. A dotted address may stand in place of the last two, at the end of the whole. */
function parseGroups(text: string, mayEndDotted: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const pieces = text.split(':');
  for (const [index, piece] of pieces.entries()) {
    if (GROUP.test(piece)) groups.push(parseInt(piece, 16));
    else {
      const dotted = mayEndDotted && index === pieces.length - 1 ? parseIpv4(piece) : undefined;
      if (dotted === undefined) return undefined;
      groups.push(Number(dotted >> 16n), Number(dotted & 0xffffn));
    }
  }
  return groups;
}
