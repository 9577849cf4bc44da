/** What rules say about themselves, in every format: it comes back as it was, and is nothing but text. */
import { expect } from 'chai';
import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { parse } from 'smol-toml';
import { elasticNdjson, elasticToml } from '../../../backends/formats/elastic/index.ts';
import { defenderDetection, sentinelArm, sentinelYaml } from '../../../backends/formats/microsoft/index.ts';
import { savedSearches } from '../../../backends/formats/splunk/index.ts';
import { eql } from '../../../backends/eql/index.ts';
import { esql } from '../../../backends/esql/index.ts';
import { kusto } from '../../../backends/kusto/index.ts';
import { splunk } from '../../../backends/splunk/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { convert } from '../../../lib/convert.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { readPipeline } from '../../../lib/pipeline/file/index.ts';
import { parseConf, problemsOfSavedSearch } from '../../helpers/splunk-conf.ts';

const [RULE] = parseSigma(
  'title: T\nlogsource: { product: windows }\ndetection: { s: { f: "a\\\\b" }, condition: s }\n',
).rules as [SigmaRule];

const CONVERSIONS = {
  splunk: convert(RULE, splunk),
  kusto: convert(RULE, kusto),
  eql: convert(RULE, eql),
};

/** Characters that mean something to one of the formats, in any order, besides all others. */
const TEXT = fc.oneof(
  // eslint-disable-next-line no-control-regex
  fc.stringMatching(/^[\n\r\t \\"'`[\]{}()=:;,.#&*!|>%@$~?<a-c1\x00\x7f\u0085\u2028\u2029\ufeff-]{1,24}$/),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 24 }),
  fc.constantFrom(
    "[concat('a', parameters('workspace'))]",
    '[[already]]',
    ']\nsearch = | delete',
    '"""\nquery = "x"',
    "'''\nquery = 'x'",
    'a\\',
    '\\\n[default]',
    'default',
    'GLOBAL',
    '---\nid: x',
    '- a: b',
    '$result.x$',
    '{{x}}',
    '"\n}, { "x": "y',
  ),
);

const HEADER = fc.record({
  title: TEXT,
  id: fc.oneof(TEXT, fc.uuid(), fc.constant(undefined)),
  description: fc.oneof(TEXT, fc.constant(undefined)),
  author: TEXT,
  license: TEXT,
  falsepositives: fc.array(TEXT, { maxLength: 2 }),
  references: fc.array(TEXT, { maxLength: 2 }),
});

type Header = typeof HEADER extends fc.Arbitrary<infer T> ? T : never;

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

/** As far as text can be: files have no lone surrogates. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

function check(law: (header: Header, rule: SigmaRule) => void): void {
  fc.assert(
    fc.property(HEADER, (header) => law(header, { ...RULE, ...header } as SigmaRule)),
    { numRuns: 300 },
  );
}

/** What Resource Manager makes of a text of a template. */
function deployed(text: unknown): string {
  const value = text as string;
  if (!value.startsWith('[') || !value.endsWith(']')) return value;
  expect(value, 'an expression').to.match(/^\[\[/);
  return value.slice(1);
}

describe('what a rule says about itself', () => {
  it('opens no stanza and no setting in savedsearches.conf', () => {
    check((_, rule) => {
      const [stanza, ...others] = parseConf(savedSearches.render(rule, CONVERSIONS.splunk));
      expect(others).to.deep.equal([]);
      expect(problemsOfSavedSearch(stanza!)).to.deep.equal([]);
      expect(stanza!.name).to.not.match(/^(?:default|global)$/i);
      expect(stanza!.settings.get('search')).to.equal(CONVERSIONS.splunk.queries[0]);
    });
  });

  it('is no expression in a template of Resource Manager', () => {
    check(({ title, id }, rule) => {
      const { resources } = JSON.parse(sentinelArm.render(rule, CONVERSIONS.kusto)) as {
        resources: readonly { name: string; properties: Record<string, unknown> }[];
      };
      const [{ name, properties }] = resources as [(typeof resources)[0]];
      expect(resources).to.have.lengthOf(1);
      expect(name).to.match(UUID);
      if (id !== undefined && UUID.test(id)) expect(name).to.equal(id);
      expect(deployed(properties.displayName)).to.equal(title);
      expect(deployed(properties.query)).to.equal(CONVERSIONS.kusto.queries[0]);
      deployed(properties.description);
    });
  });

  it('is text in YAML', () => {
    check(({ title }, rule) => {
      const documents = loadAll(sentinelYaml.render(rule, CONVERSIONS.kusto)) as Record<string, string>[];
      expect(documents).to.have.lengthOf(1);
      expect(wellFormed(documents[0]!.name!)).to.equal(wellFormed(title));
      expect(documents[0]!.query).to.equal(CONVERSIONS.kusto.queries[0]);
      expect(documents[0]!.id).to.match(UUID);
    });
  });

  it('is text in a custom detection', () => {
    check(({ title }, rule) => {
      const { displayName, queryCondition } = JSON.parse(
        defenderDetection.render(rule, CONVERSIONS.kusto),
      ) as { displayName: string; queryCondition: { queryText: string } };
      expect(displayName.startsWith(title)).to.equal(true);
      expect(displayName.slice(title.length)).to.match(/^(?: \([\da-f]{8}\))?$/);
      expect(queryCondition.queryText).to.equal(CONVERSIONS.kusto.queries[0]);
    });
  });

  it('stays on one line of NDJSON, whatever a reader takes for the end of a line', () => {
    check(({ title, license, falsepositives, references }, rule) => {
      const [line, ...rest] = elasticNdjson.render(rule, CONVERSIONS.eql).split(/[\n\r\x85\u2028\u2029]/);
      expect(rest).to.deep.equal(['']);
      expect(JSON.parse(line!)).to.deep.include({
        name: title,
        license,
        false_positives: falsepositives,
        references,
        query: CONVERSIONS.eql.queries[0],
      });
    });
  });

  it('is text in TOML', () => {
    check(({ title, license, falsepositives, references }, rule) => {
      const { rule: found } = parse(elasticToml.render(rule, CONVERSIONS.eql)) as {
        rule: Record<string, unknown>;
      };
      expect(found.name).to.equal(wellFormed(title));
      expect(found.license).to.equal(wellFormed(license));
      expect(found.false_positives ?? []).to.deep.equal(falsepositives.map(wellFormed));
      expect(found.references ?? []).to.deep.equal(references.map(wellFormed));
      expect(found.query).to.equal(`${CONVERSIONS.eql.queries[0]!}\n`);
      expect(found.rule_id).to.match(UUID);
    });
  });
});

describe('formats', () => {
  it('number stanzas of one name, and take no name that another rule has', () => {
    const documents = ['X', 'X', 'X no. 2', 'X'].map((title) =>
      savedSearches.render({ ...RULE, title }, CONVERSIONS.splunk),
    );
    const names = parseConf(savedSearches.join!(documents)).map(({ name }) => name);
    expect(names).to.deep.equal(['X', 'X no. 2', 'X no. 2 no. 2', 'X no. 3']);
  });

  it('know the language of a query that a pipeline put something before', () => {
    const { pipeline } = readPipeline(
      'name: P\npostprocessing: [{ type: embed, prefix: "// ours\\n", suffix: "" }]\n',
    );
    for (const backend of [eql, esql]) {
      const conversion = convert(RULE, backend, { pipelines: [pipeline!] });
      expect(conversion.queries[0]).to.match(/^\/\/ ours\n/);
      const { language, type } = JSON.parse(
        elasticNdjson.render(RULE, conversion, {}, backend.name),
      ) as Record<string, string>;
      expect([language, type]).to.deep.equal([backend.name, backend.name]);
    }
  });

  it('keep tags of ATT&CK that are in no mapping, and only those', () => {
    const rule: SigmaRule = parseSigma(
      'title: T\ntags: [attack.t1059, attack.execution, attack.t9999, attack.s0002, cve.2021-1]\n' +
        'logsource: { product: windows }\ndetection: { s: { f: a }, condition: s }\n',
    ).rules[0]!;
    const { tags } = JSON.parse(elasticNdjson.render(rule, CONVERSIONS.eql)) as { tags: readonly string[] };
    expect(tags).to.deep.equal([
      'Sigma',
      'OS: Windows',
      'Tactic: Execution',
      'attack.t9999',
      'attack.s0002',
      'cve.2021-1',
    ]);
  });

  it('look at a long time range at most every hour in Sentinel', () => {
    const render = (frequency: string, period: string): string =>
      sentinelArm.render(RULE, CONVERSIONS.kusto, { frequency, period });
    expect(() => render('59m', '2d')).to.throw(
      RangeError,
      "frequency is at least 1h with a period of 2d, not '59m'",
    );
    expect(() => render('30m', '48h')).to.throw(RangeError, 'at least 1h');
    render('1h', '14d');
    render('5m', '47h');
  });
});
