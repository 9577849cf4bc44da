import { expect } from 'chai';
import fc from 'fast-check';
import { addExactly, roundSum, type ExactSum } from '../../../lib/correlate/exact-sum.ts';

function sumOf(values: readonly number[]): number {
  const sum: ExactSum = [];
  for (const value of values) addExactly(sum, value);
  return roundSum(sum);
}

describe('exact sums', () => {
  it('round once', () => {
    expect(sumOf([])).to.equal(0);
    expect(sumOf([0.1, 0.2, 0.3])).to.equal(0.6);
    expect(sumOf([1e16, 1, -1e16])).to.equal(1);
    expect(sumOf([1e100, 1, -1e100, 1e-100])).to.equal(1);
    // Half way between two numbers: what is far below decides.
    expect(sumOf([2 ** 53, 1, 2 ** -60])).to.equal(2 ** 53 + 2);
    expect(sumOf([2 ** 53, 1])).to.equal(2 ** 53);
  });

  it('are the same in any order, and after anything was added and taken out again', () => {
    const number = fc.double({ min: -1e30, max: 1e30, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(number, { maxLength: 12 }),
        fc.array(number, { maxLength: 5 }),
        (values, passing) => {
          const inOrder = sumOf(values);
          expect(sumOf([...values].reverse())).to.equal(inOrder);
          expect(sumOf([...passing, ...values, ...passing.map((each) => -each)])).to.equal(inOrder);
        },
      ),
    );
  });
});
