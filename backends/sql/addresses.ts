/**
 * Networks as regular expressions for the addresses in them, in every way to write one.
 *
 * Functions on addresses fail on texts that are none, or lack one of the families, and a query must do neither. What may
 * be left out in an IPv6 address makes the expressions of some networks long:
 * https://www.rfc-editor.org/rfc/rfc4291#section-2.2
 */
import type { CidrMatcher } from '../../lib/query/query.ts';
import { decimals, hexGroup } from './digits.ts';

/**
 * An expression that is found in the addresses of the networks, and in no other address. What follows the bits that
 * count is not looked at. An IPv4 network also holds the IPv6 addresses that map one: `::ffff:10.0.0.1`.
 *
 * @param end - The end of a text in the syntax of the engine.
 * @example 10.0.0.0/8 → ^(?:10[.]|…[fF]{4}:10[.]|…[fF]{4}:(?:0[aA]…|[aA]…):[0-9a-fA-F]{1,4}$)
 * @example fe80::/10 → ^[fF][eE][89aAbB][0-9a-fA-F]:
 */
export function networksExpression(networks: readonly CidrMatcher[], end: string): string {
  const v4 = networks.filter(({ family }) => family === 4).map(networkOf);
  const v6 = networks.filter(({ family }) => family === 6).map(networkOf);
  const forms = [
    ...v4.map(dotted),
    ...(v4.length > 0 ? mapped(v4) : []),
    ...v6.flatMap(({ address, bits }) => groupForms(address, bits)),
  ];
  const open = forms.filter(({ isOpen }) => isOpen).map(({ text }) => text);
  const closed = forms.filter(({ isOpen }) => !isOpen).map(({ text }) => text);
  if (closed.length === 0) return `^${anyOf(open)}`;
  if (open.length === 0) return `^${anyOf(closed)}${end}`;
  return `^(?:${open.join('|')}|${anyOf(closed)}${end})`;
}

interface Network {
  readonly address: bigint;
  readonly bits: number;
}

/** The text of some addresses: their start if it is open, otherwise all of it. */
interface Form {
  readonly text: string;
  readonly isOpen: boolean;
}

function networkOf({ address, prefixLength }: CidrMatcher): Network {
  return { address, bits: prefixLength };
}

function anyOf(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] as string) : `(?:${texts.join('|')})`;
}

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';

/** An IPv4 network of the last 32 bits of an address. */
function dotted({ address, bits }: Network): Form {
  if (bits === 0) return { text: '[0-9]{1,3}[.]', isOpen: true };
  const octets = fixedOctets(address, bits);
  const isOpen = octets.length < 4;
  return { text: octets.join('[.]') + (isOpen ? '[.]' : ''), isOpen };
}

/** The octets that the network leaves no choice or not every choice for. */
function fixedOctets(address: bigint, bits: number): readonly string[] {
  const octets = [24n, 16n, 8n, 0n].map((shift) => Number((address >> shift) & 255n));
  const whole = Math.trunc(bits / 8);
  const fixed = octets.slice(0, whole).map(String);
  const free = 8 - (bits % 8);
  if (free === 8) return fixed;
  const low = octets[whole] as number;
  return [...fixed, anyOf(decimals(low, low + (1 << free) - 1))];
}

/** `::ffff:`, with every group before it written out or not. */
const MAPPED =
  '(?:(?:0{1,4}:){5}|::(?:0{1,4}:){0,4}|0{1,4}::(?:0{1,4}:){0,3}|(?:0{1,4}:){2}:(?:0{1,4}:){0,2}|' +
  '(?:0{1,4}:){3}:(?:0{1,4}:)?|(?:0{1,4}:){4}:)[fF]{4}:';
/** The same with all of them, so that two colons may still follow. */
const MAPPED_IN_FULL = '(?:0{1,4}:){5}[fF]{4}:';

function mapped(networks: readonly Network[]): readonly Form[] {
  const forms = networks.flatMap((network) => [dotted(network), hexPair(network)]);
  return [
    ...behind(MAPPED, forms),
    ...behind(
      MAPPED_IN_FULL,
      networks.flatMap((network) => shortPairs(network).map((text) => ({ text, isOpen: false }))),
    ),
  ];
}

