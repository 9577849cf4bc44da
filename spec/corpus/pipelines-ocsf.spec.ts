/**
 * The public rules through the pipeline of OCSF: what the queries select among documents of OCSF is what the predicate
 * selects among the events, in EQL and in SPL; and KQL binds to a table with a column for each object.
 */
import { expect } from 'chai';
import { eql } from '../../backends/eql/index.ts';
import { createKusto } from '../../backends/kusto/index.ts';
import { ocsf } from '../../backends/pipelines/ocsf/index.ts';
import { ocsfTypes } from '../../backends/pipelines/ocsf/types.ts';
import { splunk } from '../../backends/splunk/index.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { Backend } from '../../lib/backend/backend.ts';
import { convert, type Conversion } from '../../lib/convert.ts';
import { parseSigma } from '../../lib/parse.ts';
import { leavesOf } from '../../lib/query/leaves.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';
import { makeWitnesses } from '../../lib/witness/make.ts';
import { compileEql, type EqlMapping } from '../engines/eql/run.ts';
import { createKustoParser } from '../engines/kusto-parser.ts';
import { startPcre } from '../engines/pcre.ts';
import { compileSpl } from '../engines/spl/run.ts';
import { describeCorpus, readRuleFiles } from '../helpers/corpus.ts';
import { withoutDropped } from '../helpers/equivalence/dropped.ts';
import { createEvaluator, factsOf } from '../helpers/equivalence/facts.ts';
import type { FlatEvent } from '../helpers/equivalence/flat-event.ts';
import { OCSF_KINDS, toOcsfDocument } from '../helpers/equivalence/ocsf-document.ts';

/** Each with witnesses of so many branches; every rule with a number that the other divides. */
const BRANCHES = 4;
const SAMPLE = 5;
/** Least number of public rules that OCSF has events for and can be asked. */
const LEAST = 2_400;
/** Queries to bind: a parser takes milliseconds for each. */
const BOUND = 30;

interface Converted {
  readonly rule: SigmaRule;
  readonly conversion: Conversion;
  /** Those the query names. */
  readonly fields: ReadonlySet<string>;
}

function convertTo(backend: Backend<string>, rules: readonly SigmaRule[]): readonly Converted[] {
  return rules.map((rule) => {
    const fields = new Set<string>();
    const conversion = convert(rule, backend, {
      pipelines: [ocsf],
      onPipelineStep: ({ after }) => {
        for (const query of after.queries) for (const { field } of leavesOf(query)) fields.add(field ?? '');
      },
    });
    return { rule, conversion, fields };
  });
}

describeCorpus('public rules over documents of OCSF', (corpus) => {
  let rules: readonly SigmaRule[];

  before(async function () {
    this.timeout(120_000);
    await startPcre();
    rules = readRuleFiles(corpus).flatMap(({ path, text }) => parseSigma(text, { name: path }).rules);
  });

  it(`convert, at least ${LEAST} of them`, () => {
    const converted = convertTo(splunk, rules).filter(({ conversion }) => conversion.queries.length > 0);
    expect(converted.length).to.be.at.least(LEAST);
  });

  const runs = [
    { backend: eql, compile: (text: string) => compileEql(text) },
    { backend: splunk, compile: (text: string) => compileSpl(text) },
  ];
  for (const { backend, compile } of runs) {
    it(`select in ${backend.title} what the predicate selects`, function () {
      this.timeout(300_000);
      const sampled = rules.filter(
        ({ logsource: { category = '' } }, index) =>
          index % SAMPLE === 0 && Object.hasOwn(OCSF_KINDS, category),
      );
      const tally = { compared: 0, matched: 0 };
      const disagreements = convertTo(backend, sampled).flatMap((each) =>
        each.conversion.fidelity === 'exact' ? judge(each, compile, tally).slice(0, 1) : [],
      );
      expect(disagreements).to.deep.equal([]);
      expect(tally.compared).to.be.at.least(8_000);
      expect(tally.matched).to.be.at.least(2_000);
    });
  }

  it('bind to a table of KQL with a column for each object', () => {
    const columns = [...ocsfTypes('kusto')].map(
      ([name, type]) => [name, type === 'dynamic' ? 'dynamic' : 'long'] as const,
    );
    const parser = createKustoParser(Object.fromEntries(columns), 'Events');
    const queries = convertTo(createKusto({ table: 'Events' }), rules)
      .filter((_, index) => index % BOUND === 0)
      .flatMap(({ conversion }) => conversion.queries);
    expect(queries.length).to.be.at.least(70);
    for (const query of queries) expect(parser.analyze(query).diagnostics, query).to.deep.equal([]);
  });
});

function judge(
  { rule, conversion, fields }: Converted,
  compile: (text: string) => (document: FlatEvent, mapping: EqlMapping) => boolean,
  tally: { compared: number; matched: number },
): unknown[] {
  const { category = '', product = '' } = rule.logsource;
  const disagreements: unknown[] = [];
  for (const [index, query] of toQueries(rule).queries.entries()) {
    const text = conversion.queries[index] ?? '';
    const run = compile(text);
    const { matches } = factsOf(query);
    const { matching, missing } = makeWitnesses(query, createEvaluator(), { branches: BRANCHES });
    for (const event of [...matching, ...missing] as readonly FlatEvent[]) {
      const document = toOcsfDocument(event, category, product);
      if ('impossible' in document && typeof document.impossible === 'string') continue;
      const expected = matches(event);
      if (withoutDropped(query, event, 'Microsoft-Windows-Sysmon/Operational') !== expected) continue;
      tally.compared++;
      if (expected) tally.matched++;
      const found = run(document, mappingOf([...fields, ...Object.keys(document)]));
      if (found !== expected) disagreements.push({ title: rule.title, text, event, document, expected });
    }
  }
  return disagreements;
}

function mappingOf(fields: readonly string[]): EqlMapping {
  const types = ocsfTypes('eql');
  return new Map(
    fields.map((field) => {
      const type = types.get(field);
      return [field, type === 'integer' ? 'long' : type === 'ip' ? 'ip' : 'keyword'] as const;
    }),
  );
}
