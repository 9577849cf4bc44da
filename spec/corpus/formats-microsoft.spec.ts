/** Every public rule as a document for Microsoft's products, held to what these publish about it. */
import { Ajv, type ValidateFunction } from 'ajv';
import { expect } from 'chai';
import { loadAll } from 'js-yaml';
import { defenderDetection, sentinelArm, sentinelYaml } from '../../backends/formats/microsoft/index.ts';
import { kusto } from '../../backends/kusto/index.ts';
import { defenderXdr, sentinel } from '../../backends/pipelines/microsoft/index.ts';
import { convert, type Conversion } from '../../lib/convert.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { OutputFormat } from '../../lib/output-format.ts';
import { parseSigma } from '../../lib/parse.ts';
import type { Pipeline } from '../../lib/pipeline/pipeline.ts';
import { describeCorpus, readRuleFiles } from '../helpers/corpus.ts';
import { DEFENDER_DETECTION, SENTINEL_ARM, SENTINEL_YAML } from '../helpers/microsoft/schemas.ts';

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });

/** Parts of a document that hold the query of a rule. */
interface Deployed {
  readonly id: string;
  readonly query: string;
}

interface FormatCase {
  readonly format: OutputFormat;
  readonly pipeline: Pipeline;
  readonly validate: ValidateFunction;
  readonly read: (text: string) => readonly unknown[];
  readonly deployed: (document: unknown) => readonly Deployed[];
  /** Documents, and rules whose query is too long for the product. */
  readonly documents: number;
  readonly tooLong: number;
}

interface Resource {
  readonly name: string;
  readonly properties: { readonly query: string };
}
interface Detection {
  readonly id: string;
  readonly queryCondition: { readonly queryText: string };
}

const CASES: readonly FormatCase[] = [
  {
    format: sentinelYaml,
    pipeline: sentinel,
    validate: ajv.compile(SENTINEL_YAML),
    read: (text) => loadAll(text),
    deployed: (document) => [document as Deployed],
    documents: 3_100,
    tooLong: 20,
  },
  {
    format: sentinelArm,
    pipeline: sentinel,
    validate: ajv.compile(SENTINEL_ARM),
    read: (text) => [JSON.parse(text) as unknown],
    deployed: (document) =>
      (document as { readonly resources: readonly Resource[] }).resources.map(({ name, properties }) => ({
        id: name,
        query: properties.query,
      })),
    documents: 3_100,
    tooLong: 20,
  },
  {
    format: defenderDetection,
    pipeline: defenderXdr,
    validate: ajv.compile(DEFENDER_DETECTION),
    read: (text) => {
      const value = JSON.parse(text) as unknown;
      return Array.isArray(value) ? (value as readonly unknown[]) : [value];
    },
    deployed: (document) => {
      const { id, queryCondition } = document as Detection;
      return [{ id, query: queryCondition.queryText }];
    },
    documents: 2_400,
    tooLong: 0,
  },
];

describeCorpus('public rules as documents for Microsoft’s products', (corpus) => {
  const rules: SigmaRule[] = [];

  before(function () {
    this.timeout(120_000);
    for (const { path, text } of readRuleFiles(corpus)) rules.push(...parseSigma(text, { name: path }).rules);
  });

  for (const { format, pipeline, validate, read, deployed, documents, tooLong } of CASES) {
    it(`are valid as ${format.name}, hold the whole query, have ids of their own, and are the same bytes twice`, function () {
      this.timeout(300_000);
      const findings: unknown[] = [];
      const ids = new Set<string>();
      let valid = 0;
      let long = 0;
      for (const rule of rules) {
        const conversion: Conversion = convert(rule, kusto, { pipelines: [pipeline] });
        if (conversion.queries.length === 0) continue;
        if (tooLong > 0 && conversion.queries.some((query) => query.length > 10_000)) {
          expect(() => format.render(rule, conversion)).to.throw(RangeError, /at most 10000 characters/);
          long++;
          continue;
        }
        const text = format.render(rule, conversion);
        if (format.render(rule, conversion) !== text) findings.push(`${rule.title}: other bytes`);
        const queries: string[] = [];
        for (const document of read(text)) {
          if (!validate(document)) findings.push({ title: rule.title, errors: validate.errors });
          for (const { id, query } of deployed(document)) {
            if (ids.has(id)) findings.push(`${rule.title}: ${id} twice`);
            ids.add(id);
            queries.push(query);
          }
        }
        if (JSON.stringify(queries) !== JSON.stringify(conversion.queries))
          findings.push(`${rule.title}: another query`);
        valid++;
      }
      expect(findings.slice(0, 5), String(findings.length)).to.deep.equal([]);
      expect(valid).to.be.at.least(documents);
      expect(long).to.be.at.most(tooLong);
    });
  }

  it('are one template that is valid when they are joined', () => {
    const texts = rules.slice(0, 400).flatMap((rule) => {
      const conversion = convert(rule, kusto, { pipelines: [sentinel] });
      return conversion.queries.length === 0 ? [] : [sentinelArm.render(rule, conversion)];
    });
    const joined: unknown = JSON.parse(sentinelArm.join?.(texts) ?? '');
    expect(ajv.validate(SENTINEL_ARM, joined), ajv.errorsText()).to.equal(true);
    expect((joined as { resources: unknown[] }).resources).to.have.length(texts.length);
  });
});
