/** How much of the public rules each target takes, and that the README says so. */
import { join } from 'node:path';
import { expect } from 'chai';
import { format } from 'prettier';
import { countRefusals, covered, formatRefusals, tableIn, type Refusals } from '../../bench/refusals.ts';
import { describeCorpus } from '../helpers/corpus.ts';
import { readProjectFile } from '../helpers/project.ts';

/** The least share of rules, in order of the columns: Splunk, KQL, EQL, predicate. */
const BARS = [0.99, 0.99, 0.93, 0.99];

describeCorpus('the public rules', (corpus) => {
  let refusals: Refusals;

  before(async () => {
    refusals = await countRefusals(join(corpus, 'sigma'));
  });

  it('are exact or wider in nearly every case', () => {
    const shares = refusals.columns.map((column) => covered(column, refusals.rules));
    for (const [i, share] of shares.entries())
      expect(share, refusals.columns[i]?.title).to.be.at.least(BARS[i] ?? 1);
  });

  it('have their figures in the README', async function () {
    const written = tableIn(readProjectFile('README.md'));
    const table = (await format(formatRefusals(refusals), { parser: 'markdown' })).trim();
    const caption = (text: string): string | undefined => text.split('|')[1]?.trim();
    if (caption(written) !== caption(table)) this.skip(); // Another state of the public rules than the README speaks of.
    expect(written).to.equal(table);
  });
});
