import { expect } from 'chai';
import fc from 'fast-check';
import { caseVariants, foldCase } from '../../../lib/query/fold.ts';

describe('case folding', () => {
  it('folds letters that have one partner, in any script', () => {
    expect(foldCase('PowerShell ÄÖÜ ΣЖ')).to.equal('powershell äöü σж');
  });

  it('leaves letters alone whose cases are not each other’s inverse', () => {
    // The Kelvin sign, dotted capital I, final sigma, long s, sharp s.
    expect(foldCase('\u212a\u0130\u03c2\u017fß')).to.equal('\u212a\u0130\u03c2\u017fß');
  });

  it('keeps the length, and folds what is folded to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = foldCase(text);
        expect(folded).to.have.length(text.length);
        expect(foldCase(folded)).to.equal(folded);
      }),
    );
  });

  it('names the cases that fold to one', () => {
    expect(caseVariants('a')).to.have.members(['a', 'A']);
    expect(caseVariants('Ä')).to.have.members(['ä', 'Ä']);
    expect(caseVariants('\u212a')).to.deep.equal(['\u212a']);
    expect(caseVariants('7')).to.deep.equal(['7']);
    for (let code = 0; code < 0x10000; code++) {
      const unit = String.fromCharCode(code);
      for (const variant of caseVariants(unit)) {
        if (foldCase(variant) !== foldCase(unit)) expect.fail(`${variant} and ${unit}`);
      }
    }
  });
});
