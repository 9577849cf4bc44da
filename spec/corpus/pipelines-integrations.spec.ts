/**
 * The public rules about other products than Windows, in EQL and ES|QL: what the queries select among documents as
 * Elastic's integrations index them is what the predicate selects among the events.
 */
import { expect } from 'chai';
import { eql } from '../../backends/eql/index.ts';
import { esql } from '../../backends/esql/index.ts';
import { keyOf } from '../../backends/pipelines/elastic/log-source-table.ts';
import { ecs } from '../../backends/pipelines/elastic/index.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { Backend } from '../../lib/backend/backend.ts';
import type { FieldType } from '../../lib/backend/schema.ts';
import { convert } from '../../lib/convert.ts';
import { parseSigma } from '../../lib/parse.ts';
import { leavesOf } from '../../lib/query/leaves.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';
import { makeWitnesses } from '../../lib/witness/make.ts';
import { compileEql, type EqlFieldType } from '../engines/eql/run.ts';
import { compileEsql } from '../engines/esql/run.ts';
import { describeCorpus, readRuleFiles } from '../helpers/corpus.ts';
import { createEvaluator, factsOf } from '../helpers/equivalence/facts.ts';
import type { FlatEvent } from '../helpers/equivalence/flat-event.ts';
import { isIntegrated, toIntegrationDocument } from '../helpers/equivalence/integration-document.ts';

const BRANCHES = 4;
const TYPES: Readonly<Partial<Record<FieldType, EqlFieldType>>> = {
  integer: 'long',
  boolean: 'boolean',
  ip: 'ip',
};

type Mapping = ReadonlyMap<string, EqlFieldType>;

interface Language {
  readonly backend: Backend<string>;
  /** @returns undefined for a document that the language does not answer for */
  readonly run: (text: string, document: FlatEvent, mapping: Mapping) => boolean | undefined;
}

const LANGUAGES: readonly Language[] = [
  { backend: eql, run: (text, document, mapping) => compileEql(text)(document, mapping) },
  {
    backend: esql,
    // Comparisons with several values are null there, unless the settings say that a field has several.
    run: (text, document, mapping) =>
      Object.values(document).some((value) => typeof value === 'object')
        ? undefined
        : compileEsql(text, mapping)(document),
  },
];

describeCorpus('public rules over documents of Elastic’s integrations', (corpus) => {
  for (const language of LANGUAGES) {
    it(`select in ${language.backend.title} what the predicate selects`, function () {
      this.timeout(300_000);
      const tally = { rules: 0, compared: 0, matched: 0 };
      const disagreements = readRuleFiles(corpus)
        .flatMap(({ path, text }) => parseSigma(text, { name: path }).rules)
        .filter(({ logsource }) => isIntegrated(keyOf(logsource)))
        .flatMap((rule) => judge(rule, language, tally).slice(0, 1));
      expect(disagreements).to.deep.equal([]);
      expect(tally.rules).to.be.at.least(500);
      expect(tally.compared).to.be.at.least(12_000);
      expect(tally.matched).to.be.at.least(3_000);
    });
  }
});

function judge(
  rule: SigmaRule,
  { backend, run }: Language,
  tally: { rules: number; compared: number; matched: number },
): unknown[] {
  const fields = new Set<string>();
  const { fidelity, queries, schema } = convert(rule, backend, {
    pipelines: [ecs],
    onPipelineStep: ({ after }) => {
      for (const { field, matcher } of after.queries.flatMap(leavesOf)) {
        fields.add(field ?? '');
        if (matcher.kind === 'fieldRef') fields.add(matcher.field);
      }
    },
  });
  if (fidelity !== 'exact' || schema === undefined) return [];
  tally.rules++;
  const disagreements: unknown[] = [];
  for (const [index, query] of toQueries(rule).queries.entries()) {
    const text = queries[index] ?? '';
    const { matches } = factsOf(query);
    const { matching, missing } = makeWitnesses(query, createEvaluator(), { branches: BRANCHES });
    for (const event of [...matching, ...missing] as FlatEvent[]) {
      const document = toIntegrationDocument(event, keyOf(rule.logsource)) as FlatEvent;
      if ('impossible' in document) continue;
      const expected = matches(event);
      const typeOf = (field: string): EqlFieldType => TYPES[schema.types.get(field) ?? 'string'] ?? 'keyword';
      const mapping = new Map(
        [...fields, ...Object.keys(document)].map((field) => [field, typeOf(field)] as const),
      );
      const found = run(text, document, mapping);
      if (found === undefined) continue;
      tally.compared++;
      if (expected) tally.matched++;
      if (found !== expected) disagreements.push({ title: rule.title, text, event, document, expected });
    }
  }
  return disagreements;
}
