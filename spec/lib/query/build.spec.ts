import { expect } from 'chai';
import { and, FALSE, not, or, TRUE } from '../../../lib/query/build.ts';
import { at, equals } from '../../helpers/query.ts';

const a = at('a', equals('1'));
const b = at('b', equals('2'));
const c = at('c', equals('3'));

describe('building queries', () => {
  it('has no and or or of one operand, and none of none', () => {
    expect(and([a])).to.equal(a);
    expect(or([a])).to.equal(a);
    expect(and([])).to.equal(TRUE);
    expect(or([])).to.equal(FALSE);
  });

  it('flattens operands of its own kind and no other', () => {
    expect(and([and([a, b]), c])).to.deep.equal({ kind: 'and', operands: [a, b, c] });
    expect(or([a, or([b, c])])).to.deep.equal({ kind: 'or', operands: [a, b, c] });
    expect(and([or([a, b]), c])).to.deep.equal({ kind: 'and', operands: [or([a, b]), c] });
  });

  it('keeps constants out of trees', () => {
    expect(and([a, TRUE])).to.equal(a);
    expect(and([a, FALSE])).to.equal(FALSE);
    expect(or([a, FALSE])).to.equal(a);
    expect(or([a, TRUE])).to.equal(TRUE);
    expect(not(TRUE)).to.equal(FALSE);
    expect(not(FALSE)).to.equal(TRUE);
  });

  it('lets two negations cancel out', () => {
    expect(not(not(a))).to.equal(a);
  });

  it('takes lists longer than a call may have arguments', () => {
    const many = Array.from({ length: 200_000 }, () => a);
    expect(and([and(many), b])).to.have.property('kind', 'and');
    expect(or([or(many), b])).to.have.property('kind', 'or');
  });
});
