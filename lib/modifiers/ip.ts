/** Addresses and networks as numbers. Strict: what one program reads as octal and another as decimal is refused. */

export interface Address {
  readonly family: 4 | 6;
  /** Of 32 or 128 bits. */
  readonly bits: bigint;
}

/** The address a text spells, or undefined. IPv6 may be compressed and may end in an IPv4 address (RFC 4291). */
export function parseAddress(text: string): Address | undefined {
  if (text.includes(':')) {
    const bits = parseVersion6(text);
    return bits === undefined ? undefined : { family: 6, bits };
  }
  const bits = parseVersion4(text);
  return bits === undefined ? undefined : { family: 4, bits };
}

function parseVersion4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4) return undefined;
  let bits = 0n;
  for (const octet of octets) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255) return undefined;
    bits = (bits << 8n) | BigInt(octet);
  }
  return bits;
}

const GROUPS = 8;

function parseVersion6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = '', tail] = halves;
  const before = parseGroups(head, tail === undefined);
  const after = parseGroups(tail ?? '', true);
  if (before === undefined || after === undefined) return undefined;

  const missing = GROUPS - before.length - after.length;
  // `::` stands for one group of zeros at least.
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...new Array<number>(missing).fill(0), ...after];
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n);
}

/** The 16-bit groups of a text such as `fe80:0:1`; the last two may be written as an IPv4 address. */
function parseGroups(text: string, mayEndInVersion4: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const words = text.split(':');
  for (const [index, word] of words.entries()) {
    if (mayEndInVersion4 && index === words.length - 1 && word.includes('.')) {
      const bits = parseVersion4(word);
      if (bits === undefined) return undefined;
      groups.push(Number(bits >> 16n), Number(bits & 0xffffn));
    } else if (/^[0-9a-fA-F]{1,4}$/.test(word)) groups.push(Number.parseInt(word, 16));
    else return undefined;
  }
  return groups;
}

/** The canonical text: dotted decimal, or RFC 5952 section 4 (lower case, longest run of zeros compressed). */
export function printAddress({ family, bits }: Address): string {
  if (family === 4) return wordsOf(bits, 4, 8n).join('.');
  const groups = wordsOf(bits, GROUPS, 16n);
  const { start, length } = longestZeros(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

function wordsOf(bits: bigint, count: number, width: bigint): readonly number[] {
  const mask = (1n << width) - 1n;
  return Array.from({ length: count }, (_, i) => Number((bits >> (width * BigInt(count - 1 - i))) & mask));
}

/** The first of the longest runs of zeros. */
function longestZeros(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  }
  return best;
}
