/**
 * The public rules through the pipeline of OCSF: what the queries select among documents of OCSF is what the predicate
 * selects among the events, in the languages of Elastic and in SPL; and KQL binds to a table with a column for each object.
 */
import { expect } from 'chai';
import { createKusto } from '../../backends/kusto/index.ts';
import { ocsf } from '../../backends/pipelines/ocsf/index.ts';
import { ocsfTypes } from '../../backends/pipelines/ocsf/types.ts';
import { splunk } from '../../backends/splunk/index.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { Backend } from '../../lib/backend/backend.ts';
import { convert, type Conversion } from '../../lib/convert.ts';
import { parseSigma } from '../../lib/parse.ts';
import { createKustoParser } from '../engines/kusto-parser.ts';
import { startPcre } from '../engines/pcre.ts';
import { describeCorpus, readRuleFiles } from '../helpers/corpus.ts';
import type { FlatEvent } from '../helpers/equivalence/flat-event.ts';
import {
  compareMapped,
  ELASTIC_LANGUAGES,
  IS_WHOLE,
  SPL,
  summaryOf,
  type LanguageName,
  type Outcome,
  type Sample,
} from '../helpers/equivalence/mapped-run.ts';
import { toOcsfDocument } from '../helpers/equivalence/ocsf-document.ts';

/** Each with witnesses of so many branches; every rule with a number that the other divides. */
const BRANCHES = 4;
const STRIDE = IS_WHOLE ? 1 : 6;
/** Least rules that must be compared when all are, in each language. */
const COMPARED = 2_300;
const SYSMON = 'Microsoft-Windows-Sysmon/Operational';
/** Least number of public rules that OCSF has events for and can be asked. */
const LEAST = 2_400;
/** Queries to bind: a parser takes milliseconds for each. */
const BOUND = 30;

function convertTo(backend: Backend<string>, rules: readonly SigmaRule[]): readonly Conversion[] {
  return rules.map((rule) => convert(rule, backend, { pipelines: [ocsf] }));
}

describeCorpus('public rules over documents of OCSF', (corpus) => {
  let rules: readonly SigmaRule[];

  before(async function () {
    this.timeout(120_000);
    await startPcre();
    rules = readRuleFiles(corpus).flatMap(({ path, text }) => parseSigma(text, { name: path }).rules);
  });

  it(`convert, at least ${LEAST} of them`, () => {
    const converted = convertTo(splunk, rules).filter(({ queries }) => queries.length > 0);
    expect(converted.length).to.be.at.least(LEAST);
  });

  describe('select what the predicate selects', () => {
    let outcomes: ReadonlyMap<LanguageName, Outcome>;

    before(function () {
      this.timeout(1_800_000);
      const cases = rules
        .filter((_, index) => index % STRIDE === 0)
        .map((rule) => ({ path: rule.title, rule, real: [] }));
      outcomes = compareMapped(cases, { pipeline: ocsf, make }, BRANCHES, [...ELASTIC_LANGUAGES, SPL]);
    });

    for (const language of ['eql', 'esql', 'lucene', 'splunk'] as const) {
      it(`in ${language}`, () => {
        const outcome = outcomes.get(language)!;
        if (IS_WHOLE) console.log(language, summaryOf(outcome));
        expect(outcome.disagreements.slice(0, 5), String(outcome.disagreements.length)).to.deep.equal([]);
        expect(outcome.rules).to.be.at.least(Math.floor((COMPARED / STRIDE) * 0.9));
        expect(outcome.compared).to.be.at.least(outcome.rules * 15);
        expect(outcome.matched).to.be.at.least(outcome.rules * 3);
      });
    }
  });

  it('bind to a table of KQL with a column for each object', () => {
    const columns = [...ocsfTypes('kusto')].map(
      ([name, type]) => [name, type === 'dynamic' ? 'dynamic' : 'long'] as const,
    );
    const parser = createKustoParser(Object.fromEntries(columns), 'Events');
    const queries = convertTo(createKusto({ table: 'Events' }), rules)
      .filter((_, index) => index % BOUND === 0)
      .flatMap((conversion) => conversion.queries);
    expect(queries.length).to.be.at.least(70);
    for (const query of queries) expect(parser.analyze(query).diagnostics, query).to.deep.equal([]);
  });
});

/** Of two values of Windows that OCSF has no place for, `-` and the empty text, rules ask as Sysmon's do. */
function make(event: FlatEvent, { logsource }: SigmaRule): Sample | undefined {
  const document = toOcsfDocument(event, logsource);
  return document === undefined ? undefined : { event, document, channel: SYSMON };
}
