import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { grammar as compile } from 'ohm-js';
import { extractExamples } from 'ohm-js/extras';
import bundle from '../../grammar/regex.ohm-bundle.js';

const TEXT = readFileSync(new URL('../../grammar/regex.ohm', import.meta.url), 'utf8');

describe('grammar/regex.ohm', () => {
  for (const { rule, example, shouldMatch } of extractExamples(TEXT)) {
    it(`${rule} ${shouldMatch ? 'takes' : 'refuses'} ${JSON.stringify(example)}`, () => {
      expect(bundle.match(example, rule).succeeded()).to.equal(shouldMatch);
    });
  }

  it('has a bundle made from this text', () => {
    const names = (grammar: { rules: object }): string[] => Object.keys(grammar.rules).sort();
    expect(names(bundle)).to.deep.equal(names(compile(TEXT)));
  });

  it('reads long patterns without a deeper stack', () => {
    for (const long of [
      'a'.repeat(10_000),
      'a|'.repeat(5_000),
      '()'.repeat(5_000),
      `[${'a'.repeat(9_998)}]`,
    ]) {
      expect(bundle.match(long).succeeded(), long.slice(0, 4)).to.equal(true);
    }
  });
});
