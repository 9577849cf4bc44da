import { expect } from 'chai';
import fc from 'fast-check';
import { shapeOf } from '../../../lib/resolve/text-shape.ts';
import { scanWildcards } from '../../../lib/syntax/wildcard.ts';
import type { Matcher } from '../../../lib/query/query.ts';
import { showMatcher } from '../../helpers/show-query.ts';

const show = (text: string): string => showMatcher(shapeOf(scanWildcards(text), false));

/** Whether a present value matches, by the matcher's definition. */
function matches(matcher: Matcher, value: string): boolean {
  switch (matcher.kind) {
    case 'equals':
      return value === matcher.value;
    case 'startsWith':
      return value.startsWith(matcher.value);
    case 'endsWith':
      return value.endsWith(matcher.value);
    case 'contains':
      return value.includes(matcher.value);
    case 'exists':
      return true;
    case 'wildcard': {
      const source = matcher.parts.map((part) => {
        if (part.kind === 'text') return part.text.replaceAll('\\', '\\\\').replace(/[*?]/g, '\\$&');
        return part.kind === 'many' ? '[^]*' : '[^]';
      });
      return new RegExp(`^${source.join('')}$`).test(value);
    }
    default:
      throw new Error(matcher.kind);
  }
}

describe('shapeOf', () => {
  it('finds the simplest matcher', () => {
    expect(show('')).to.equal('= ""');
    expect(show('a')).to.equal('= "a"');
    expect(show('a*')).to.equal('startsWith "a"');
    expect(show('*a')).to.equal('endsWith "a"');
    expect(show('*a*')).to.equal('contains "a"');
    expect(show('*')).to.equal('exists');
    expect(show('***')).to.equal('exists');
  });

  it('keeps everything else a wildcard', () => {
    for (const text of ['?', 'a?', '?a', '*?', 'a*b', '*a*b*', '*?*', 'a*?']) {
      expect(show(text)).to.equal(`like "${text}"`);
    }
  });

  it('matches exactly what the pattern matches', () => {
    const unit = fc.constantFrom('a', 'b', '*', '?', '\\');
    const plain = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '\\', '\n'), maxLength: 5 });
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 6 }), plain, (pattern, value) => {
        const parts = scanWildcards(pattern);
        const expected = matches({ kind: 'wildcard', parts, cased: true }, value);
        expect(matches(shapeOf(parts, true), value)).to.equal(expected);
      }),
      { numRuns: 500 },
    );
  });
});
