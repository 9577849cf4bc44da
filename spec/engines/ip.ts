/** Addresses and networks for benches, by Node's own parser rather than the library's. */
import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Whether the text is an address inside the network (`10.0.0.0/8`, `fe80::/10`). */
export function ipMatches(network: string, text: string): boolean {
  const [address = '', prefix = ''] = network.split('/');
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  if (family === 'ipv4' ? !isIPv4(text) : !isIPv6(text)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(prefix), family);
  return list.check(text, family);
}
