/** Every public rule as EQL, read back by a strict tokenizer. */
import { expect } from 'chai';
import { createEql } from '../../backends/eql/index.ts';
import { convert } from '../../lib/convert.ts';
import { parseSigma } from '../../lib/parse.ts';
import { tokenizeEql } from '../engines/eql-tokenizer.ts';
import { describeCorpus, readRuleFiles } from '../helpers/corpus.ts';

describeCorpus('public rules in EQL', (corpus) => {
  const backends = { optional: createEql(), mapped: createEql({ optional: false }) };
  const queries: string[] = [];
  const counts: Record<string, number> = {};

  before(() => {
    for (const { path, text } of readRuleFiles(corpus)) {
      for (const rule of parseSigma(text, { name: path }).rules) {
        const conversion = convert(rule, backends.optional);
        counts[conversion.fidelity] = (counts[conversion.fidelity] ?? 0) + 1;
        queries.push(...conversion.queries, ...convert(rule, backends.mapped).queries);
      }
    }
  });

  it('are exact for at least 96 in 100, and refused only for what the language lacks', () => {
    const { exact = 0, superset = 0, unsupported = 0, ...others } = counts;
    expect(others).to.deep.equal({});
    expect(exact / (exact + superset + unsupported)).to.be.at.least(0.96);
  });

  it('hold nothing but tokens of the language', () => {
    for (const query of queries) {
      expect(() => tokenizeEql(query), query).to.not.throw();
    }
  });
});
