/** Addresses and networks for benches, by Node's own parser rather than the library's. */
import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Whether the text is an address inside the network (`10.0.0.0/8`, `fe80::/10`), of the same family. */
export function ipMatches(network: string, text: string): boolean {
  const [address = '', prefix = ''] = network.split('/');
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  if (family === 'ipv4' ? !isIPv4(text) : !isIPv6(text)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(prefix), family);
  return list.check(text, family);
}

/**
 * The IPv4 address in an IPv6 address that maps one, `::ffff:10.0.0.1` or `::ffff:a00:1`, or the text as it is.
 * https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2
 */
export function unmapAddress(text: string): string {
  if (!ipMatches('::ffff:0:0/96', text)) return text;
  const dotted = /\d+\.\d+\.\d+\.\d+$/.exec(text)?.[0];
  if (dotted !== undefined) return dotted;
  const [high = 0, low = 0] = text
    .split(':')
    .slice(-2)
    .map((group) => Number.parseInt(group || '0', 16));
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}
