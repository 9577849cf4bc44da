import { expect } from 'chai';
import type { CompareOperator } from '../../../lib/query/query.ts';
import { number } from '../../helpers/query.ts';
import { accepts } from './helpers.ts';

function compare(operator: CompareOperator, value: number, held: unknown): boolean {
  return accepts({ kind: 'compare', operator, value }, held);
}

describe('number matchers', () => {
  it('take the number and the text of its decimal', () => {
    for (const held of [4688, '4688', 4688n, ['x', 4688]]) {
      expect(accepts(number('4688'), held)).to.equal(true);
    }
  });

  it('take no other spelling of the number', () => {
    for (const held of ['4688.0', '04688', '0x1250', '4.688e3', ' 4688', '4688 ', '+4688', '', 46880, true]) {
      expect(accepts(number('4688'), held), String(held)).to.equal(false);
    }
  });

  it('take the shortest spelling of a fraction besides the one in the rule', () => {
    for (const held of [1.5, '1.5', '1.50']) expect(accepts(number('1.50'), held)).to.equal(true);
    expect(accepts(number('1.50'), '1.500')).to.equal(false);
  });

  it('keep all digits of whole numbers that a double cannot hold', () => {
    expect(accepts(number('9007199254740993'), '9007199254740993')).to.equal(true);
    expect(accepts(number('9007199254740993'), '9007199254740992')).to.equal(false);
    expect(accepts(number('9007199254740993'), 9007199254740993n)).to.equal(true);
    expect(accepts(number('9007199254740993'), 9007199254740992n)).to.equal(false);
    // JSON.parse has rounded it already.
    expect(accepts(number('9007199254740993'), JSON.parse('9007199254740993'))).to.equal(true);
  });
});

describe('comparisons', () => {
  it('compare numbers', () => {
    expect(compare('lt', 5, 4.9)).to.equal(true);
    expect(compare('lt', 5, 5)).to.equal(false);
    expect(compare('lte', 5, 5)).to.equal(true);
    expect(compare('gt', 5, 5)).to.equal(false);
    expect(compare('gt', 5, 5.1)).to.equal(true);
    expect(compare('gte', 5, 5n)).to.equal(true);
  });

  it('read decimal texts as numbers, not as texts', () => {
    expect(compare('gt', 9, '10')).to.equal(true);
    expect(compare('lt', 0, '-1.5')).to.equal(true);
    expect(compare('gte', 4688, '4688.0')).to.equal(true);
    expect(compare('lt', 1, '.5')).to.equal(true);
  });

  it('take nothing else for a number', () => {
    for (const held of ['0x10', '1e3', '', ' 1', '1 ', '1.', '٣', 'x', true, null, [], {}, new Date(), NaN]) {
      expect(compare('gte', 0, held)).to.equal(false);
      expect(compare('lte', 0, held)).to.equal(false);
    }
  });

  it('look at each element of a list', () => {
    expect(compare('gt', 9, ['x', 3, '12'])).to.equal(true);
  });
});
