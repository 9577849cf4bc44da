import { expect } from 'chai';
import { MAX_LUCENE_LENGTH, printLucene } from '../../../../lib/regex/print/lucene.ts';
import { normaliseSearch } from '../../../../lib/regex/normalise.ts';
import { luceneMatches } from '../../../engines/lucene-regexp.ts';
import { embed, marked } from '../../../helpers/embedded.ts';
import { flagsOf, patternOf } from '../../../helpers/parse-pattern.ts';

/** The printed text, which Lucene must read; or the piece that it has no form of, and the reason. */
function lucene(text: string, letters = ''): string {
  const printed = printLucene(normaliseSearch(patternOf(text, flagsOf(letters))));
  if (typeof printed !== 'string') {
    return `${marked({ source: embed(text).source, span: printed.span })}: ${printed.unsupported}`;
  }
  luceneMatches(printed, '');
  return printed;
}

describe('printLucene', () => {
  it('looks anywhere in the value by taking the text around as well', () => {
    expect(lucene('a')).to.equal('.*a.*');
    expect(lucene('a|b')).to.equal('.*(a|b).*');
    expect(lucene('')).to.equal('.*');
  });

  it('leaves the surroundings out where an anchor stands, branch by branch', () => {
    expect(lucene('^a')).to.equal('a.*');
    expect(lucene('a\\z')).to.equal('.*a');
    expect(lucene('\\Aa\\z')).to.equal('a');
    expect(lucene('^a|b\\z|c')).to.equal('a.*|.*b|.*c.*');
    expect(lucene('(^|\\/)\\.')).to.equal('(.*/)?\\..*');
    expect(lucene('(^a)|(^b\\z)')).to.equal('(a.*)|(b)');
    expect(lucene('x(?:y|\\z)')).to.equal('.*x(y.*)?');
    expect(lucene('(?:^a)?b')).to.equal('.*b.*');
    expect(lucene('^\\Aa\\z\\z')).to.equal('a');
    expect(lucene('^')).to.equal('.*');
  });

  it('lets $ stand before a final newline, as PCRE does', () => {
    expect(lucene('a$')).to.equal('.*a\n?');
    expect(lucene('^a\\Z')).to.equal('a\n?');
    expect(lucene('(^[a-z]{4}$)|(^[a-z]{8}$)')).to.equal('([a-z]{4}\n?)|([a-z]{8}\n?)');
    expect(lucene('a$$')).to.equal('.*a\n?');
  });

  it('knows lines under the flag m', () => {
    expect(lucene('^a$', 'm')).to.equal('(.*\n)?a(\n.*)?');
    expect(lucene('^a*', 'm')).to.equal('^: Lucene has no anchors within an expression');
  });

  it('settles word boundaries at the ends, beside a character that is known', () => {
    expect(lucene('\\bnet\\b')).to.equal('(.*[^0-9A-Z_a-z])?net([^0-9A-Z_a-z].*)?');
    expect(lucene('\\b-a')).to.equal('.*[0-9A-Z_a-z]-a.*');
    expect(lucene('\\Bnet')).to.equal('.*[0-9A-Z_a-z]net.*');
    expect(lucene('^\\bnet')).to.equal('net.*');
    expect(lucene('\\b(?:a|b)c|\\bd')).to.equal('(.*[^0-9A-Z_a-z])?(a|b)c.*|(.*[^0-9A-Z_a-z])?d.*');
    expect(lucene('\\b.a')).to.equal('\\b: Lucene has no word boundaries');
    expect(lucene('a\\bb')).to.equal('\\b: Lucene has no word boundaries');
  });

  it('has a dot that leaves the newline out, and one that does not', () => {
    expect(lucene('a.b')).to.equal('.*a[^\n]b.*');
    expect(lucene('a.*b', 's')).to.equal('.*a.*b.*');
    expect(lucene('a[\\s\\S]b')).to.equal('.*a.b.*');
  });

  it('writes classes with real characters', () => {
    expect(lucene('\\d\\w\\s')).to.equal('.*[0-9][0-9A-Z_a-z][\t-\r ].*');
    expect(lucene('[^\\n\\t]')).to.equal('.*[^\t\n].*');
    expect(lucene('\\t\\x41\\x{1F600}')).to.equal('.*\tA😀.*');
    expect(lucene('[]a^-]')).to.equal('.*[\\-\\]\\^a].*');
    expect(lucene('[^\\s\\S]')).to.equal('[^\\s\\S]: Lucene has no class without members');
  });

  it('writes case out', () => {
    expect(lucene('cmd.exe', 'i')).to.equal('.*[Cc][Mm][Dd][^\n][Ee][Xx][Ee].*');
    expect(lucene('[a-f]+x', 'i')).to.equal('.*[A-Fa-f][Xx].*');
    expect(lucene('(?i)ä1')).to.equal('.*[Ää]1.*');
  });

  it('escapes every operator, those included that look like characters elsewhere', () => {
    expect(lucene('#@&<>~"\\.\\*\\^\\$\\{\\(\\|\\\\')).to.equal(
      '.*\\#\\@\\&\\<\\>\\~\\"\\.\\*\\^\\$\\{\\(\\|\\\\.*',
    );
    expect(lucene("/:;,='%!-_")).to.equal(".*/:;,='%!-_.*");
  });

  it('has no lazy quantifiers, whose question mark would make the piece optional', () => {
    expect(lucene('a.+?b')).to.equal('.*a[^\n]+b.*');
    expect(lucene('a(?:b??){2,3}?c')).to.equal('.*a(b?){2,3}c.*');
  });

  it('has no empty branches, which are a syntax error', () => {
    expect(lucene('x(a|)y')).to.equal('.*x(a)?y.*');
    expect(lucene('x(?:|a|b)+y')).to.equal('.*x((a|b)?)+y.*');
    expect(lucene('x(|)y')).to.equal('.*x()y.*');
    expect(lucene('xa{0}y')).to.equal('.*x()y.*');
  });

  it('takes a lookahead at the end for what follows, and a lookbehind at the start for what precedes', () => {
    expect(lucene('a(?=b|c)')).to.equal('.*a(b|c).*');
    expect(lucene('(?<=a)b')).to.equal('.*(a)b.*');
  });

  it('looks for a long run where runs start, so that the automaton stays small', () => {
    expect(lucene('.{150}')).to.equal('(.*\n)?[^\n]{150,}.*');
    expect(lucene('(.){200,}')).to.equal('(.*\n)?([^\n]){200,}.*');
    expect(lucene('[^/]{101,}$')).to.equal('(.*/)?[^/]{101,}\n?');
    expect(lucene('[\\s\\S]{200}')).to.equal('.{200,}.*');
    expect(lucene('^.{150}')).to.equal('[^\n]{150}.*');
    expect(lucene('[0-9]{100}')).to.equal('.*[0-9]{100}.*');
    const run = lucene('[a-c]{101}b');
    for (const [text, found] of [
      [`${'a'.repeat(101)}b`, true],
      [`x${'a'.repeat(150)}bb`, true],
      [`${'a'.repeat(100)}b`, false],
      [`${'a'.repeat(60)}x${'a'.repeat(60)}b`, false],
      [`${'a'.repeat(60)}x${'a'.repeat(101)}b${'a'.repeat(60)}`, true],
    ] as const) {
      expect(luceneMatches(run, text), text).to.equal(found);
    }
  });

  it('refuses, at its place, what automata cannot say', () => {
    expect(lucene('a^b')).to.equal('^: Lucene has no anchors within an expression');
    expect(lucene('a$b')).to.equal('$: Lucene has no anchors within an expression');
    expect(lucene('(?:a\\b){2}c')).to.equal('(?:a\\b){2}: Lucene has no anchors, so none can be repeated');
    expect(lucene('a(?!b)')).to.equal('(?!b): Lucene has no lookaround');
    expect(lucene('(a)\\1')).to.equal('\\1: Lucene has no backreferences');
    expect(lucene('(?>a|ab)c')).to.equal('(?>a|ab): Lucene has no atomic groups');
    expect(lucene('xa++ab')).to.equal('a++: Lucene has no possessive quantifiers');
  });

  it('refuses what Elasticsearch would for the work, and has a wider form without an upper bound', () => {
    expect(lucene('b(?:(?:ab){1,100}c){1,100}d')).to.match(/^\(\?:\(.*100\}: such a count takes more work/);
    const pattern = normaliseSearch(patternOf('ping.{6,64}echo'));
    expect(printLucene(pattern)).to.include({ wider: '.*ping[^\n]{6,}echo.*' });
    expect(printLucene(normaliseSearch(patternOf('a.{64}b')))).not.to.have.property('wider');
  });

  it('refuses what Elasticsearch would for its length', () => {
    const text = 'abcdefghijklmnopqrstuvwxyz0123456789-_,;'.repeat(MAX_LUCENE_LENGTH / 40);
    expect(lucene(text.slice(4))).to.have.length(MAX_LUCENE_LENGTH);
    expect(lucene(text.slice(3))).to.match(/: it takes 1001 characters in Lucene's dialect/);
  });
});
