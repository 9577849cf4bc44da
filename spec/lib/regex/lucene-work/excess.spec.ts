/** Counts at the limit are those of Lucene 9.12 itself; `npm run verify:engines` compares many more. */
import { expect } from 'chai';
import fc from 'fast-check';
import { normaliseSearch } from '../../../../lib/regex/normalise.ts';
import { printLucene } from '../../../../lib/regex/print/lucene.ts';
import { luceneMatches } from '../../../engines/lucene-regexp.ts';
import { embed } from '../../../helpers/embedded.ts';
import { patternOf } from '../../../helpers/parse-pattern.ts';

/** The piece that Lucene has too much work with, and what can be said instead. */
function excessOf(text: string): string {
  const { excess } = normaliseSearch(patternOf(text));
  if (excess === undefined) return 'fits';
  const place = embed(text).source.text.slice(excess.span.start, excess.span.end);
  return `${place} → ${excess.wider === undefined ? 'nothing' : (printLucene(excess.wider) as string)}`;
}

function fits(text: string): boolean {
  return normaliseSearch(patternOf(text)).excess === undefined;
}

describe('the work that Lucene has with a pattern', () => {
  it('is too much for a counted gap amid a search, from the count on where Lucene says so', () => {
    const limits: readonly (readonly [(count: number) => string, number])[] = [
      [(n) => `a[\\s\\S]{0,${n}}b`, 12],
      [(n) => `ab.{0,${n}}cd`, 16],
      [(n) => `a.{${n}}b`, 12],
      [(n) => `(foo|bar).{0,${n}}(System32|SysWOW64)`, 18],
      [(n) => `a(?:.{0,3}|b){0,${n}}c`, 9],
      [(n) => `a\\w{0,${n}}\\d\\w{0,${n}}z`, 7],
    ];
    for (const [pattern, first] of limits) {
      expect(fits(pattern(first - 1)), pattern(first - 1)).to.equal(true);
      expect(fits(pattern(first)), pattern(first)).to.equal(false);
    }
  });

  it('is little for a count that starts the search or stands behind an anchor, or that what follows ends', () => {
    for (const text of [
      '.{200}',
      '.{1000,}',
      '^.{900}x',
      'a[b-d]{900}x',
      '^a.{0,64}b$',
      '\\d{1,3}(?:\\.\\d{1,3}){3}',
    ]) {
      expect(fits(text), text).to.equal(true);
    }
  });

  it('is too much for a row longer than what Lucene walks down, and for more states than it writes out', () => {
    expect(fits('^[a-f]{1000}\\z')).to.equal(true);
    expect(excessOf('^[a-f]{1001}\\z')).to.equal('[a-f]{1001} → nothing');
    expect(fits('^(?:ab){499}c')).to.equal(true);
    expect(fits('^(?:ab){500}c')).to.equal(false);
    expect(fits('b(?:(?:ab){1,100}c){1,100}d')).to.equal(false);
  });

  it('counts bytes as well where a pattern tells characters beyond ASCII apart', () => {
    expect(fits('é.{0,9}b')).to.equal(true);
    expect(fits('é.{0,12}b')).to.equal(false);
  });

  it('is found without an automaton for patterns with few choices', () => {
    for (const text of ['cmd', 'a.b[cd]e', `a.{4}${'a'.repeat(60)}b`, '^(?:foo|bar)$']) {
      expect(normaliseSearch(patternOf(text))).not.to.have.property('excess');
    }
  });
});

describe('a pattern in place of one that is too much work', () => {
  it('has no upper bound where the count is greatest, and the others where they do no harm', () => {
    expect(excessOf('ping.{6,64}echo')).to.equal('.{6,64} → .*ping[^\n]{6,}echo.*');
    expect(excessOf('a.{2,128}xb{1,2}c.{1,8}d')).to.equal('.{2,128} → .*a[^\n]{2,}xb{1,2}c[^\n]{1,8}d.*');
    expect(excessOf('a.{1,40}b.{1,40}c')).to.equal('.{1,40} → .*a[^\n]+b[^\n]+c.*');
  });

  it('does not exist where the least count is too much', () => {
    expect(excessOf('a.{64}b')).to.equal('.{64} → nothing');
    expect(excessOf('(?:a..........){3}b')).to.equal('(?:a..........){3} → nothing');
  });

  it('matches what the pattern matches', () => {
    const { excess, ...pattern } = normaliseSearch(patternOf('a.{2,30}b(?:c|[c-e]x){1,20}d'));
    const [narrow, wide] = [pattern, excess?.wider].map((each) => each && printLucene(each));
    expect(wide).to.be.a('string').and.not.to.equal(narrow);
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd', 'x', 'cx'), { maxLength: 60 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, (each) => {
        if (luceneMatches(narrow as string, each)) expect(luceneMatches(wide as string, each)).to.equal(true);
      }),
    );
  });
});

describe('the time it takes to tell', () => {
  it('is bounded, whatever is repeated', () => {
    const hostile = [
      '^(?:a?){900}b',
      '^(?:(?:a?){90}b?){90}c',
      '(?:(?:a{9999}){9999}){9999}',
      'x(?:.{500}|y)z',
      `a${'.{1,60}[^a]'.repeat(20)}b`,
      `(?:${'(?:a|b.{0,9})*'.repeat(40)}x){1,30}`,
      `${'(?:[a-z]{1,99}|[^m-p]+\\w){1,99}'.repeat(20)}é`,
      '(?i)[^\\n]{2,64}(?:ä|ö.){2,64}\\h{2,64}x',
    ];
    for (const text of hostile) {
      const pattern = normaliseSearch(patternOf(text));
      const start = process.cpuUsage();
      printLucene(pattern);
      const { user, system } = process.cpuUsage(start);
      expect((user + system) / 1000, text).to.be.at.most(1500);
    }
  });
});
