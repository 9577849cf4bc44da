import { expect } from 'chai';
import fc from 'fast-check';
import grammar from '../../../grammar/regex.ohm-bundle.js';
import { scanPattern } from '../../../lib/regex/scan.ts';
import { arbitraryPattern } from '../../helpers/arbitrary-pattern.ts';

describe('scanPattern', () => {
  it('counts groups and flag switches inside each other', () => {
    expect(scanPattern('a').depth).to.equal(0);
    expect(scanPattern('(a)(b)').depth).to.equal(1);
    expect(scanPattern('((a)(?:b(?=c)))').depth).to.equal(3);
    expect(scanPattern('(?i)a(?s)(b)').depth).to.equal(3);
    expect(scanPattern('((?i)a)(b)').depth).to.equal(2);
  });

  it('finds what stays open', () => {
    expect(scanPattern('a(b(c)')).to.deep.equal({ depth: 2, openGroup: 1, openClass: undefined });
    expect(scanPattern('(a[b')).to.deep.equal({ depth: 1, openGroup: 0, openClass: 2 });
    expect(scanPattern('a))')).to.deep.equal({ depth: 0, openGroup: undefined, openClass: undefined });
  });

  it('is not taken in by brackets that are characters', () => {
    for (const text of [
      '\\(\\[',
      '[(]',
      '[]([]',
      '[^]()]',
      '\\Q([\\E',
      '[\\Q]\\E(]',
      '(?#([)',
      '\\c[',
      '[\\c](]',
      '[[:alpha:](]',
    ]) {
      expect(scanPattern(text), text).to.deep.equal({ depth: 0, openGroup: undefined, openClass: undefined });
    }
  });

  it('finds nothing open in a pattern that the grammar takes', () => {
    const characters = fc.constantFrom(...'ab\\([])^-:.=cQE?#'.split(''));
    const any = fc.array(characters, { maxLength: 14 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(any, arbitraryPattern({ exotic: true })), (text) => {
        if (!grammar.match(text).succeeded()) return;
        const { openGroup, openClass } = scanPattern(text);
        expect({ openGroup, openClass }).to.deep.equal({ openGroup: undefined, openClass: undefined });
      }),
      { numRuns: 2 * Number(process.env.SIGMAQ_RUNS ?? 300) },
    );
  });
});
