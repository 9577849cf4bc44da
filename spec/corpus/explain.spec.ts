import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readEvent } from '../../lib/events/index.ts';
import { explainMatch } from '../../lib/explain/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import { describeCorpus, readRegressionCases } from '../helpers/corpus.ts';

describeCorpus('explanations of the recorded events', (corpus) => {
  it('come to the recorded verdict, for each event and its rule', () => {
    const wrong = readRegressionCases(corpus).filter(({ rulePath, matches, event }) => {
      const [rule] = parseSigma(readFileSync(join(corpus, 'sigma', rulePath), 'utf8')).rules;
      return explainMatch(rule!, readEvent(event)!).matches !== matches;
    });
    expect(wrong).to.deep.equal([]);
  });
});
