import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readEvent } from '../../lib/events/index.ts';
import { explainMatch } from '../../lib/explain/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import { describeCorpus } from '../helpers/corpus.ts';

interface Regression {
  readonly rulePath: string;
  readonly matches: boolean;
  readonly event: unknown;
}

describeCorpus('explanations of the recorded events', (corpus) => {
  it('come to the recorded verdict, for each event and its rule', () => {
    const lines = readFileSync(join(corpus, 'regression', 'events.ndjson'), 'utf8')
      .trimEnd()
      .split('\n');
    const wrong = lines.filter((line) => {
      const { rulePath, matches, event } = JSON.parse(line) as Regression;
      const [rule] = parseSigma(readFileSync(join(corpus, 'sigma', rulePath), 'utf8')).rules;
      return explainMatch(rule!, readEvent(event)!).matches !== matches;
    });
    expect(wrong).to.deep.equal([]);
  });
});
