/** How many of the public rules the pipelines of Elastic and OCSF take, and that their READMEs say so. */
import { expect } from 'chai';
import { format } from 'prettier';
import { outcomeParts } from '../../bench/elastic-tables.ts';
import { partIn } from '../../bench/pipeline-tables.ts';
import { parseSigma } from '../../lib/parse.ts';
import { describeCorpus, readRuleFiles } from '../helpers/corpus.ts';
import { readProjectFile } from '../helpers/project.ts';

/** Of 3,780. */
const LEAST: Readonly<Record<string, number>> = { 'Elastic EQL': 3500, 'Elastic ES|QL': 3500 };

describeCorpus('the public rules in Elastic and OCSF', (corpus) => {
  let parts: ReturnType<typeof outcomeParts>;

  before(function () {
    this.timeout(300_000);
    const rules = readRuleFiles(corpus).flatMap(({ path, text }) => parseSigma(text, { name: path }).rules);
    parts = outcomeParts(rules);
  });

  it('convert as many as they should', () => {
    const [head = [], , exact = [], superset = []] =
      parts['backends/pipelines/elastic/README.md']?.outcomes?.split('\n').map(cellsOf) ?? [];
    for (const [title, least] of Object.entries(LEAST)) {
      const column = head.indexOf(title);
      expect(numberOf(exact[column]) + numberOf(superset[column]), title).to.be.at.least(least);
    }
  });

  it('have their figures in the READMEs', async function () {
    for (const [path, named] of Object.entries(parts)) {
      const written = partIn(readProjectFile(path), 'outcomes');
      const table = (await format(named.outcomes ?? '', { parser: 'markdown' })).trim();
      const caption = (text: string): string | undefined => text.split('|')[1]?.trim();
      if (caption(written) !== caption(table)) this.skip(); // Another state of the public rules than the README speaks of.
      expect(written, path).to.equal(table);
    }
  });
});

function cellsOf(row: string): readonly string[] {
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function numberOf(cell: string | undefined): number {
  return Number((cell ?? '').replace(',', '').replace('–', '0'));
}
