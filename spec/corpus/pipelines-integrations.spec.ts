/**
 * The public rules about other products than Windows, in Elastic's languages: what the queries select among documents as
 * its integrations index them is what the predicate selects among the events.
 */
import { expect } from 'chai';
import { keyOf } from '../../backends/pipelines/elastic/log-source-table.ts';
import { ecs } from '../../backends/pipelines/elastic/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import { describeCorpus, readRuleFiles } from '../helpers/corpus.ts';
import {
  compareMapped,
  IS_WHOLE,
  summaryOf,
  type ElasticLanguage,
  type LanguageName,
  type Outcome,
} from '../helpers/equivalence/mapped-run.ts';
import { isIntegrated, toIntegrationDocument } from '../helpers/equivalence/integration-document.ts';

const BRANCHES = 4;
/** Every rule of a log source with a number that this divides. */
const STRIDE = IS_WHOLE ? 1 : 2;
/** Least rules that must be compared when all are. */
const LEAST: Readonly<Record<ElasticLanguage, number>> = { eql: 715, esql: 770, lucene: 740 };

describeCorpus('public rules over documents of Elastic’s integrations', (corpus) => {
  let outcomes: ReadonlyMap<LanguageName, Outcome>;
  const unknown = new Set<string>();

  before(function () {
    this.timeout(900_000);
    const counts = new Map<string, number>();
    const cases = readRuleFiles(corpus)
      .flatMap(({ path, text }) =>
        parseSigma(text, { name: path }).rules.map((rule) => ({ path, rule, real: [] })),
      )
      .filter(({ rule: { logsource } }) => {
        const key = keyOf(logsource);
        if (!isIntegrated(key)) {
          if (logsource.product?.toLowerCase() !== 'windows') unknown.add(key);
          return false;
        }
        const count = counts.get(key) ?? 0;
        counts.set(key, count + 1);
        return count % STRIDE === 0;
      });
    outcomes = compareMapped(
      cases,
      {
        pipeline: ecs,
        make: (event, { logsource }) => ({ event, document: toIntegrationDocument(event, keyOf(logsource)) }),
      },
      BRANCHES,
    );
  });

  for (const language of ['eql', 'esql', 'lucene'] as const) {
    it(`select in ${language} what the predicate selects`, () => {
      const outcome = outcomes.get(language)!;
      if (IS_WHOLE) console.log(language, summaryOf(outcome));
      expect(outcome.disagreements.slice(0, 5), String(outcome.disagreements.length)).to.deep.equal([]);
      expect(outcome.rules).to.be.at.least(Math.floor((LEAST[language] / STRIDE) * 0.95));
      expect(outcome.compared).to.be.at.least(outcome.rules * 15);
      expect(outcome.matched).to.be.at.least(outcome.rules * 3);
    });
  }
});
