/** Expressions for networks against arithmetic on addresses, over every way to write an address. */
import { expect } from 'chai';
import fc from 'fast-check';
import { networksExpression } from '../../../backends/sql/addresses.ts';
import { decimals, hexGroup } from '../../../backends/sql/digits.ts';
import { testCidr } from '../../../lib/match/network.ts';
import type { CidrMatcher } from '../../../lib/query/index.ts';

const V4_BITS = 32n;
const V6_BITS = 128n;

function networkOf(family: 4 | 6, bits: bigint, prefixLength: number): CidrMatcher {
  const free = (family === 4 ? V4_BITS : V6_BITS) - BigInt(prefixLength);
  return { kind: 'cidr', family, network: 'any', address: (bits >> free) << free, prefixLength };
}

/** Zeros are common in addresses, and are what may be left out. */
const arbitraryV6 = fc
  .array(fc.oneof(fc.constant(0), fc.constant(0xffff), fc.integer({ min: 0, max: 0xffff })), {
    minLength: 8,
    maxLength: 8,
  })
  .map((groups) => groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n));
const arbitraryV4 = fc.integer({ min: 0, max: 0xffffffff }).map(BigInt);
const arbitraryMapped = arbitraryV4.map((address) => (0xffffn << 32n) | address);

const arbitraryNetwork = fc.oneof(
  fc.tuple(arbitraryV4, fc.integer({ min: 0, max: 32 })).map(([bits, length]) => networkOf(4, bits, length)),
  fc.tuple(arbitraryV6, fc.integer({ min: 0, max: 128 })).map(([bits, length]) => networkOf(6, bits, length)),
);

function dottedText(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
}

/** Every way to write an IPv6 address: which zeros are left out, the case of letters, a dotted end. */
function textsOf(address: bigint): string[] {
  const groups = Array.from({ length: 8 }, (_, i) => Number((address >> BigInt(16 * (7 - i))) & 0xffffn));
  const texts: string[] = [];
  const plain = groups.map((group) => group.toString(16));
  const padded = plain.map((group) => group.padStart(4, '0').toUpperCase());
  for (const written of [plain, padded]) {
    const dotted = [...written.slice(0, 6), dottedText(address & 0xffffffffn)];
    texts.push(written.join(':'), dotted.join(':'));
    for (let from = 0; from < 8; from++) {
      for (let to = from + 1; to <= 8 && groups.slice(from, to).every((group) => group === 0); to++) {
        const shorten = (all: readonly string[]): string =>
          `${all.slice(0, from).join(':')}::${all.slice(to).join(':')}`;
        texts.push(shorten(written));
        if (to <= 6) texts.push(shorten(dotted));
      }
    }
  }
  return texts;
}

/** An address in or near the network. */
function near(network: CidrMatcher, noise: bigint): bigint {
  const bits = network.family === 4 ? V4_BITS : V6_BITS;
  const free = bits - BigInt(network.prefixLength);
  return (network.address | (noise & ((1n << free) - 1n))) & ((1n << bits) - 1n);
}

describe('expressions for networks', () => {
  it('are found in the addresses of the networks and in no others, however they are written', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryNetwork, { minLength: 1, maxLength: 3 }),
        fc.oneof(arbitraryV6, arbitraryMapped, fc.constantFrom(0n, 1n)),
        fc.integer({ min: 0, max: 127 }),
        (networks, noise, flipped) => {
          const expression = new RegExp(networksExpression(networks, '$'));
          const tests = networks.map(testCidr);
          const [first] = networks as [CidrMatcher];
          const inside = near(first, noise);
          const v4 =
            first.family === 4 ? [inside, inside ^ (1n << BigInt(flipped % 32)), noise & 0xffffffffn] : [];
          const v6 = first.family === 6 ? [inside, inside ^ (1n << BigInt(flipped)), noise] : [noise];
          const texts = [
            ...v4.map(dottedText),
            ...[...v6, ...v4.map((address) => (0xffffn << 32n) | address)].flatMap(textsOf),
          ];
          for (const text of texts) {
            const expected = tests.some((test) => test({ raw: text, text, folded: undefined }));
            expect(expression.test(text), `${text} in ${expression.source}`).to.equal(expected);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('say ranges of decimals in digits', () => {
    expect(decimals(16, 31)).to.deep.equal(['1[6-9]', '2[0-9]', '3[01]']);
    expect(decimals(0, 127)).to.deep.equal(['[0-9]', '[1-9][0-9]', '1[01][0-9]', '12[0-7]']);
    for (let length = 0; length <= 8; length++) {
      const size = 1 << (8 - length);
      for (let low = 0; low < 256; low += size) {
        const expression = new RegExp(`^(?:${decimals(low, low + size - 1).join('|')})$`);
        for (let octet = 0; octet < 256; octet++) {
          expect(expression.test(String(octet)), `${octet} of ${low}/${length}`).to.equal(
            octet >= low && octet < low + size,
          );
        }
      }
    }
  });

  it('say the first bits of a group in hexadecimal, with and without zeros in front', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffff }),
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 0, max: 0xffff }),
        fc.integer({ min: 1, max: 4 }),
        (value, bits, other, width) => {
          const masked = (value >> (16 - bits)) << (16 - bits);
          const expression = new RegExp(`^(?:${hexGroup(masked, bits)})$`);
          const isIn = other >> (16 - bits) === masked >> (16 - bits);
          expect(expression.test(other.toString(16).padStart(width, '0'))).to.equal(isIn);
        },
      ),
      { numRuns: 500 },
    );
  });
});
