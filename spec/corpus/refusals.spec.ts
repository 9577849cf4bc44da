/** How much of the public rules each target takes, and that the README says so. */
import { join } from 'node:path';
import { expect } from 'chai';
import { format } from 'prettier';
import { countRefusals, covered, formatRefusals, tableIn, type Refusals } from '../../bench/refusals.ts';
import { describeCorpus } from '../helpers/corpus.ts';
import { readProjectFile } from '../helpers/project.ts';

/** The least share of rules for a target that has a way to say everything but what only its user knows. */
const BAR = 0.99;
/** EQL has no keywords. */
const LOWER_BARS: ReadonlyMap<string, number> = new Map([['Elastic EQL', 0.93]]);

describeCorpus('the public rules', (corpus) => {
  let refusals: Refusals;

  before(async () => {
    refusals = await countRefusals(join(corpus, 'sigma'));
  });

  it('are exact or wider in nearly every case', () => {
    for (const column of refusals.columns) {
      const bar = LOWER_BARS.get(column.title) ?? BAR;
      expect(covered(column, refusals.rules), column.title).to.be.at.least(bar);
    }
  });

  it('have their figures in the README', async function () {
    const written = tableIn(readProjectFile('README.md'));
    const table = (await format(formatRefusals(refusals), { parser: 'markdown' })).trim();
    const caption = (text: string): string | undefined => text.split('|')[1]?.trim();
    if (caption(written) !== caption(table)) this.skip(); // Another state of the public rules than the README speaks of.
    expect(written).to.equal(table);
  });
});
