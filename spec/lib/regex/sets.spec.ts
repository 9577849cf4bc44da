import { expect } from 'chai';
import fc from 'fast-check';
import {
  ANYTHING,
  closeOverCase,
  complement,
  includes,
  intersects,
  isSameSet,
  MAX_CODE_POINT,
  unionOf,
  type CodePointSet,
} from '../../../lib/regex/sets.ts';

/** Sets of small numbers, beside which a plain set of numbers can stand. */
const arbitrarySet: fc.Arbitrary<CodePointSet> = fc
  .array(fc.tuple(fc.nat(40), fc.nat(6)), { maxLength: 5 })
  .map((ranges) => unionOf([[], ...ranges.map(([from, length]) => [from, from + length])]));

function membersOf(set: CodePointSet): Set<number> {
  const members = new Set<number>();
  for (let code = 0; code <= 60; code++) if (intersects(set, [code, code])) members.add(code);
  return members;
}

describe('sets of code points', () => {
  it('are pairs of ends, in order and apart from each other', () => {
    expect(
      unionOf([
        [5, 9],
        [1, 2],
        [3, 4],
        [8, 12],
      ]),
    ).to.deep.equal([1, 12]);
    expect(
      unionOf([
        [5, 9],
        [1, 2],
      ]),
    ).to.deep.equal([1, 2, 5, 9]);
    fc.assert(
      fc.property(arbitrarySet, (set) => {
        for (let i = 1; i < set.length; i++) {
          const [before, end] = [set[i - 1] as number, set[i] as number];
          expect(end - before).to.be.at.least(i % 2 === 0 ? 2 : 0);
        }
      }),
    );
  });

  it('behave as sets do', () => {
    fc.assert(
      fc.property(arbitrarySet, arbitrarySet, (a, b) => {
        const [left, right] = [membersOf(a), membersOf(b)];
        expect(membersOf(unionOf([a, b]))).to.deep.equal(new Set([...left, ...right].sort((x, y) => x - y)));
        expect(membersOf(complement(a)).size).to.equal(61 - left.size);
        expect(intersects(a, b)).to.equal([...left].some((code) => right.has(code)));
        expect(includes(a, b)).to.equal([...right].every((code) => left.has(code)));
        expect(isSameSet(complement(complement(a)), a)).to.equal(true);
      }),
    );
  });

  it('reach to the end of Unicode', () => {
    expect(complement([])).to.deep.equal(ANYTHING);
    expect(complement(ANYTHING)).to.deep.equal([]);
    expect(complement([0x61, 0x7a])).to.deep.equal([0, 0x60, 0x7b, MAX_CODE_POINT]);
  });

  it('take the other case in, letter by letter or by table alike', () => {
    expect(closeOverCase([0x61, 0x63])).to.deep.equal([0x41, 0x43, 0x61, 0x63]);
    expect(closeOverCase([0x30, 0x39])).to.deep.equal([0x30, 0x39]);
    const pieces = Array.from({ length: 16 }, (_, i) => closeOverCase([0x100 + i * 64, 0x100 + i * 64 + 63]));
    expect(closeOverCase([0x100, 0x4ff])).to.deep.equal(unionOf(pieces));
    expect(closeOverCase(ANYTHING)).to.deep.equal(ANYTHING);
  });
});
