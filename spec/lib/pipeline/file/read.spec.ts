/** Reading pipeline files: what a pipeline is made of, and what hostile files cannot do. */
import { expect } from 'chai';
import { kusto } from '../../../../backends/kusto/index.ts';
import { predicate } from '../../../../backends/predicate/index.ts';
import { splunk } from '../../../../backends/splunk/index.ts';
import { convert, parseSigma, SigmaError, type SigmaRule } from '../../../../lib/index.ts';
import { finalizeQueries, readPipeline } from '../../../../lib/pipeline/file/index.ts';
import { explainChange, type ExplainedChange } from '../../../../lib/pipeline/explain-change.ts';

function ruleOf(detection: string): SigmaRule {
  return parseSigma(
    `title: T\nfields: [a]\nlogsource: { product: windows }\ndetection: { s: ${detection}, condition: s }\n`,
  ).rules[0]!;
}

const RULE = ruleOf('{ a: x }');

function codes(text: string): readonly string[] {
  const { pipeline, diagnostics } = readPipeline(text);
  if (diagnostics.some(({ severity }) => severity === 'error')) expect(pipeline).to.equal(undefined);
  return diagnostics.map(({ code }) => code);
}

describe('a pipeline file', () => {
  it('has a name, a priority and the targets it is for, by the names of pySigma or ours', () => {
    const { pipeline } = readPipeline(
      'name: N\npriority: -5\nallowed_backends: [splunk, elasticsearch]\nvars: { a: 1 }\n',
    );
    expect(pipeline).to.include({ name: 'N', title: 'N', priority: -5 });
    expect(pipeline?.backends).to.deep.equal(['splunk', 'eql', 'esql', 'lucene']);
    expect(pipeline?.vars).to.deep.equal(new Map([['a', 1]]));
  });

  it('is called by its place where it has no name, and may leave everything out', () => {
    const { pipeline, diagnostics } = readPipeline('transformations:\n', { name: 'p.yml' });
    expect(diagnostics).to.deep.equal([]);
    expect(pipeline).to.include({ name: 'p.yml', priority: 0 });
    expect(convert(RULE, splunk, { pipelines: [pipeline!] }).queries).to.deep.equal(['a="x"']);
  });

  it('shares its vars with pipelines that run together with it', () => {
    const [vars, values] = [
      'vars: { admins: [ann, bob] }\n',
      'transformations: [{ type: value_placeholders }]\n',
    ].map((text) => readPipeline(text).pipeline!);
    const rule = ruleOf("{ a|expand: '%admins%' }");
    expect(convert(rule, splunk, { pipelines: [values!, vars!] }).queries).to.deep.equal([
      'a IN ("ann", "bob")',
    ]);
    // Values that the caller gives win.
    const placeholders = { admins: ['eve'] };
    expect(convert(rule, splunk, { pipelines: [values!, vars!], placeholders }).queries).to.deep.equal([
      'a="eve"',
    ]);
  });

  it('fills placeholders by the log source that earlier items gave the rule', () => {
    const { pipeline } = readPipeline(`vars: { v: [one] }
transformations:
    - { type: nest, items: [{ type: change_logsource, service: sysmon }] }
    - { type: value_placeholders, rule_conditions: [{ type: logsource, service: sysmon }] }
    - { type: wildcard_placeholders, rule_conditions: [{ type: contains_field, field: a }] }
    - { type: wildcard_placeholders, rule_conditions: [{ type: contains_detection_item, field: b, value: 1 }] }
`);
    expect(
      convert(ruleOf("{ a|expand: 'x%v%%w%' }"), splunk, { pipelines: [pipeline!] }).queries,
    ).to.deep.equal(['a="xone*"']);
    const other = convert(ruleOf("{ c|expand: '%w%', b: 1 }"), splunk, { pipelines: [pipeline!] });
    expect(other.queries).to.deep.equal(['c=* b=1']);
    const unknown = convert(ruleOf("{ c|expand: '%w%' }"), splunk, { pipelines: [pipeline!] });
    expect(unknown.diagnostics.map(({ code }) => code)).to.deep.equal(['placeholder-unresolved']);
  });

  it('brings tests in the language of a target, for that target alone', () => {
    const { pipeline } = readPipeline(
      "transformations: [{ type: query_expression_placeholders, expression: '{field} in ({id})' }]\n",
    );
    const rule = ruleOf("{ 'a b|expand': '%list%', Code: 1 }");
    expect(convert(rule, kusto, { pipelines: [pipeline!] }).queries).to.deep.equal([
      '([\'a b\'] in (list)) and Code == "1"',
    ]);
    expect(
      convert(rule, predicate, { pipelines: [pipeline!] }).diagnostics.map(({ code }) => code),
    ).to.deep.equal(['unsupported-value']);
    const inside = convert(ruleOf("{ a|expand: 'x%list%' }"), kusto, { pipelines: [pipeline!] });
    expect(inside.diagnostics.map(({ code }) => code)).to.deep.equal(['placeholder-unresolved']);
  });

  it('reports templates that cannot be filled where the rule, or the template, stands', () => {
    const { pipeline } = readPipeline(`name: P
postprocessing: [{ type: simple_template, template: '{rule.nothing}' }]
finalizers: [{ type: template, template: '{{ queries }}' }]
`);
    const { queries, diagnostics } = convert(RULE, splunk, { pipelines: [pipeline!] });
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ message }) => message)).to.deep.equal([
      'a template of the pipeline `P` cannot be filled: there is no value `rule.nothing`',
    ]);
    expect(() => finalizeQueries(['a'], [pipeline!])).to.throw(SigmaError, /pipeline-template/);
    const jinja = readPipeline("postprocessing: [{ type: template, template: '{{ a.b }}' }]\n").pipeline!;
    expect(convert(RULE, splunk, { pipelines: [jinja] }).diagnostics).to.have.lengthOf(1);
  });

  it('leaves queries that are no text as they are', () => {
    const { pipeline } = readPipeline('postprocessing: [{ type: embed, prefix: x }]\n');
    expect(convert(RULE, predicate, { pipelines: [pipeline!] }).queries[0]).to.be.a('function');
  });

  it('refuses rules whose values are too long for its expressions', () => {
    const { pipeline } =
      readPipeline(`transformations: [{ type: replace_string, regex: 'a.*b.*c', replacement: x }]
postprocessing: [{ type: replace, pattern: 'a.*b.*c', replacement: x }]
`);
    const { queries, diagnostics } = convert(ruleOf(`{ a: '${'a'.repeat(20_000)}' }`), splunk, {
      pipelines: [pipeline!],
    });
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['pipeline-refused']);
  });

  describe('cannot make a rule grow beyond measure', () => {
    const items = (item: string, count: number): string => `[${Array(count).fill(item).join(', ')}]`;
    const codesOf = (text: string): readonly string[] => {
      const { pipeline, diagnostics } = readPipeline(text);
      expect(diagnostics).to.deep.equal([]);
      return convert(RULE, splunk, { pipelines: [pipeline!] }).diagnostics.map(({ code }) => code);
    };
    for (const [how, text] of [
      [
        'by mappings that double',
        `transformations: ${items('{ type: field_name_mapping, mapping: { a: [a, b], b: [a, b] } }', 30)}\n`,
      ],
      [
        'by many names for one',
        `transformations: ${items(`{ type: field_name_mapping, mapping: { a: [${'a,'.repeat(1000)}a] } }`, 3)}\n`,
      ],
      [
        'by long names',
        `transformations: [{ type: map_string, mapping: { x: [${'y,'.repeat(500)}y] } }, ${items(`{ type: field_name_prefix, prefix: ${'p'.repeat(1000)} }`, 400).slice(1)}\n`,
      ],
      [
        'by values that double',
        `transformations: ${items("{ type: replace_string, regex: '(.+)', replacement: '\\1\\1' }", 40)}\n`,
      ],
      ['by JSON in JSON', `postprocessing: ${items('{ type: json, json_template: \'"%QUERY%"\' }', 60)}\n`],
    ] as const) {
      it(how, () => {
        const started = performance.now();
        expect(codesOf(text)).to.include('pipeline-refused');
        expect(performance.now() - started).to.be.below(10_000);
      });
    }

    it('by very many items', () => {
      expect(codes(`transformations: ${items('{ type: drop_detection_item }', 1001)}\n`)).to.deep.equal([
        'pipeline-value',
      ]);
    });

    it('by all its queries together', () => {
      const { pipeline } = readPipeline(
        `finalizers: [{ type: concat, separator: ${'s'.repeat(100_000)} }]\n`,
      );
      expect(() => finalizeQueries(Array<string>(1000).fill('q'), [pipeline!])).to.throw(
        SigmaError,
        /no text is longer/,
      );
    });
  });

  it('has every change explained', () => {
    const { pipeline } = readPipeline(`name: P
transformations:
    - { id: m, type: field_name_mapping, mapping: { a: [b, c] } }
    - { type: change_logsource, product: linux }
    - { type: set_state, key: k, val: [1] }
    - { type: set_custom_attribute, attribute: x, value: y }
    - { type: remove_field, field: [b, c] }
`);
    const changes: ExplainedChange[] = [];
    convert(RULE, splunk, {
      pipelines: [pipeline!],
      onPipelineStep: (each) => changes.push(explainChange(each)),
    });
    expect(changes.map(({ removed, added, notes }) => [...removed, ...added, ...notes])).to.deep.equal([
      ['a is "x"', 'b is "x"', 'c is "x"', 'fields: b, c'],
      ['log source: windows → linux'],
      ['k = [1]'],
      ['attribute x = "y"'],
      ['fields: none'],
    ]);
    expect(changes[0]).to.include({ pipeline: 'P', id: 'm', step: 'map a' });
  });

  describe('is refused when it', () => {
    for (const [what, text, expected] of [
      ['is a rule', 'title: T\nlogsource: {}\ndetection: {}\n', ['pipeline-not-a-map']],
      ['is several', 'name: a\n---\nname: b\n', ['pipeline-not-a-map']],
      ['is empty', '', ['yaml-empty']],
      ['is broken', 'a: [', ['yaml-syntax']],
      ['has items that are no list', 'transformations: { type: nest }\n', ['pipeline-value']],
      [
        'has items that are no maps',
        'transformations: [nest]\npostprocessing: [x]\n',
        ['pipeline-value', 'pipeline-value'],
      ],
      [
        'uses names of the prototype',
        'transformations: [{ type: constructor }, { type: __proto__ }]\n',
        ['pipeline-unknown-type', 'pipeline-unknown-type'],
      ],
      [
        'has a key of the prototype',
        'constructor: 1\n__proto__: 2\n',
        ['pipeline-unknown-key', 'pipeline-unknown-key'],
      ],
      [
        'mixes op and expr',
        'transformations: [{ type: drop_detection_item, rule_conditions: { a: { type: is_sigma_rule } }, rule_cond_op: or, rule_cond_expr: a }]\n',
        ['pipeline-value'],
      ],
      [
        'has an expression over a list',
        'transformations: [{ type: drop_detection_item, rule_conditions: [{ type: is_sigma_rule }], rule_cond_expr: a }]\n',
        ['pipeline-condition'],
      ],
      [
        'has conditions that are no list',
        'transformations: [{ type: drop_detection_item, rule_conditions: a, rule_cond_op: xor, rule_cond_not: 1 }]\n',
        ['pipeline-value', 'pipeline-value', 'pipeline-value'],
      ],
      [
        'has an expression that is no text',
        'transformations: [{ type: drop_detection_item, rule_conditions: { a: { type: is_sigma_rule } }, rule_cond_expr: [a] }]\n',
        ['pipeline-value'],
      ],
      [
        'has a condition without a type',
        'transformations: [{ type: drop_detection_item, rule_conditions: [{ tag: a }, b] }]\n',
        ['pipeline-missing-key', 'pipeline-value'],
      ],
      [
        'has a bad condition',
        'transformations: [{ type: drop_detection_item, field_name_conditions: [{ type: include_fields, fields: {} }, { type: include_fields, fields: {}, mode: re }] }]\n',
        ['pipeline-value', 'pipeline-value'],
      ],
      [
        'adds a condition that cannot be',
        "transformations: [{ type: add_condition, conditions: { 'a|nope': 1 } }]\n",
        ['modifier-unknown'],
      ],
      [
        'changes the log source to nothing',
        'transformations: [{ type: change_logsource }]\n',
        ['pipeline-value'],
      ],
      [
        'forces a type on what has none',
        'transformations: [{ type: set_value, value: null, force_type: str }, { type: set_value, value: x, force_type: num }]\n',
        ['pipeline-value', 'pipeline-value'],
      ],
      [
        'takes values apart without names',
        "transformations: [{ type: extract_fields, regex: '(a)' }]\n",
        ['pipeline-value'],
      ],
      [
        'has a replacement of nothing',
        "transformations: [{ type: replace_string, regex: a, replacement: '\\1' }]\npostprocessing: [{ type: replace, pattern: a, replacement: '\\1' }]\n",
        ['pipeline-value', 'pipeline-value'],
      ],
      ['has JSON that is none', "postprocessing: [{ type: json, json_template: '{' }]\n", ['pipeline-value']],
      [
        'has JSON nested beyond any use',
        `postprocessing: [{ type: json, json_template: '${'['.repeat(200_000)}${']'.repeat(200_000)}' }]\n`,
        ['pipeline-value'],
      ],
      [
        'has templates that are no text',
        'postprocessing: [{ type: template, template: [] }, { type: simple_template, template: {} }]\n',
        ['pipeline-template', 'pipeline-template'],
      ],
      [
        'names template files where there are none',
        'postprocessing: [{ type: template, template: a, path: b }]\n',
        ['pipeline-file'],
      ],
    ] as const) {
      it(what, () => {
        expect(codes(text)).to.deep.equal(expected);
      });
    }

    it('nests without end', () => {
      const nest = (key: string, count: number): string =>
        `${key}: ${`[{ type: nest, items: `.repeat(count)}[]${' }]'.repeat(count)}\n`;
      expect(codes(nest('transformations', 20))).to.include('pipeline-value');
      expect(codes(nest('postprocessing', 20))).to.include('pipeline-value');
      expect(
        codes(`finalizers: ${'[{ type: nested, finalizers: '.repeat(20)}[]${' }]'.repeat(20)}\n`),
      ).to.include('pipeline-value');
    });
  });
});
