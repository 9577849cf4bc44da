import { expect } from 'chai';
import fc from 'fast-check';
import type { RegexNode } from '../../../lib/regex/ast.ts';
import { normaliseSearch } from '../../../lib/regex/normalise.ts';
import { parseRegex } from '../../../lib/regex/parse.ts';
import { NO_FLAGS, someNode } from '../../../lib/regex/shape.ts';
import { sampleRegex } from '../../../lib/witness/regex-samples.ts';
import { arbitraryPattern, arbitraryText } from '../../helpers/arbitrary-pattern.ts';
import { embed } from '../../helpers/embedded.ts';
import { patternOf } from '../../helpers/parse-pattern.ts';
import { searchRegex } from '../../helpers/regex-search.ts';
import { showRegex } from '../../helpers/show-regex.ts';

function normalised(text: string): RegexNode {
  return normaliseSearch(patternOf(text)).root;
}

function trimmed(text: string): string {
  return showRegex(normalised(text));
}

describe('normaliseSearch', () => {
  it('asks of repeats at the ends only for their least', () => {
    expect(trimmed('.*a.*')).to.equal('a');
    expect(trimmed('a+bc{2,5}')).to.equal('(a b (repeat 2-2 c))');
    expect(trimmed('\\s*(?:a+|b*c)d?')).to.equal('(group (or a c))');
    expect(trimmed('x.*y')).to.equal('(x (repeat 0- .) y)');
    expect(trimmed('a?|b')).to.equal('()');
  });

  it('defuses most of what backtracking makes catastrophic', () => {
    expect(trimmed('(a+)+$')).to.equal('((group capture a) <end>)');
    expect(trimmed('(a|a)*$')).to.equal('<end>');
    expect(trimmed('(?:a|aa)+$')).to.equal('((group (or a (a a))) <end>)');
  });

  it('stops at an anchor', () => {
    expect(trimmed('^a*b*$')).to.equal('(<start> (repeat 0- a) (repeat 0- b) <end>)');
    expect(trimmed('\\ba*')).to.equal('<word-boundary>');
  });

  it('takes lookarounds that look outwards for text', () => {
    expect(trimmed('a(?=b+)')).to.equal('(a (group b))');
    expect(trimmed('(?<=a)b')).to.equal('((group a) b)');
    expect(trimmed('a(?!b)')).to.equal('(a (not ahead b))');
    expect(trimmed('(?=a)b')).to.equal('((ahead a) b)');
  });

  it('leaves a pattern with backreferences, which ask where a group matched', () => {
    expect(trimmed('(a+)b\\1*')).to.equal('((group capture (repeat 1- a)) b (repeat 0- (same as 1)))');
  });

  describe('notes', () => {
    const harmless = (text: string): boolean =>
      someNode(
        normalised(text),
        (node) => (node.kind === 'repeat' || node.kind === 'group') && node.harmless === true,
      );

    it('possessive quantifiers that could only give back what nothing takes', () => {
      for (const text of [
        'xa++b',
        'x\\d*+[a-f]',
        'xa++$',
        'xa++\\z',
        'x(?:ab)++c',
        'x(?:a++b)+',
        'x[^"]*+"',
      ]) {
        expect(harmless(text), text).to.equal(true);
      }
      for (const text of [
        'xa++ab',
        'xa++.',
        'xa++a?b',
        'x\\n++$',
        'xa++\\B',
        'x(?:a|ab)++c',
        'x(?:a++b?)+c',
      ]) {
        expect(harmless(text), text).to.equal(false);
      }
    });

    it('atomic groups with one way to match', () => {
      for (const text of ['x(?>ab)c', 'x(?>a\\d+)b', 'x(?>[ab]{3})a'])
        expect(harmless(text), text).to.equal(true);
      for (const text of ['x(?>a|ab)c', 'x(?>a\\d+)1', 'x(?>a*?)b', 'x(?>a?b?)b']) {
        expect(harmless(text), text).to.equal(false);
      }
    });

    it('what stands beside a word boundary', () => {
      const beside = (text: string): unknown => {
        let found: unknown;
        someNode(normalised(text), (node) => {
          if (node.kind === 'anchor' && node.beside !== undefined) found = node.beside;
          return false;
        });
        return found;
      };
      expect(beside('a\\b-')).to.deep.equal({ before: 'word', after: 'other' });
      expect(beside('\\b(?:a|b)')).to.deep.equal({ after: 'word' });
      expect(beside('.\\b.')).to.deep.equal({});
      expect(beside('a-?\\bb')).to.deep.equal({ after: 'word' });
    });
  });

  it('does not change whether the pattern occurs', () => {
    const texts = fc.array(arbitraryText(), { minLength: 4, maxLength: 8 });
    let changed = 0;
    fc.assert(
      fc.property(arbitraryPattern({ exotic: true }), texts, (source, random) => {
        const { pattern } = parseRegex(embed(source), NO_FLAGS);
        if (pattern === undefined) return;
        const other = normaliseSearch(pattern);
        if (showRegex(other.root) === showRegex(pattern.root)) return;
        changed++;
        const samples = sampleRegex(other, 6).filter((text) => text.length < 40);
        for (const text of [...samples, ...samples.map((sample) => `x${sample}\n`), ...random]) {
          expect(searchRegex(other, text), `${source} on ${JSON.stringify(text)}`).to.equal(
            searchRegex(pattern, text),
          );
        }
      }),
      { numRuns: 3 * Number(process.env.SIGMAQ_RUNS ?? 300) },
    );
    expect(changed).to.be.greaterThan(100);
  });
});
