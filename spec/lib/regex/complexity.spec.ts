import { expect } from 'chai';
import fc from 'fast-check';
import { backtrackingDegree, backtrackingLimit, backtracksBadly } from '../../../lib/regex/complexity.ts';
import { normaliseSearch } from '../../../lib/regex/normalise.ts';
import { printEcmascript } from '../../../lib/regex/print/ecmascript.ts';
import { patternOf } from '../../helpers/parse-pattern.ts';
import { countSteps } from '../../helpers/regex-steps.ts';

function degree(text: string): number {
  return backtrackingDegree(patternOf(text));
}

function degreeOfSearch(text: string): number {
  return backtrackingDegree(normaliseSearch(patternOf(text)));
}

describe('backtrackingDegree', () => {
  it('is 1 where each place of the text costs a bounded number of steps', () => {
    for (const text of [
      'abc',
      '[a-z]{8}\\.tmp$',
      'https?://(?:0[0-9]{1,11}\\.){3}0[0-9]',
      '\\d{1,3}\\.\\d{1,3}',
      'foo[0-9]+bar',
      '^a*b',
      '^(?:\\w+\\.)+x',
      '^(?:[a-z]+[0-9]+)*!',
      '^(?:a|b)*c',
      '^(?:a?)*b',
      'a(?:b|)c',
    ]) {
      expect(degree(text), text).to.equal(1);
      expect(backtracksBadly(patternOf(text)), text).to.equal(false);
    }
  });

  it('grows by one with each loop that can share its text with the one before, the search among them', () => {
    expect(degree('a+b')).to.equal(2);
    expect(degree('\\s*,\\s*x')).to.equal(2);
    expect(degree('foo.*bar')).to.equal(2);
    expect(degree('foo.*bar.*baz')).to.equal(3);
    expect(degree('^a*a*b')).to.equal(2);
    expect(degree('^.*.*x')).to.equal(2);
    expect(degree('.*.*x')).to.equal(3);
    expect(degree('^\\s*\\w+\\s*=')).to.equal(1);
    expect(degree('^\\d+\\w+!')).to.equal(2);
    expect(degree('^[ab]*[bc]*y')).to.equal(2);
    expect(degree('x[ab]*[bc]*[cd]*y')).to.equal(3);
    expect(degree('x[ab]*[cd]*y')).to.equal(1);
  });

  it('is infinite where a loop has two ways around over one text', () => {
    for (const text of [
      'x(a+)+$',
      'x(a|a)*$',
      '^(?:a|aa)+$',
      'x(?:.*\\))+y',
      '(?:\\w+\\s?)*!',
      '^(?:a{9}|a{10})+$',
      '^(?:[a-z]|[x-z0-9])*!',
      '^(?:a|b|ab)*c',
      'x(?:a*)*y',
      '^(?:(?:a|b)?c?|a)*!',
    ]) {
      expect(degree(text), text).to.equal(Infinity);
    }
  });

  it('looks at what is printed: a search that is trimmed first is less to fear', () => {
    expect(degreeOfSearch('(a+)+$')).to.equal(1);
    expect(degreeOfSearch('(a|aa)+$')).to.equal(1);
    expect(degreeOfSearch('.*.*x')).to.equal(1);
    expect(degreeOfSearch('\\s*,\\s*x')).to.equal(1);
    expect(degreeOfSearch('x(a+)+$')).to.equal(Infinity);
  });

  it('takes a counted repeat of few choices for a constant, of many for a loop', () => {
    expect(degree('a.{0,60}b')).to.equal(1);
    expect(degree('a.{0,600}b')).to.equal(2);
    expect(degree('a.{0,60}b.{0,60}c')).to.equal(2);
    expect(degree('(?:a{0,3}b?){9}c')).to.equal(Infinity);
    expect(degree('[a-f]{1000}')).to.equal(1);
  });

  it('counts lookarounds and backreferences among the work', () => {
    expect(degree('^(?=a*b)a*c')).to.equal(1);
    expect(degree('(?=a*b)c')).to.equal(2);
    expect(degree('(?=x(a+)+b)c')).to.equal(Infinity);
    expect(degree('(.)x\\1y')).to.be.greaterThan(1);
  });

  it('assumes the worst of what is too large to tell', () => {
    expect(degree(Array.from({ length: 600 }, (_, i) => `x${i}`).join(''))).to.equal(Infinity);
  });

  it('gives the length of text that stays cheap', () => {
    expect(backtrackingLimit(patternOf('abc'))).to.equal(Infinity);
    expect(backtrackingLimit(patternOf('foo.*bar'))).to.equal(3162);
    expect(backtrackingLimit(patternOf('foo.*bar.*baz'))).to.equal(215);
    expect(backtrackingLimit(patternOf('x(a+)+$'))).to.equal(0);
  });

  it('tells what a real engine takes long over', () => {
    const time = (text: string, value: string): number => {
      const printed = printEcmascript(patternOf(text));
      const regex = new RegExp(printed as string, 'su');
      const start = performance.now();
      regex.test(value);
      return performance.now() - start;
    };
    for (const text of ['foo[0-9]+bar', '^a*b', '(?:0[0-9]{1,11}\\.){3}x', '^(?:a|b)*c']) {
      for (const value of ['a', '0', 'foo0', 'ab', '01.']) {
        expect(time(text, value.repeat(100_000 / value.length)), `${text} on ${value}`).to.be.lessThan(500);
      }
    }
    expect(time('x(a+)+$', `x${'a'.repeat(24)}!`)).to.be.greaterThan(20);
  });

  it('promises no less growth than there is', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '.', 'a', 'b');
    const times = fc.constantFrom('', '', '*', '+', '?', '{1,2}', '*?', '{2}');
    const piece = fc.tuple(atom, times).map((parts) => parts.join(''));
    const branch = fc.array(piece, { minLength: 1, maxLength: 3 }).map((all) => all.join(''));
    const group = fc
      .tuple(branch, fc.option(branch, { nil: undefined }), times)
      .map(([one, other, often]) => {
        return `(?:${other === undefined ? one : `${one}|${other}`})${often}`;
      });
    const pattern = fc
      .tuple(fc.constantFrom('', '^', 'x'), fc.array(fc.oneof(piece, group), { minLength: 1, maxLength: 3 }))
      .map(([start, pieces]) => `${start}${pieces.join('')}c`);
    const word = fc.constantFrom('a', 'b', 'ab', 'aab', 'xa', 'xab');
    let grown = 0;
    fc.assert(
      fc.property(pattern, word, (text, unit) => {
        const parsed = patternOf(text);
        const promised = backtrackingDegree(parsed);
        if (promised > 3) return;
        const [short, long] = [30, 60].map((length) =>
          countSteps(parsed, `x${unit.repeat(length / unit.length)}!`, 10_000_000),
        );
        if (long! > 4 * short!) grown++;
        // Twice the text is twice to the power of the degree; the half is for lesser terms, which may be negative.
        expect(long! / short!, `${text} on ${unit}`).to.be.at.most(2 ** (promised + 0.5));
      }),
      { numRuns: Number(process.env.SIGMAQ_RUNS ?? 300) },
    );
    expect(grown).to.be.greaterThan(5);
  });
});
