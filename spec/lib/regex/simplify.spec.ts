import { expect } from 'chai';
import fc from 'fast-check';
import { foldCase } from '../../../lib/query/fold.ts';
import type { Matcher } from '../../../lib/query/query.ts';
import type { RegexPattern } from '../../../lib/regex/ast.ts';
import { simplifyRegex } from '../../../lib/regex/simplify.ts';
import { flagsOf, patternOf } from '../../helpers/parse-pattern.ts';
import { searchRegex } from '../../helpers/regex-search.ts';
import { showRegex } from '../../helpers/show-regex.ts';

/** The matcher in words; of an expression, its tree. */
function simple(text: string, letters = ''): string {
  const matcher = simplifyRegex(patternOf(text, flagsOf(letters)));
  if (matcher.kind === 'regex') return showRegex(matcher.pattern.root);
  if (!('value' in matcher) || !('cased' in matcher)) throw new Error(matcher.kind);
  return `${matcher.kind} ${matcher.value}${matcher.cased ? '' : ', any case'}`;
}

function matches(matcher: Matcher, text: string): boolean {
  if (matcher.kind === 'regex') return searchRegex(matcher.pattern, text);
  if (!('value' in matcher) || !('cased' in matcher)) throw new Error(matcher.kind);
  const fold = (raw: string): string => (matcher.cased ? raw : foldCase(raw));
  const [whole, part] = [fold(text), fold(matcher.value)];
  if (matcher.kind === 'equals') return whole === part;
  if (matcher.kind === 'startsWith') return whole.startsWith(part);
  return matcher.kind === 'endsWith' ? whole.endsWith(part) : whole.includes(part);
}

describe('simplifyRegex', () => {
  it('makes of text alone what it means to look for it', () => {
    expect(simple('mimikatz')).to.equal('contains mimikatz');
    expect(simple('C:\\\\Users\\.')).to.equal('contains C:\\Users.');
    expect(simple('(a)(?:b(?<n>c))')).to.equal('contains abc');
  });

  it('makes of anchors at the ends what they hold the text to', () => {
    expect(simple('^abc')).to.equal('startsWith abc');
    expect(simple('\\Aabc')).to.equal('startsWith abc');
    expect(simple('abc\\z')).to.equal('endsWith abc');
    expect(simple('^abc\\z')).to.equal('equals abc');
    expect(simple('^\\z')).to.equal('equals , any case');
  });

  it('leaves $ alone, which also matches before a final newline', () => {
    expect(simple('abc$')).to.equal('(a b c <end>)');
    expect(simple('abc\\Z')).to.equal('(a b c <text-end-or-newline>)');
  });

  it('leaves anchors of lines alone', () => {
    expect(simple('^abc', 'm')).to.equal('(<start> a b c)');
    expect(simple('\\Aabc', 'm')).to.equal('startsWith abc');
  });

  it('keeps case: that of the rule, none where the text has none', () => {
    expect(simple('abc', 'i')).to.equal('contains abc, any case');
    expect(simple('(?i)aB1')).to.equal('contains aB1, any case');
    expect(simple('[Rr][uU]n')).to.equal('([R r] [u U] n)');
    expect(simple('[Rr][uU]32')).to.equal('contains Ru32, any case');
    expect(simple('10\\.0\\.')).to.equal('contains 10.0., any case');
    expect(simple('a(?i)b')).to.equal('(a (group ignoreCase b))');
    expect(simple('1(?i)b')).to.equal('contains 1b, any case');
  });

  it('drops what a search takes for granted', () => {
    expect(simple('.*abc.*')).to.equal('contains abc');
    expect(simple('.*?abc\\s*')).to.equal('contains abc');
    expect(simple('(?:x|)abc')).to.equal('contains abc');
    expect(simple('^abc.*')).to.equal('startsWith abc');
    expect(simple('^.*abc', 's')).to.equal('contains abc');
    expect(simple('abc.*\\z', 's')).to.equal('contains abc');
    expect(simple('ab+')).to.equal('contains ab');
  });

  it('lets a dot stop at a newline where that shows', () => {
    expect(simple('^.*abc')).to.equal('(<start> (repeat 0- .) a b c)');
    expect(simple('abc.*\\z')).to.equal('(a b c (repeat 0- .) <text-end>)');
  });

  it('leaves an expression that nothing is simpler than', () => {
    expect(simple('a|b')).to.equal('(or a b)');
    expect(simple('a.c')).to.equal('(a . c)');
    expect(simple('')).to.equal('()');
    expect(simple('.*')).to.equal('()');
    expect(simple('(?>ab)\\z')).to.equal('((group atomic (a b)) <text-end>)');
  });

  it('changes nothing of what is matched', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      'A',
      '1',
      '\\.',
      '[aA]',
      '(?i:b)',
      '.*',
      '.*?',
      '^',
      '\\A',
      '\\z',
      '$',
      '(a)',
      'b*',
      '\n',
    );
    const text = fc.array(fc.constantFrom('a', 'b', 'A', 'B', '1', '.', '\n', 'x'), { maxLength: 6 });
    let plain = 0;
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 5 }),
        fc.constantFrom('', 'i', 's', 'm', 'is'),
        fc.array(text, { minLength: 5, maxLength: 10 }),
        (pieces, letters, texts) => {
          const pattern: RegexPattern = patternOf(pieces.join(''), flagsOf(letters));
          const simpler = simplifyRegex(pattern);
          if (simpler.kind !== 'regex') plain++;
          for (const each of texts.map((characters) => characters.join(''))) {
            expect(matches(simpler, each), `${pattern.text} on ${JSON.stringify(each)}`).to.equal(
              searchRegex(pattern, each),
            );
          }
        },
      ),
      { numRuns: 2 * Number(process.env.SIGMAQ_RUNS ?? 300) },
    );
    expect(plain).to.be.greaterThan(50);
  });
});
