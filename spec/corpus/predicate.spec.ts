import { expect } from 'chai';
import { predicate, type Predicate } from '../../backends/predicate/index.ts';
import { convert } from '../../lib/convert.ts';
import { parseSigma } from '../../lib/parse.ts';
import { describeCorpus, readEvents, readExpectedPairs, readRuleFiles } from '../helpers/corpus.ts';

describeCorpus('the predicate over public rules', (corpus) => {
  const predicates = new Map<string, readonly Predicate[]>();
  const refused: string[] = [];

  before(() => {
    for (const { path, text } of readRuleFiles(corpus)) {
      for (const rule of parseSigma(text, { name: path }).rules) {
        const { queries, diagnostics } = convert(rule, predicate);
        predicates.set(rule.id as string, queries);
        if (queries.length === 0) refused.push(...diagnostics.map(({ code }) => code));
      }
    }
  });

  it('exists for every rule but those whose placeholders have no values', () => {
    expect(predicates.size).to.equal(3_780);
    expect(new Set(refused)).to.deep.equal(new Set(['placeholder-unresolved']));
  });

  it('matches each event that the rule is known to match', () => {
    const events = readEvents(corpus);
    const pairs = readExpectedPairs(corpus);
    const missed = pairs.filter(({ event, ruleId }) => {
      const fields = events[event]!.fields;
      return predicates.get(ruleId)?.some((matches) => matches(fields)) !== true;
    });
    expect(pairs).to.have.lengthOf(1_882);
    expect(missed).to.deep.equal([]);
  });
});
