import { expect } from 'chai';
import fc from 'fast-check';
import { selectNames } from '../../../lib/resolve/selectors.ts';

const NAMES = [
  'selection',
  'selection_a',
  'filter_main_x',
  'filter_main_y',
  'filter-z',
  '_hidden',
  '_filter_q',
];

describe('selectNames', () => {
  it('takes every name that does not start with an underscore for them', () => {
    expect(selectNames('them', NAMES)).to.deep.equal(NAMES.slice(0, 5));
    expect(selectNames('*', NAMES)).to.deep.equal(NAMES.slice(0, 5));
  });

  it('matches whole names, stars being any run of characters', () => {
    expect(selectNames('selection', NAMES)).to.deep.equal(['selection']);
    expect(selectNames('selection*', NAMES)).to.deep.equal(['selection', 'selection_a']);
    expect(selectNames('*_main_*', NAMES)).to.deep.equal(['filter_main_x', 'filter_main_y']);
    expect(selectNames('f*r*z', NAMES)).to.deep.equal(['filter-z']);
    expect(selectNames('main', NAMES)).to.deep.equal([]);
    expect(selectNames('Selection', NAMES)).to.deep.equal([]);
  });

  it('takes hidden names only for patterns that start with an underscore', () => {
    expect(selectNames('_*', NAMES)).to.deep.equal(['_hidden', '_filter_q']);
    expect(selectNames('*hidden', NAMES)).to.deep.equal([]);
    expect(selectNames('_hidden', NAMES)).to.deep.equal(['_hidden']);
  });

  it('takes no other character for special', () => {
    expect(selectNames('a.b', ['a.b', 'axb'])).to.deep.equal(['a.b']);
  });

  it('matches what a regular expression of the pattern matches', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
    fc.assert(
      fc.property(short, name, (pattern, text) => {
        const expected = new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text);
        expect(selectNames(pattern, [text])).to.have.length(expected ? 1 : 0);
      }),
    );
  });

  it('needs no more than quadratic time', () => {
    expect(selectNames('*a'.repeat(20_000), ['a'.repeat(1000) + 'b'])).to.deep.equal([]);
  });
});
