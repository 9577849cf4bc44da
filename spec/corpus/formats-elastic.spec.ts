/** Every public rule as a rule of Elastic Security, in both files, held against the schemas of those who read them. */
import { Ajv, type ValidateFunction } from 'ajv';
import { expect } from 'chai';
import { parse } from 'smol-toml';
import { elasticNdjson, elasticToml } from '../../backends/formats/elastic/index.ts';
import { eql } from '../../backends/eql/index.ts';
import { esql } from '../../backends/esql/index.ts';
import { lucene } from '../../backends/lucene/index.ts';
import { ecs } from '../../backends/pipelines/elastic/index.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { convert, type Conversion } from '../../lib/convert.ts';
import { parseSigma } from '../../lib/parse.ts';
import { describeCorpus, readRuleFiles } from '../helpers/corpus.ts';
import { DETECTION_RULES_FILE, KIBANA_RULE } from '../helpers/schemas/kibana-rule.ts';

describeCorpus('public rules as rules of Elastic Security', (corpus) => {
  const ajv = new Ajv({ discriminator: true, allErrors: true });
  const validateRule = ajv.compile(KIBANA_RULE);
  const validateFile = ajv.compile(DETECTION_RULES_FILE);
  let rules: readonly SigmaRule[];

  before(() => {
    rules = readRuleFiles(corpus).flatMap(({ path, text }) => parseSigma(text, { name: path }).rules);
  });

  for (const backend of [eql, esql, lucene]) {
    describe(backend.title, () => {
      let conversions: readonly { rule: SigmaRule; conversion: Conversion }[];

      before(() => {
        conversions = rules
          .map((rule) => ({ rule, conversion: convert(rule, backend, { pipelines: [ecs] }) }))
          .filter(({ conversion }) => conversion.queries.length > 0);
      });

      it('are lines that Kibana imports', () => {
        const ids = new Set<string>();
        for (const { rule, conversion } of conversions) {
          for (const line of elasticNdjson.render(rule, conversion).trimEnd().split('\n')) {
            const document = JSON.parse(line) as { rule_id: string; query: string; language: string };
            expect(problems(validateRule, document), rule.title).to.deep.equal([]);
            expect(document.language).to.equal(backend.name);
            expect(conversion.queries).to.include(document.query);
            ids.add(document.rule_id);
          }
        }
        expect(ids.size).to.equal(conversions.flatMap(({ conversion }) => conversion.queries).length);
      });

      it('are files of the repository of rules, saying the same', () => {
        for (const { rule, conversion } of conversions) {
          const file = parse(elasticToml.render(rule, conversion)) as { rule: Record<string, string> };
          const line = elasticNdjson.render(rule, conversion);
          expect(problems(validateFile, file), rule.title).to.deep.equal([]);
          expect(file.rule.query?.trimEnd()).to.equal(conversion.queries[0]?.trimEnd());
          const { rule_id, name, risk_score, threat } = JSON.parse(line) as Record<string, unknown>;
          expect(file.rule).to.deep.include({ rule_id, name, risk_score });
          expect((file.rule.threat as unknown as unknown[] | undefined)?.length ?? 0).to.equal(
            (threat as unknown[]).length,
          );
        }
      });
    });
  }

  it('are the same bytes in two builds', () => {
    const build = (): string =>
      rules
        .slice(0, 400)
        .map((rule) => {
          const conversion = convert(rule, eql, { pipelines: [ecs] });
          return conversion.queries.length === 0
            ? ''
            : elasticNdjson.render(rule, conversion) + elasticToml.render(rule, conversion);
        })
        .join('');
    expect(build()).to.equal(build());
  });
});

function problems(validate: ValidateFunction, document: unknown): readonly string[] {
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