/** Forms with the same text before them: one for those that are open, one for the others. */
function behind(text: string, forms: readonly Form[]): readonly Form[] {
  return [true, false].flatMap((isOpen) => {
    const texts = forms.filter((form) => form.isOpen === isOpen).map((form) => form.text);
    return texts.length === 0 ? [] : [{ text: text + anyOf([...new Set(texts)]), isOpen }];
  });
}

/** All of it, since the place of what stands before is known from the end. */
function hexPair(network: Network): Form {
  return {
    text: pairOf(network)
      .map(({ text }) => text)
      .join(':'),
    isOpen: false,
  };
}

function pairOf({ address, bits }: Network): readonly [Group, Group] {
  return [groupOf(address, bits, 16), groupOf(address, bits - 16, 0)];
}

/** The last two groups where two colons stand for one of them or both. */
function shortPairs(network: Network): readonly string[] {
  const [high, low] = pairOf(network);
  return [
    ...(high.mayBeZero ? [`:${low.text}`] : []),
    ...(low.mayBeZero ? [`${high.text}::`] : []),
    ...(high.mayBeZero && low.mayBeZero ? [':'] : []),
  ];
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
function groupForms(address: bigint, bits: number): readonly Form[] {
  const groups = Array.from({ length: GROUPS }, (_, i) =>
    groupOf(address, bits - i * 16, (GROUPS - 1 - i) * 16),
  );
  const texts = groups.map(({ text }) => text);
  /** How many groups the network says something of. */
  const fixed = Math.ceil(bits / 16);
  const isOpen = fixed < LAST_PAIR;

  const forms: Form[] = [];
  if (fixed > 0 && isOpen) forms.push({ text: withColons(texts.slice(0, fixed)), isOpen: true });
  if (bits === 0) forms.push({ text: `(?:${texts[0] as string})?:`, isOpen: true });
  if (!isOpen)
    forms.push({
      text: withColons(texts.slice(0, LAST_PAIR)) + lastPair(texts, address, bits),
      isOpen: false,
    });
  // Two colons in place of groups, the first of which is `start`. Behind those that count they change nothing.
  for (let start = 0; start < (isOpen ? fixed : GROUPS); start++) {
    let end = start;
    while (end < GROUPS && (groups[end] as Group).mayBeZero) end++;
    if (end === start) continue;
    const before = start === 0 ? ':' : withColons(texts.slice(0, start));
    forms.push({
      text: `${before}:${anyOf(endings(texts, start, end, lastPair(texts, address, bits)))}`,
      isOpen: false,
    });
  }
  return forms;
}

/** What may follow two colons in place of the group `start` and of any number of those before `end`. */
function endings(texts: readonly string[], start: number, end: number, pair: string): readonly string[] {
  const found: string[] = [];
  // What may still stand between the colons and the last pair grows from its end.
  const last = Math.min(end, LAST_PAIR);
  if (start < last) {
    found.push(
      optionalGroups(texts.slice(start + 1, last)) + withColons(texts.slice(last, LAST_PAIR)) + pair,
    );
  }
  if (end >= GROUPS - 1 && start < GROUPS - 1) found.push(texts[GROUPS - 1] as string);
  if (end === GROUPS) found.push('');
  return found;
}

function lastPair(texts: readonly string[], address: bigint, bits: number): string {
  const octets = bits <= 96 ? [] : fixedOctets(address & 0xffffffffn, bits - 96);
  const all = [...octets, ...Array.from({ length: 4 - octets.length }, () => OCTET)];
  return anyOf([texts.slice(LAST_PAIR).join(':'), all.join('[.]')]);
}

/** @example a, b, b → a:(?:b:){2} */
function withColons(groups: readonly string[]): string {
  let text = '';
  for (let from = 0, to = 0; from < groups.length; from = to) {
    const group = groups[from] as string;
    while (to < groups.length && groups[to] === group) to++;
    text += to - from === 1 ? `${group}:` : `(?:${group}:){${to - from}}`;
  }
  return text;
}

/** @example a, b → (?:(?:a:)?b:)? */
function optionalGroups(groups: readonly string[]): string {
  if (groups.length > 1 && groups.every((group) => group === groups[0])) {
    return `(?:${groups[0] as string}:){0,${groups.length}}`;
  }
  return groups.reduce((before, group) => `(?:${before}${group}:)?`, '');
}
