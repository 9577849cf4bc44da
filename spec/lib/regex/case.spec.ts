/** The project's definition of case against that of the engines, for every letter that has a case. */
import { expect } from 'chai';
import { RRegex } from 'rregex';
import { caseVariants } from '../../../lib/query/fold.ts';
import { printEcmascript } from '../../../lib/regex/print/ecmascript.ts';
import { printRust } from '../../../lib/regex/print/rust.ts';
import { flagsOf, patternOf } from '../../helpers/parse-pattern.ts';

const LETTERS = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
  (letter) => letter.toLowerCase() !== letter || letter.toUpperCase() !== letter,
);
const ALL = LETTERS.join('');

function found(regex: { test(text: string): boolean }, letters: readonly string[]): string {
  return letters.filter((letter) => regex.test(letter)).join('');
}

describe('case in expressions', () => {
  it('of the predicate is the project’s, for every letter', () => {
    for (const letter of LETTERS) {
      const source = printEcmascript(patternOf(letter, flagsOf('i'))) as string;
      expect(ALL.match(new RegExp(source, 'gsu'))?.sort(), letter).to.deep.equal(
        [...caseVariants(letter)].sort(),
      );
    }
  });

  it('of Rust takes in the project’s, for every letter that both know', () => {
    // Added by Unicode 16 and 17; which of them an engine knows is a matter of its age.
    const isNew = (letter: string): boolean => /[\u1c89\u1c8a\ua7cb-\ua7dc]/.test(letter);
    for (const letter of LETTERS.filter((each) => !isNew(each))) {
      const regex = new RRegex(printRust(patternOf(letter, flagsOf('i'))) as string);
      for (const variant of caseVariants(letter))
        expect(regex.isMatch(variant), `${letter} ${variant}`).to.equal(true);
      regex.free();
    }
  });

  it('of Rust goes beyond it for two letters of ASCII', () => {
    const beyond = Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => {
      const regex = new RRegex(`(?i)${letter}`);
      const more = found({ test: (text) => regex.isMatch(text) }, LETTERS).replace(
        new RegExp(letter, 'gi'),
        '',
      );
      regex.free();
      return more === '' ? '' : `${letter} ${more}`;
    }).filter((each) => each !== '');
    expect(beyond).to.deep.equal(['k \u212a', 's ſ']);
  });

  it('of classes is that of their members', () => {
    const regex = (text: string): RegExp =>
      new RegExp(printEcmascript(patternOf(text, flagsOf('i'))) as string, 'su');
    expect(found(regex('[a-cÄ]'), ['a', 'B', 'ä', 'Ä', 'd', '1'])).to.equal('aBäÄ');
    expect(found(regex('[^a-cÄ]'), ['a', 'B', 'ä', 'Ä', 'd', '1'])).to.equal('d1');
    expect(found(regex('[\\x{100}-\\x{2FF}]'), ['Ā', 'ā', 'ɐ', 'Ɐ', 'a'])).to.equal('ĀāɐⱯ');
    expect(found(regex('[[:upper:]]'), ['a', 'A', 'Ä', '1'])).to.equal('aA');
    expect(found(regex('[[:^upper:]]'), ['a', 'A', 'Ä', '1'])).to.equal('Ä1');
    expect(found(regex('\\w'), ['a', '\u212a', 'ſ'])).to.equal('a');
  });
});
