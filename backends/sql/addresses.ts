/**
 * Networks as regular expressions for the texts of the addresses in them: every way to write one, and no other text.
 *
 * Functions on addresses fail on texts that are none, or lack one of the families, and a query must do neither. What
 * may be left out in an IPv6 address makes the expressions long: https://www.rfc-editor.org/rfc/rfc4291#section-2.2
 */
import type { CidrMatcher } from '../../lib/query/query.ts';
import { decimals, hexGroup } from './digits.ts';

/**
 * An expression for the addresses of the networks, without anchors. An IPv4 network also holds the IPv6 addresses that
 * map one: `::ffff:10.0.0.1`.
 *
 * @example 10.0.0.0/8 → 10[.]…[.]…[.]…|…
 */
export function networksExpression(networks: readonly CidrMatcher[]): string {
  const v4 = networks.filter(({ family }) => family === 4).map(networkOf);
  const v6 = networks.filter(({ family }) => family === 6).map(networkOf);
  return [
    ...v4.map(dotted),
    ...(v4.length > 0 ? [mapped(v4)] : []),
    ...v6.map(({ address, bits }) => groupsExpression(address, bits)),
  ].join('|');
}

interface Network {
  readonly address: bigint;
  readonly bits: number;
}

function networkOf({ address, prefixLength }: CidrMatcher): Network {
  return { address, bits: prefixLength };
}

/** An IPv4 network of the last 32 bits of an address. */
function dotted({ address, bits }: Network): string {
  return [24, 16, 8, 0]
    .map((shift, index) => {
      const free = Math.min(8, Math.max(0, 8 - (bits - index * 8)));
      const low = Number((address >> BigInt(shift)) & 255n) & ~((1 << free) - 1);
      const pieces = decimals(low, low + (1 << free) - 1);
      return pieces.length === 1 ? (pieces[0] as string) : `(?:${pieces.join('|')})`;
    })
    .join('[.]');
}

/** The sixth group of a mapped address, with what may stand before it. */
const BEFORE_MAPPED =
  '(?:(?:0{1,4}:){5}|::(?:0{1,4}:){0,4}|0{1,4}::(?:0{1,4}:){0,3}|(?:0{1,4}:){2}:(?:0{1,4}:){0,2}|' +
  '(?:0{1,4}:){3}:(?:0{1,4}:)?|(?:0{1,4}:){4}:)[fF]{4}:';
/** The same with every group written out, so that two colons may still follow. */
const ALL_BEFORE_MAPPED = '(?:0{1,4}:){5}[fF]{4}:';

function mapped(networks: readonly Network[]): string {
  const endings = networks.flatMap((network) => [dotted(network), hexPair(network)]);
  const short = networks.flatMap(shortPairs);
  const text = `${BEFORE_MAPPED}${anyOf(endings)}`;
  return short.length === 0 ? text : `${text}|${ALL_BEFORE_MAPPED}${anyOf(short)}`;
}

function anyOf(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] as string) : `(?:${[...new Set(texts)].join('|')})`;
}

function pairOf({ address, bits }: Network): readonly Group[] {
  return [groupOf(address, bits, 16), groupOf(address, bits - 16, 0)];
}

function hexPair(network: Network): string {
  return pairOf(network)
    .map(({ text }) => text)
    .join(':');
}

/** The last two groups where two colons stand for one of them or both. */
function shortPairs(network: Network): readonly string[] {
  const [high, low] = pairOf(network) as readonly [Group, Group];
  const shortHigh = high.mayBeZero ? [`:${low.text}`] : [];
  const shortLow = low.mayBeZero ? [`${high.text}::`] : [];
  return [...shortHigh, ...shortLow, ...(high.mayBeZero && low.mayBeZero ? [':'] : [])];
}

interface Group {
  readonly text: string;
  readonly mayBeZero: boolean;
}

function groupOf(address: bigint, bits: number, shift: number): Group {
  const value = Number((address >> BigInt(shift)) & 0xffffn);
  const fixed = Math.max(0, Math.min(16, bits));
  return { text: hexGroup(value, fixed), mayBeZero: value === 0 };
}

const GROUPS = 8;
/** From here on a dotted address may stand for the last two groups. */
const LAST_PAIR = 6;

/** The addresses whose first bits are those of another. */
function groupsExpression(address: bigint, bits: number): string {
  const groups = Array.from({ length: GROUPS }, (_, i) =>
    groupOf(address, bits - i * 16, (GROUPS - 1 - i) * 16),
  );
  const texts = groups.map(({ text }) => text);
  const lastPair = anyOf([
    texts.slice(LAST_PAIR).join(':'),
    dotted({ address: address & 0xffffffffn, bits: Math.max(0, bits - 96) }),
  ]);
  const upTo = (end: number): string => texts.slice(0, end).map(withColon).join('');

  const forms = [upTo(LAST_PAIR) + lastPair];
  // Two colons in place of the groups from `start` to `end`.
  for (let start = 0; start < GROUPS; start++) {
    let end = start;
    while (end < GROUPS && (groups[end] as Group).mayBeZero) end++;
    if (end === start) continue;
    const endings: string[] = [];
    // What may still stand between the colons and the last pair grows from its end.
    const last = Math.min(end, LAST_PAIR);
    if (start < last) {
      endings.push(
        optionalGroups(texts.slice(start + 1, last)) +
          texts.slice(last, LAST_PAIR).map(withColon).join('') +
          lastPair,
      );
    }
    if (end >= GROUPS - 1 && start < GROUPS - 1) endings.push(texts[GROUPS - 1] as string);
    if (end === GROUPS) endings.push('');
    forms.push(`${start === 0 ? ':' : upTo(start)}:${anyOf(endings)}`);
  }
  return forms.join('|');
}

function withColon(group: string): string {
  return `${group}:`;
}

/** @example a, b → (?:(?:a:)?b:)? */
function optionalGroups(groups: readonly string[]): string {
  if (groups.length > 1 && groups.every((group) => group === groups[0])) {
    return `(?:${groups[0] as string}:){0,${groups.length}}`;
  }
  return groups.reduce((before, group) => `(?:${before}${group}:)?`, '');
}
