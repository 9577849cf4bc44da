import { expect } from 'chai';
import { printPcre } from '../../../../lib/regex/print/pcre.ts';
import { flagsOf, patternOf } from '../../../helpers/parse-pattern.ts';

function pcre(text: string, letters = ''): unknown {
  return printPcre(patternOf(text, flagsOf(letters)));
}

describe('printPcre', () => {
  it('leaves as it is what every version reads alike', () => {
    for (const text of [
      '^cmd\\.exe\\s+/c.*(?:a|b)+?$',
      '\\\\Windows\\\\[a-zA-Z0-9]{8}\\.tmp',
      '(a)(?<n>b)(?>c)(?=d)(?!e)(?<=f)(?<!g)',
      '\\A\\z\\Z\\b\\B\\d\\D\\w\\W\\h\\H\\v\\V',
      'a*b+?c?+d{2}e{3,}f{4,5}',
      '[[:alpha:][:^upper:]\\w]',
      '(?i)a(?-i:b)(?i-s:c)',
      '|a||b',
    ]) {
      expect(pcre(text), text).to.equal(text);
    }
  });

  it('writes the flags of the rule before the pattern, one with those the pattern starts with', () => {
    expect(pcre('a', 'i')).to.equal('(?i)a');
    expect(pcre('^a.b', 'ims')).to.equal('(?ims)^a.b');
    expect(pcre('(?s)a.b', 'i')).to.equal('(?is)a.b');
    expect(pcre('(?-i)a', 'i')).to.equal('a');
    expect(pcre('a(?i)b|c', '')).to.equal('a(?i:b)|(?i:c)');
  });

  it('writes out what versions and options could read in another way', () => {
    expect(pcre('{a}')).to.equal('\\{a\\}');
    expect(pcre('a{,3}')).to.equal('a{0,3}');
    expect(pcre('[\\w-.]')).to.equal('[\\w\\-.]');
    expect(pcre('[a^[]')).to.equal('[a\\^\\[]');
    expect(pcre(']')).to.equal(']');
    expect(pcre('[.a]')).to.equal('[\\.a]');
    expect(pcre('[\\D[:upper:]]')).to.equal('[[:upper:]\\D]');
    expect(pcre('(a)\\1')).to.equal('(a)\\g{1}');
    expect(pcre('(?P<n>a)(?P=n)')).to.equal('(?<n>a)\\k<n>');
  });

  it('writes characters as themselves where a reader can see them', () => {
    expect(pcre('\\u0041\\x42\\Q.[\\E\\é–😀')).to.equal('AB\\.\\[é–😀');
    expect(pcre('\\n\\t\\r\\f\\a\\e\\0\\x{200B}\\x{a0}')).to.equal(
      '\\n\\t\\r\\f\\x07\\x1B\\x00\\x{200B}\\xA0',
    );
    expect(pcre('[\\n\\x{FEFF}-\\x{FFFF}]')).to.equal('[\\n\\x{FEFF}-\\x{FFFF}]');
    expect(pcre('a(?#note)b\\Ec')).to.equal('abc');
  });

  it('refuses nothing', () => {
    expect(pcre('(?<!a)\\b(b)\\1(?>c|cd)++\\Z')).to.equal('(?<!a)\\b(b)\\g{1}(?>c|cd)++\\Z');
  });
});
