import { expect } from 'chai';
import type { Correlation, CorrelationCondition } from '../../../../lib/ast/correlation.ts';
import { parseSigma, type ParseResult } from '../../../../lib/parse.ts';
import { marked } from '../../../helpers/embedded.ts';
import { findings } from '../../../helpers/reading.ts';

function parse(section: string, attributes = ''): ParseResult {
  return parseSigma(`title: Many\n${attributes}correlation: {${section}}\n`, { name: 'rule.yml' });
}

/** The section of a correlation without fault. */
function read(section: string): Correlation {
  const { correlations, diagnostics } = parse(section);
  if (diagnostics.length > 0) throw new Error(findings(diagnostics).join('\n'));
  return correlations[0]!.correlation;
}

const said = (section: string): string[] => findings(parse(section).diagnostics);

const COUNT = 'type: event_count, rules: [a], timespan: 1m';
const withCondition = (condition: string): string => `${COUNT}, condition: ${condition}`;

describe('correlations', () => {
  it('have all attributes of a rule but a log source and a detection', () => {
    const attributes =
      'id: 0e95725d-7320-415d-80f7-004da920fc11\nname: many\nstatus: test\nlevel: high\ntags: [attack.t1110]\nours: 1\n';
    const { correlations, diagnostics } = parse(withCondition('{gte: 10}'), attributes);
    expect(diagnostics).to.deep.equal([]);
    const [correlation] = correlations;
    expect(correlation).to.include({
      kind: 'correlation',
      title: 'Many',
      id: '0e95725d-7320-415d-80f7-004da920fc11',
      name: 'many',
      status: 'test',
      level: 'high',
      generate: false,
    });
    expect(correlation?.tags).to.deep.equal(['attack.t1110']);
    expect(correlation?.custom.get('ours')).to.equal(1);
  });

  it('need their title and their section', () => {
    expect(
      findings(parseSigma('correlation: {type: temporal, rules: [a, b], timespan: 1m}').diagnostics),
    ).to.deep.equal(['error rule-missing-attribute «correlation»']);
    expect(said('')).to.deep.equal([
      'error correlation-type «correlation»',
      'error correlation-timespan «correlation»',
    ]);
    expect(findings(parseSigma('title: A\ncorrelation: [a]\n').diagnostics)).to.deep.equal([
      'error correlation-section «correlation»',
    ]);
  });

  it('have parts of the section inside it', () => {
    const { diagnostics } = parse(withCondition('{gte: 10}'), 'timespan: 5m\n');
    expect(findings(diagnostics)).to.deep.equal(['warning rule-misplaced-attribute «timespan»']);
  });

  it('refer to rules in order, each at its place', () => {
    const { rules } = read('type: temporal, rules: [b, a], timespan: 1m');
    expect(rules.map(({ text }) => text)).to.deep.equal(['b', 'a']);
    expect(read('type: event_count, rules: a, timespan: 1m, condition: {gte: 1}').rules).to.have.length(1);
  });

  it('refer to every rule once, and to one at least', () => {
    const rules = (list: string): string[] =>
      said(`type: event_count, rules: ${list}, timespan: 1m, condition: {gte: 2}`);
    expect(rules('[a, a]')).to.deep.equal(['error correlation-rules «a»']);
    expect(rules('[]')).to.deep.equal(['error correlation-rules «rules»']);
    expect(rules('[[a]]')).to.deep.equal(['error correlation-rules «[a]»']);
    expect(rules('[null]')).to.deep.equal(['error correlation-rules «null»']);
    expect(said('type: event_count, timespan: 1m, condition: {gte: 2}')).to.deep.equal([
      'error correlation-rules «correlation»',
    ]);
    expect(rules(`[${Array.from({ length: 101 }, (_, i) => `r${i}`).join(', ')}]`)).to.deep.equal([
      'error correlation-rules «rules»',
    ]);
  });

  it('have one of the types', () => {
    expect(said(withCondition('{gte: 2}').replace('event_count', 'Event_Count'))).to.deep.equal([
      'error correlation-type «Event_Count»',
    ]);
    expect(said(withCondition('{gte: 2}').replace('event_count', '[event_count]'))).to.deep.equal([
      'error correlation-type «[event_count]»',
    ]);
  });

  it('group by fields, or not at all', () => {
    const names = (list: string): string[] =>
      read(`${withCondition('{gte: 2}')}, group-by: ${list}`).groupBy.map(({ name }) => name);
    expect(names('[a, b.c]')).to.deep.equal(['a', 'b.c']);
    expect(names('a')).to.deep.equal(['a']);
    expect(names('[]')).to.deep.equal([]);
    expect(read(withCondition('{gte: 2}')).groupBy).to.deep.equal([]);
    const group = (list: string): string[] => said(`${withCondition('{gte: 2}')}, group-by: ${list}`);
    expect(group('[a, a]')).to.deep.equal(['error correlation-group-by «a»']);
    expect(group('{a: b}')).to.deep.equal(['error correlation-group-by «{a: b}»']);
    expect(group('[null]')).to.deep.equal(['error correlation-group-by «null»']);
  });

  it('know no other part', () => {
    expect(said(`${withCondition('{gte: 2}')}, groupby: [a]`)).to.deep.equal([
      'error correlation-section «groupby»',
    ]);
  });

  it('give an alias a field for each rule', () => {
    const base = 'type: temporal, rules: [a, b], timespan: 1m, group-by: [x]';
    const { aliases } = read(`${base}, aliases: {x: {a: f, b: g}}`);
    expect([...aliases.values()].map(({ name, fields }) => [name, [...fields.keys()]])).to.deep.equal([
      ['x', ['a', 'b']],
    ]);
    const aliased = (text: string): string[] => said(`${base}, aliases: ${text}`);
    expect(aliased('{x: {a: f, b: g}, y: {a: f, b: g}}')).to.deep.equal(['warning correlation-aliases «y»']);
    expect(aliased('{x: {a: [f], b: g}}')).to.include('error correlation-aliases «[f]»');
    expect(aliased('{x: f}')).to.include('error correlation-aliases «f»');
    const names = Array.from({ length: 101 }, (_, index) => `n${index}: f`).join(', ');
    expect(aliased(`{x: {${names}}}`)).to.include(`error correlation-aliases «{${names}}»`);
    expect(aliased(`{${names}}`)).to.include(`error correlation-aliases «{${names}}»`);
    expect(aliased('[x]')).to.include('error correlation-aliases «[x]»');
  });

  it('read a time span as seconds', () => {
    const seconds = (text: string): number =>
      read(withCondition('{gte: 2}').replace('1m', text)).timespan.seconds;
    expect(['1s', '90m', '2h', '1d', '1w'].map(seconds)).to.deep.equal([1, 5400, 7200, 86_400, 604_800]);
    for (const bad of ['0s', '1', 'm', '1 m', '5M', '1y', '1.5h', '-1m', '1ms', '4000d', "''"]) {
      expect(said(withCondition('{gte: 2}').replace('1m', bad)), bad).to.deep.equal([
        `error correlation-timespan «${bad === "''" ? '' : bad}»`,
      ]);
    }
    expect(said('type: event_count, rules: [a], timespan: [1m], condition: {gte: 2}')).to.deep.equal([
      'error correlation-timespan «[1m]»',
    ]);
  });

  describe('with conditions that compare', () => {
    const bounds = (condition: string): unknown => {
      const read_ = read(withCondition(condition)).condition;
      return read_.kind === 'threshold' && read_.bounds.map(({ operator, value }) => [operator, value]);
    };

    it('have one comparison, or both ends of a range', () => {
      expect(bounds('{gte: 100}')).to.deep.equal([['gte', 100]]);
      expect(bounds('{eq: 3}')).to.deep.equal([['eq', 3]]);
      expect(bounds('{gt: 100, lte: 200}')).to.deep.equal([
        ['gt', 100],
        ['lte', 200],
      ]);
      for (const bad of ['{gt: 1, gte: 2}', '{eq: 1, lt: 2}', '{gt: 1, lt: 9, neq: 5}']) {
        expect(said(withCondition(bad)), bad).to.deep.equal([`error correlation-condition «${bad}»`]);
      }
      expect(said(withCondition('{}'))).to.deep.equal(['error correlation-condition «{}»']);
      expect(said(withCondition('{ge: 1}'))).to.include('error correlation-condition «ge»');
      expect(said(withCondition('[gte]'))).to.deep.equal(['error correlation-condition «[gte]»']);
      expect(said(withCondition('5'))).to.deep.equal(['error correlation-condition «5»']);
      expect(said(COUNT)).to.deep.equal(['error correlation-condition «correlation»']);
    });

    it('count in whole numbers that some window reaches', () => {
      for (const bad of ['1.5', '-1', "'3'", '.inf', 'null', '[1]', '1e400']) {
        expect(said(withCondition(`{gte: ${bad}}`)), bad).to.have.length(1);
      }
      for (const bad of ['{lt: 1}', '{eq: 0}', '{gt: 5, lt: 6}', '{gte: 5, lte: 4}']) {
        expect(said(withCondition(bad)), bad).to.deep.equal([`error correlation-condition «${bad}»`]);
      }
      expect(said('type: temporal, rules: [a, b], timespan: 1m, condition: {gte: 3}')).to.deep.equal([
        'error correlation-condition «{gte: 3}»',
      ]);
    });

    it('warn where the first event of a window is enough', () => {
      for (const condition of ['{lt: 5}', '{lte: 1}', '{neq: 3}']) {
        expect(said(withCondition(condition)), condition).to.deep.equal([
          `warning correlation-condition «${condition}»`,
        ]);
      }
      expect(said(withCondition('{gte: 1}'))).to.deep.equal([]);
    });

    it('name the field they are about', () => {
      const values = (type: string, condition: string): string[] =>
        said(`type: ${type}, rules: [a], timespan: 1m, condition: ${condition}`);
      expect(values('value_count', '{field: [a, b], gte: 2}')).to.deep.equal([]);
      expect(values('value_sum', '{field: a, gt: -1.5}')).to.deep.equal([]);
      expect(values('value_sum', '{field: [a], gt: 1}')).to.deep.equal([]);
      expect(values('value_sum', '{field: [a, b], gt: 1}')).to.deep.equal([
        'error correlation-field «[a, b]»',
      ]);
      expect(values('value_count', '{field: [a, a], gte: 2}')).to.deep.equal(['error correlation-field «a»']);
      expect(values('value_count', '{field: [], gte: 2}')).to.deep.equal(['error correlation-field «[]»']);
      expect(values('value_avg', '{gt: 2}')).to.deep.equal(['error correlation-field «{gt: 2}»']);
      expect(values('event_count', '{field: a, gte: 2}')).to.deep.equal(['error correlation-field «field»']);
    });

    it('name the percentile where there is one', () => {
      const values = (type: string, condition: string): string[] =>
        said(`type: ${type}, rules: [a], timespan: 1m, condition: ${condition}`);
      expect(values('value_percentile', '{field: a, percentile: 99.9, gt: 1}')).to.deep.equal([]);
      expect(values('value_percentile', '{field: a, percentile: 101, gt: 1}')).to.deep.equal([
        'error correlation-percentile «101»',
      ]);
      expect(values('value_median', '{field: a, percentile: 50, gt: 1}')).to.deep.equal([
        'error correlation-percentile «percentile»',
      ]);
    });
  });

  describe('of temporal types', () => {
    const temporal = (condition: string): CorrelationCondition =>
      read(`type: temporal, rules: [a, b, c], timespan: 1m${condition}`).condition;

    it('want all their rules where they say nothing', () => {
      const condition = temporal('');
      expect(condition).to.deep.include({ kind: 'threshold', implied: true });
      expect(condition.kind === 'threshold' && condition.bounds[0]).to.deep.include({
        operator: 'gte',
        value: 3,
      });
    });

    it('may have an expression over their rules, in small letters or capitals', () => {
      const condition = temporal(', condition: a AND (b or NOT c)');
      if (condition.kind !== 'expression') throw new Error(condition.kind);
      const { root } = condition;
      expect(root.kind).to.equal('and');
      expect(root.kind === 'and' && root.operands.map(({ kind }) => kind)).to.deep.equal(['rule', 'or']);
    });

    it('take their rules from the expression where they list none', () => {
      const { rules } = read('type: temporal, timespan: 1m, condition: b and a and not c');
      expect(rules.map(({ text }) => text)).to.deep.equal(['b', 'a', 'c']);
    });

    it('have expressions that ask for some rule, without selectors', () => {
      const expression = (text: string): string[] =>
        said(`type: temporal, rules: [a, b], timespan: 1m, condition: ${text}`);
      expect(expression('1 of a*')).to.include('error correlation-expression «1 of a*»');
      expect(expression('a and')).to.include('error condition-syntax «d»');
      expect(expression('not (a and b)')).to.deep.equal(['error correlation-expression «not (a and b)»']);
      expect(said('type: event_count, rules: [a], timespan: 1m, condition: a')).to.deep.equal([
        'error correlation-condition «a»',
      ]);
    });

    it('say that the order of one rule says nothing', () => {
      expect(said('type: temporal_ordered, rules: [a], timespan: 1m')).to.deep.equal([
        'warning correlation-rules «temporal_ordered»',
      ]);
    });
  });

  it('generate their rules where they say so, at the top or in the section', () => {
    const generate = (section: string, attributes: string): boolean | undefined =>
      parse(section, attributes).correlations[0]?.generate;
    expect(generate(withCondition('{gte: 2}'), 'generate: true\n')).to.equal(true);
    expect(generate(`${withCondition('{gte: 2}')}, generate: true`, '')).to.equal(true);
    expect(generate(`${withCondition('{gte: 2}')}, generate: true`, 'generate: false\n')).to.equal(false);
    expect(findings(parse(withCondition('{gte: 2}'), 'generate: 1\n').diagnostics)).to.deep.equal([
      'error correlation-generate «1»',
    ]);
  });

  it('have places for all their parts', () => {
    const { source, correlation } = parse(withCondition('{gte: 10}')).correlations[0]!;
    const { typeSpan, rules, timespan, condition } = correlation;
    const texts = [typeSpan, rules[0]!.span, timespan.span, condition.span].map((span) =>
      marked({ source, span }),
    );
    expect(texts).to.deep.equal(['event_count', 'a', '1m', '{gte: 10}']);
  });

  it('take names that objects have for names like any other', () => {
    const { aliases } = read(
      'type: temporal, rules: [__proto__, constructor], timespan: 1m, group-by: [__proto__], aliases: {__proto__: {__proto__: toString, constructor: x}}',
    );
    expect(aliases.get('__proto__')?.fields.get('__proto__')?.field.name).to.equal('toString');
  });
});
