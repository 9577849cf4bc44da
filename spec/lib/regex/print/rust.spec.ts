import { expect } from 'chai';
import { printRust } from '../../../../lib/regex/print/rust.ts';
import { normaliseSearch } from '../../../../lib/regex/normalise.ts';
import { refusesRegex } from '../../../engines/kusto-regex.ts';
import { flagsOf, patternOf } from '../../../helpers/parse-pattern.ts';

/** The printed text, which Rust and RE2 must both compile; or the reason and the piece it is about. */
function rust(text: string, letters = ''): string {
  const pattern = patternOf(text, flagsOf(letters));
  const printed = printRust(pattern);
  if (typeof printed !== 'string') return refusal(printed, pattern.span.start, text);
  expect(refusesRegex(printed), printed).to.equal(undefined);
  return printed;
}

function refusal(
  { unsupported, span }: { unsupported: string; span: { start: number; end: number } },
  base: number,
  text: string,
): string {
  return `${text.slice(span.start - base, span.end - base)}: ${unsupported}`;
}

function normalised(text: string): string {
  const printed = printRust(normaliseSearch(patternOf(text)));
  return typeof printed === 'string' ? printed : printed.unsupported;
}

describe('printRust', () => {
  it('groups without capturing: Kusto allows 16 captures', () => {
    expect(rust('(a)(?<n>b)(?:c)')).to.equal('(?:a)(?:b)(?:c)');
  });

  it('writes shorthands as ASCII classes, which Rust would read as Unicode', () => {
    expect(rust('\\d\\D\\w\\W')).to.equal('[0-9][^0-9][0-9A-Z_a-z][^0-9A-Z_a-z]');
    expect(rust('\\s\\S')).to.equal('[\\t-\\r ][^\\t-\\r ]');
    expect(rust('[\\d.][[:alpha:]-]')).to.equal('[0-9.][A-Za-z\\-]');
    expect(rust('\\h')).to.equal(
      '[\\t \\xA0\\x{1680}\\x{180E}\\x{2000}-\\x{200A}\\x{202F}\\x{205F}\\x{3000}]',
    );
  });

  it('writes a class with a complement in it as the set it stands for', () => {
    expect(rust('[\\Wx]')).to.equal('[^0-9A-Z_a-wyz]');
    expect(rust('[^\\W]')).to.equal('[0-9A-Z_a-z]');
    expect(rust('[\\S\\s]')).to.equal('[\\x00-\\x{10FFFF}]');
    expect(rust('[^\\S\\s]')).to.equal('[^\\x00-\\x{10FFFF}]');
    expect(rust('[\\W]', 'i')).to.equal('(?i)[^0-9A-Z_a-z]');
  });

  it('escapes what makes sets of sets in Rust', () => {
    expect(rust('[[a&&b~~d+--]')).to.equal('[\\[a\\&\\&b\\~\\~d+-\\-]');
    expect(rust('[]^-]')).to.equal('[\\]\\^\\-]');
  });

  it('escapes braces and brackets that are characters', () => {
    expect(rust('{a}]\\<\\>\\"\\/')).to.equal('\\{a\\}\\]<>"/');
  });

  it('lets $ stand before a final newline, as PCRE does', () => {
    expect(rust('a$')).to.equal('a\\n?$');
    expect(rust('a\\Z')).to.equal('a\\n?$');
    expect(rust('a\\z')).to.equal('a\\z');
    expect(rust('(?:a$|b)')).to.equal('(?:a\\n?$|b)');
    expect(rust('a$$')).to.equal('a\\n?$\\n?$');
    expect(rust('a(b$)?')).to.equal('a(?:b\\n?$)?');
    expect(rust('$a')).to.equal('$: Rust and RE2 cannot look for a final newline without taking it up');
    expect(rust('(a$)+')).to.equal('$: Rust and RE2 cannot look for a final newline without taking it up');
    expect(rust('a$\\z')).to.equal('$: Rust and RE2 cannot look for a final newline without taking it up');
  });

  it('knows lines under the flag m', () => {
    expect(rust('^a$', 'm')).to.equal('(?m)^a$');
    expect(rust('\\Aa\\Z', 'm')).to.equal('(?m)\\Aa\\n?\\z');
    expect(rust('a$b', 'm')).to.equal('(?m)a$b');
    expect(rust('a(?m:^b)')).to.equal('a(?m:^b)');
    expect(rust('^a*', 'm')).to.equal('^: Rust and RE2 also find the start of a line after a final newline');
  });

  it('writes flags before the pattern and inside it', () => {
    expect(rust('a.(?i:b)(?-s:.)', 's')).to.equal('(?s)a.(?i:b)(?-s:.)');
    expect(rust('(?i)a|b')).to.equal('(?i)a|b');
    expect(rust('a(?i)b|c')).to.equal('a(?i:b)|(?i:c)');
  });

  it('refuses, at its place, what Rust and RE2 do not have', () => {
    expect(rust('a(?=b)c')).to.equal('(?=b): Rust and RE2 have no lookaround');
    expect(rust('(a)x\\1')).to.equal('\\1: Rust and RE2 have no backreferences');
    expect(rust('a(?>b|bc)d')).to.equal('(?>b|bc): Rust and RE2 have no atomic groups');
    expect(rust('ab++b')).to.equal('b++: Rust and RE2 have no possessive quantifiers');
    expect(rust('a{1001}')).to.equal('a{1001}: RE2 repeats at most 1000 times');
    expect(rust('(?:a{100}){11}')).to.equal('a{100}: RE2 repeats at most 1000 times');
  });

  it('takes what makes no difference after it has been found to', () => {
    expect(normalised('a\\d++x')).to.equal('a[0-9]+x');
    expect(normalised('a(?>bc)d')).to.equal('a(?:bc)d');
    expect(normalised('a(?=b)')).to.equal('a(?:b)');
  });
});
