import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { grammar as compile } from 'ohm-js';
import { extractExamples } from 'ohm-js/extras';
import bundle from '../../grammar/condition.ohm-bundle.js';

const TEXT = readFileSync(new URL('../../grammar/condition.ohm', import.meta.url), 'utf8');

describe('grammar/condition.ohm', () => {
  for (const { rule, example, shouldMatch } of extractExamples(TEXT)) {
    it(`${rule} ${shouldMatch ? 'takes' : 'refuses'} ${JSON.stringify(example)}`, () => {
      expect(bundle.match(example, rule).succeeded()).to.equal(shouldMatch);
    });
  }

  it('has a bundle made from this text', () => {
    const names = (grammar: { rules: object }): string[] => Object.keys(grammar.rules).sort();
    expect(names(bundle)).to.deep.equal(names(compile(TEXT)));
  });
});
