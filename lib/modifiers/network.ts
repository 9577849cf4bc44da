/** The modifier `cidr`: values are IPv4 or IPv6 networks. */
import { networkHostBits, networkInvalid, valueType } from '../diagnostics/messages/modifier.ts';
import type { Finding } from '../diagnostics/diagnostic.ts';
import type { CidrMatcher } from '../query/query.ts';
import { parseAddress, printAddress } from './ip.ts';
import type { ValueModifier } from './modifier.ts';
import { literalOf, typeOf } from './value.ts';

export const cidr: ValueModifier = {
  kind: 'value',
  name: 'cidr',
  summary: 'The field is an address in this IPv4 or IPv6 network.',
  accepts: ['text'],
  steps: { plain: 'network', filled: 'network' },
  needsField: true,
  apply(value, origin) {
    if (value.kind !== 'text') return valueType('cidr', ['text'], typeOf(origin));
    const text = literalOf(value);
    return text === undefined ? networkInvalid(origin.text) : parseNetwork(text);
  },
};

/** The network a text spells; an address alone is a network of one. */
function parseNetwork(text: string): CidrMatcher | Finding {
  const [, addressText = '', lengthText] = /^([^/]*)(?:\/(0|[1-9]\d{0,2}))?$/.exec(text) ?? [];
  const parsed = parseAddress(addressText);
  if (parsed === undefined) return networkInvalid(text);
  const { family, bits } = parsed;
  const width = family === 4 ? 32 : 128;
  const prefixLength = lengthText === undefined ? width : Number(lengthText);
  if (prefixLength > width) return networkInvalid(text);

  const hostBits = BigInt(width - prefixLength);
  const address = (bits >> hostBits) << hostBits;
  const network = `${printAddress({ family, bits: address })}/${prefixLength}`;
  // Either the network or the one address may be meant; only the author knows.
  if (address !== bits) return networkHostBits(text, network, `${printAddress(parsed)}/${width}`);
  return { kind: 'cidr', family, network, address, prefixLength };
}
