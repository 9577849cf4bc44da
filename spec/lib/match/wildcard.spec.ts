import { expect } from 'chai';
import { wildcard } from '../../helpers/query.ts';
import { accepts } from './helpers.ts';

describe('wildcard matchers', () => {
  it('match the whole value', () => {
    expect(accepts(wildcard('a*z'), 'abcz')).to.equal(true);
    expect(accepts(wildcard('a*z'), 'az')).to.equal(true);
    expect(accepts(wildcard('a*z'), 'xaz')).to.equal(false);
    expect(accepts(wildcard('a*z'), 'azx')).to.equal(false);
  });

  it('do not count a character for two runs', () => {
    expect(accepts(wildcard('ab*ba'), 'aba')).to.equal(false);
    expect(accepts(wildcard('ab*ba'), 'abba')).to.equal(true);
    expect(accepts(wildcard('*ab*ab*'), 'xabx')).to.equal(false);
    expect(accepts(wildcard('a*bc*c'), 'abc')).to.equal(false);
  });

  it('take runs in order', () => {
    expect(accepts(wildcard('*b*a*'), 'ab')).to.equal(false);
    expect(accepts(wildcard('*a?c*e*'), 'xxabcxxex')).to.equal(true);
    expect(accepts(wildcard('*aab*'), 'aaab')).to.equal(true);
    expect(accepts(wildcard('*a?b*'), 'aaab')).to.equal(true);
  });

  it('take exactly one character for a question mark', () => {
    expect(accepts(wildcard('a?c'), 'abc')).to.equal(true);
    expect(accepts(wildcard('a?c'), 'ac')).to.equal(false);
    expect(accepts(wildcard('a?c'), 'abbc')).to.equal(false);
    expect(accepts(wildcard('?'), '')).to.equal(false);
    expect(accepts(wildcard('??'), 'a')).to.equal(false);
  });

  it('let both match line breaks', () => {
    expect(accepts(wildcard('a?b*c'), 'a\nb\r\n\u2028c')).to.equal(true);
  });

  it('take a character outside the basic plane for one', () => {
    expect(accepts(wildcard('?'), '😀')).to.equal(true);
    expect(accepts(wildcard('??'), '😀')).to.equal(false);
    expect(accepts(wildcard('*??'), '😀')).to.equal(false);
    expect(accepts(wildcard('*?x'), '😀x')).to.equal(true);
    expect(accepts(wildcard('*?x*'), '😀x')).to.equal(true);
  });

  it('ignore case unless told otherwise', () => {
    expect(accepts(wildcard('Ä*?z'), 'ä\\XZ')).to.equal(true);
    expect(accepts(wildcard('A*z', true), 'a-z')).to.equal(false);
    expect(accepts(wildcard('A*z', true), 'A-z')).to.equal(true);
  });

  it('take time that does not explode with the number of stars', () => {
    const pattern = `${'*a'.repeat(50)}*b?c`;
    const started = performance.now();
    expect(accepts(wildcard(pattern), 'a'.repeat(100_000))).to.equal(false);
    expect(accepts(wildcard(`*${'a?'.repeat(20)}b*`), 'a'.repeat(100_000))).to.equal(false);
    expect(performance.now() - started).to.be.lessThan(1_000);
  });
});
