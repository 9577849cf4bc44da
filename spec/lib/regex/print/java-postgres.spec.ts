import { expect } from 'chai';
import { printJava } from '../../../../lib/regex/print/java.ts';
import { printPostgres } from '../../../../lib/regex/print/postgres.ts';
import { flagsOf, patternOf } from '../../../helpers/parse-pattern.ts';

const java = (text: string, flags = ''): unknown => printJava(patternOf(text, flagsOf(flags)));
const postgres = (text: string, flags = ''): unknown => printPostgres(patternOf(text, flagsOf(flags)));

describe('printing for Java and PostgreSQL', () => {
  it('spells out case, the dot and the ends', () => {
    expect(java('^a.c$', 'i')).to.equal('\\A[Aa][^\\n][Cc](?=\\n?\\z)');
    expect(postgres('^a.c$', 'i')).to.equal('\\A[Aa][^\\n][Cc](?=\\n?\\Z)');
    expect(java('a.\\z', 's')).to.equal('a[\\s\\S]\\z');
    expect(postgres('a.\\z', 's')).to.equal('a.\\Z');
  });

  it('has lines in lookarounds', () => {
    expect(java('^a$', 'm')).to.equal('(?:\\A|(?<=\\n)(?!\\z))a(?=\\n|\\z)');
    expect(postgres('^a$', 'm')).to.equal('(?:\\A|(?<=\\n)(?!\\Z))a(?=\\n|\\Z)');
  });

  it('has words of ASCII', () => {
    const word = '[0-9A-Za-z_]';
    expect(java('\\ba')).to.equal(`(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))a`);
    expect(postgres('a\\B')).to.equal(`a(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`);
  });

  it('writes invisible characters so that the digits behind are none of theirs', () => {
    expect(java('\\x1bf')).to.equal('\\x1Bf');
    expect(postgres('\\x1bf')).to.equal('\\u001Bf');
    expect(java('[\\x{200b}&\\-]')).to.equal('[\\&\\-\\u200B]');
    expect(postgres('\\x{200b}')).to.equal('\\u200B');
    expect(postgres('\\x{e0001}')).to.equal('\\U000E0001');
    expect(java('\\x{e0001}')).to.equal('\u{e0001}');
  });

  it('keeps what the engine has and refuses what it lacks', () => {
    expect(java('(?>a|ab)c')).to.equal('(?>(?:a|ab))c');
    expect(postgres('(?>a|ab)c')).to.have.property('unsupported', 'PostgreSQL has no atomic groups');
    expect(java('x(?=a+b)c|d')).to.equal('x(?=a+b)c|d');
    expect(java('c(?<!ab)d')).to.equal('c(?<!ab)d');
    expect(java('c(?<!a|bc)d')).to.have.property(
      'unsupported',
      'Java and Joni look behind for texts of one length alone',
    );
    expect(postgres('c(?<!a|bc)d')).to.equal('c(?<!a|bc)d');
    expect(postgres('a{256}')).to.have.property('unsupported', 'PostgreSQL repeats at most 255 times');
    expect(postgres('a{2,255}')).to.equal('a{2,255}');
    expect(java('(a)\\1')).to.have.property('unsupported', 'Java has no backreferences');
  });
});
