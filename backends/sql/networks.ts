/** Leaves on networks: `cidr`. */
import type { LeafText, Unsupported } from '../../lib/backend/dialect.ts';
import type { CidrMatcher } from '../../lib/query/query.ts';
import { networksExpression } from './addresses.ts';
import type { Column } from './columns.ts';
import { decimals } from './digits.ts';
import type { Session } from './session.ts';

/** Whether the address in the column is in one of the networks; one or more. */
export function printNetworks(
  networks: readonly CidrMatcher[],
  column: Column,
  session: Session,
): LeafText | Unsupported {
  const { engine, write } = session;
  if (column.type === 'address' && engine.inNetwork !== undefined) {
    return printTyped(networks, column.reference, session, engine.inNetwork);
  }
  if (engine.search === undefined) return printGlobs(networks, column.text, write);
  return engine.search(column.text, write(networksExpression(networks, engine.textEnd)));
}

function printTyped(
  networks: readonly CidrMatcher[],
  address: string,
  { write }: Session,
  inNetwork: (address: string, network: string) => string,
): LeafText | Unsupported {
  if (networks.some(holdsMapped)) return HOLDS_IPV4_TOO;
  const tests = networks.flatMap((network) =>
    network.family === 6 ? [network.network] : [network.network, mappedNetwork(network)],
  );
  const text = tests.map((network) => inNetwork(address, write(network))).join(' OR ');
  return { text, level: tests.length > 1 ? 'or' : 'not' };
}

function mappedNetwork({ network, prefixLength }: CidrMatcher): string {
  return `::ffff:${network.replace(/\/.*/, '')}/${96 + prefixLength}`;
}

/** `::ffff:0:0/96`: https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2 */
const MAPPED = 0xffff00000000n;

function holdsMapped({ family, address, prefixLength }: CidrMatcher): boolean {
  const shift = BigInt(128 - prefixLength);
  return family === 6 && prefixLength <= 96 && address >> shift === MAPPED >> shift;
}

const HOLDS_IPV4_TOO: Unsupported = {
  unsupported:
    'engines keep an IPv4 address as the IPv6 address that maps it, so this network holds IPv4 addresses too',
  feature: 'cidr',
};

/** Patterns on dotted addresses, one for each range of digits in the octet that the prefix cuts. */
function printGlobs(
  networks: readonly CidrMatcher[],
  text: string,
  write: (text: string) => string,
): LeafText | Unsupported {
  const v4 = networks.filter(({ family }) => family === 4);
  const tests = v4.flatMap(globsOf).map((glob) => `${text} GLOB ${write(glob)}`);
  const globs: LeafText = { text: tests.join(' OR '), level: tests.length > 1 ? 'or' : 'not' };
  if (v4.length === networks.length) return globs;
  return { ...NO_IPV6, narrower: tests.length === 0 ? 'FALSE' : globs };
}

function globsOf({ address, prefixLength }: CidrMatcher): readonly string[] {
  const octets = [24n, 16n, 8n, 0n].map((shift) => Number((address >> shift) & 255n));
  const whole = Math.trunc(prefixLength / 8);
  const prefix = octets
    .slice(0, whole)
    .map((octet) => `${octet}.`)
    .join('');
  if (whole === 4) return [prefix.slice(0, -1)];
  const rest = prefixLength % 8;
  const behind = whole === 3 ? '' : '.*';
  if (rest === 0) return [whole === 0 ? '[0-9]*.*' : `${prefix}*`];
  const low = octets[whole] as number;
  return decimals(low, low + (1 << (8 - rest)) - 1).map((digits) => prefix + digits + behind);
}

const NO_IPV6: Unsupported = {
  unsupported:
    'SQLite has neither addresses nor regular expressions, and an IPv6 address is written in many ways',
  feature: 'cidr',
};
