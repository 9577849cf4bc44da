import { expect } from 'chai';
import { closest } from '../../../lib/diagnostics/suggest.ts';

describe('closest', () => {
  const modifiers = ['contains', 'startswith', 'endswith', 'all', 're'];

  it('finds the name that was misspelt', () => {
    expect(closest('contain', modifiers)).to.equal('contains');
    expect(closest('startwith', modifiers)).to.equal('startswith');
    expect(closest('ENDSWITH', modifiers)).to.equal('endswith');
    expect(closest('edns', ['ends'])).to.equal('ends');
  });

  it('finds nothing when nothing is near', () => {
    expect(closest('xyz', modifiers)).to.equal(undefined);
    expect(closest('regex', modifiers)).to.equal(undefined);
    expect(closest('', modifiers)).to.equal(undefined);
    expect(closest('x', ['i', 'm'])).to.equal(undefined);
    expect(closest('I', ['i', 'm'])).to.equal('i');
    expect(closest('ii', ['i', 'm'])).to.equal('i');
    expect(closest('contains', [])).to.equal(undefined);
  });

  it('allows one edit for every three characters', () => {
    expect(closest('abcdef', ['abcdxy'])).to.equal('abcdxy');
    expect(closest('abcdef', ['abcxyz'])).to.equal(undefined);
  });

  it('takes the nearest, and the first of equals', () => {
    expect(closest('selectoin', ['selection_a', 'selection'])).to.equal('selection');
    expect(closest('filter', ['filter1', 'filter2'])).to.equal('filter1');
  });

  it('guesses neither for long texts nor among thousands of names', () => {
    expect(closest(`${'a'.repeat(100)}b`, [`${'a'.repeat(100)}c`])).to.equal(undefined);
    const names = Array.from({ length: 1000 }, (_, i) => `other${i}`);
    expect(closest('selektion', [...names, 'selection'])).to.equal(undefined);
  });
});
