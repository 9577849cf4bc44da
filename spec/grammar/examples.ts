/** Holds a grammar against the examples written into it. */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { grammar as compile, type Grammar } from 'ohm-js';
import { extractExamples } from 'ohm-js/extras';

/** Specs that the grammar takes and refuses what its own examples say, and that its bundle was made from it. */
export function holdAgainstExamples(name: string, bundle: Grammar): void {
  const text = readFileSync(new URL(`../../grammar/${name}.ohm`, import.meta.url), 'utf8');

  for (const { rule, example, shouldMatch } of extractExamples(text)) {
    it(`${rule} ${shouldMatch ? 'takes' : 'refuses'} ${JSON.stringify(example)}`, () => {
      expect(bundle.match(example, rule).succeeded()).to.equal(shouldMatch);
    });
  }

  it('has a bundle made from this text', () => {
    const names = (grammar: { rules: object }): string[] => Object.keys(grammar.rules).sort();
    expect(names(bundle)).to.deep.equal(names(compile(text)));
  });
}
