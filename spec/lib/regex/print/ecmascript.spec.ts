import { expect } from 'chai';
import { ECMASCRIPT_FLAGS, printEcmascript } from '../../../../lib/regex/print/ecmascript.ts';
import { flagsOf, patternOf } from '../../../helpers/parse-pattern.ts';

/** The printed source, which must compile; or the reason. */
function ecmascript(text: string, letters = ''): string {
  const printed = printEcmascript(patternOf(text, flagsOf(letters)));
  if (typeof printed !== 'string') return printed.unsupported;
  new RegExp(printed, ECMASCRIPT_FLAGS);
  return printed;
}

function finds(text: string, value: string, letters = ''): boolean {
  return new RegExp(ecmascript(text, letters), ECMASCRIPT_FLAGS).test(value);
}

describe('printEcmascript', () => {
  it('escapes what the flag u wants escaped, and no more', () => {
    expect(ecmascript('{a}]\\-\\"\\/\\<')).to.equal('\\{a\\}\\]-"/<');
    expect(ecmascript('[a\\]^-]')).to.equal('[\\-\\]\\^a]');
  });

  it('writes classes as the sets they stand for', () => {
    expect(ecmascript('\\d\\w\\s\\S')).to.equal('[0-9][0-9A-Z_a-z][\\t-\\r ][^\\t-\\r ]');
    expect(ecmascript('[[:alpha:]\\-_]')).to.equal('[\\-A-Z_a-z]');
    expect(ecmascript('[a]')).to.equal('a');
    expect(ecmascript('[\\s\\S]')).to.equal('[\\x00-\\u{10FFFF}]');
    expect(finds('\\s', '\u00a0')).to.equal(false);
  });

  it('writes the dot out, since that of ECMAScript leaves out more than the newline', () => {
    expect(ecmascript('a.b')).to.equal('a[^\\n]b');
    expect(ecmascript('a.b', 's')).to.equal('a.b');
    expect(finds('a.b', 'a\rb') && finds('a.b', 'a\u2028b')).to.equal(true);
    expect(finds('^.$', '😀')).to.equal(true);
  });

  it('writes case out', () => {
    expect(ecmascript('cmd1', 'i')).to.equal('[Cc][Mm][Dd]1');
    expect(ecmascript('[a-c]x(?-i:y)', 'i')).to.equal('[A-Ca-c][Xx](?:y)');
    expect(ecmascript('[^k]', 'i')).to.equal('[^Kk]');
    expect(finds('k', '\u212a', 'i')).to.equal(false);
    expect(finds('ä', 'Ä', 'i')).to.equal(true);
  });

  it('has a lookahead for $ and lookarounds for lines', () => {
    expect(ecmascript('^a$')).to.equal('^a(?=\\n?$)');
    expect(ecmascript('\\Aa\\z')).to.equal('^a$');
    expect(ecmascript('^a$', 'm')).to.equal('(?:^|(?<=\\n)(?=.))a(?=\\n|$)');
    expect(finds('^a$', 'b\ra', 'm')).to.equal(false);
    expect(finds('^', 'b\n', 'm')).to.equal(true);
    expect(finds('b\n^', 'b\n', 'm')).to.equal(false);
  });

  it('keeps lookarounds, and quantifies them in a group', () => {
    expect(ecmascript('(?=a)(?!b)(?<=c)(?<!d)')).to.equal('(?=a)(?!b)(?<=c)(?<!d)');
    expect(ecmascript('(?=a)*b')).to.equal('(?:(?=a))*b');
  });

  it('holds atomic groups and possessive repeats by a lookahead', () => {
    expect(ecmascript('a++b')).to.equal('(?:(?=(?<held1>a+))\\k<held1>)b');
    expect(finds('a++ab', 'aaab')).to.equal(false);
    expect(finds('(?>a|ab)c', 'abc')).to.equal(false);
    expect(finds('(?>ab|a)c', 'abc')).to.equal(true);
    expect(finds('(?:(?>a+)b)+c', 'aabaabc')).to.equal(true);
    expect(ecmascript('(?>(?:a|)*)b')).to.match(/^JavaScript and PCRE disagree/);
  });

  it('refuses backreferences: one to a group that did not match is empty here and fails in PCRE', () => {
    expect(ecmascript('(a)?\\1')).to.match(/^JavaScript takes a group that did not match/);
  });
});
