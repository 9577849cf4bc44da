import { expect } from 'chai';
import { splunk } from '../../../backends/splunk/index.ts';
import { eql } from '../../../backends/eql/index.ts';
import { predicate } from '../../../backends/predicate/index.ts';
import { convert } from '../../../lib/convert.ts';
import { createMatcher } from '../../../lib/engine/index.ts';
import { marked } from '../../helpers/embedded.ts';
import { collect, collectionFindings, filterOf, namedRule } from '../../helpers/correlating.ts';

const RULE = namedRule('a');

/** The SPL of the first rule. */
const spl = (...documents: readonly string[]): readonly string[] =>
  convert(collect(...documents).rules[0]!, splunk).queries;

describe('filters in a collection', () => {
  it('narrow a rule they name, by name or by id', () => {
    const id = '53ba33fd-3a50-4468-a5ef-c583635cfa92';
    const narrowed = ['rule="a" NOT User="us"'];
    expect(spl(RULE, filterOf('f', '[a]'))).to.deep.equal(narrowed);
    expect(spl(namedRule('a', `id: ${id}\n`), filterOf('f', `[${id.toUpperCase()}]`))).to.deep.equal(
      narrowed,
    );
    expect(spl(RULE, filterOf('f', 'any'))).to.deep.equal(narrowed);
    expect(spl(RULE, namedRule('b'), filterOf('f', '[b]'))).to.deep.equal(['rule="a"']);
  });

  it('apply where the log source of the rule has all of theirs', () => {
    const applies = (logsource: string): boolean =>
      spl(RULE, filterOf('f', 'any', logsource))[0] !== 'rule="a"';
    expect(applies('{product: windows}')).to.equal(true);
    expect(applies('{category: Process_Creation}')).to.equal(true);
    expect(applies('{product: windows, category: process_creation}')).to.equal(true);
    expect(applies('{product: linux}')).to.equal(false);
    expect(applies('{product: windows, service: security}')).to.equal(false);
  });

  it('apply to each rule by its own log source, however alike it is to those of others', () => {
    const of = (name: string, product: string): string =>
      namedRule(name).replace('product: windows', `product: ${product}`);
    const { rules } = collect(
      of('a', 'windows'),
      of('b', 'winget'),
      of('c', 'Windows'),
      filterOf('f', 'any', '{product: WINDOWS}'),
    );
    expect(rules.map(({ filters = [] }) => filters.length)).to.deep.equal([1, 0, 1]);
  });

  it('add up on one rule', () => {
    const other = filterOf('g', 'any').replace('User: us', 'Host: ours');
    expect(spl(RULE, filterOf('f', '[a]'), other)).to.deep.equal(['rule="a" NOT User="us" NOT Host="ours"']);
  });

  it('narrow each condition of a rule', () => {
    const rule = RULE.replace('condition: selection', 'other: {x: y}, condition: [selection, other]');
    expect(spl(rule, filterOf('f', 'any'))).to.deep.equal(['rule="a" NOT User="us"', 'x="y" NOT User="us"']);
  });

  it('have names that cannot clash with those of a rule', () => {
    const rule = RULE.replace('selection: ', 'ours: ').replace(
      'condition: selection',
      'condition: all of them',
    );
    expect(spl(rule, filterOf('f', 'any'))).to.deep.equal(['rule="a" NOT User="us"']);
  });

  it('leave rules alone that they do not apply to', () => {
    const { rules, ruleEntry } = collect(RULE, filterOf('f', 'any', '{product: linux}'));
    expect(rules[0]?.filters).to.equal(undefined);
    expect(ruleEntry(rules[0]!).value).to.equal(rules[0]);
  });

  it('warn when they apply to nothing, and for each reference that does', () => {
    expect(collectionFindings(RULE, filterOf('f', 'any', '{product: linux}'))).to.deep.equal([
      'warning filter-unused «{product: linux}»',
    ]);
    expect(collectionFindings(RULE, filterOf('f', '[a, b]'))).to.deep.equal(['warning filter-unused «b»']);
    expect(collectionFindings(RULE, filterOf('f', '[a]', '{product: linux}'))).to.deep.equal([
      'warning filter-unused «a»',
    ]);
    const correlation =
      'title: c\nname: c\ncorrelation: {type: event_count, rules: [a], timespan: 1m, condition: {gte: 2}}\n';
    expect(collectionFindings(RULE, correlation, filterOf('f', '[c]'))).to.deep.equal([
      'warning filter-unused «c»',
    ]);
  });

  it('are part of the rule for predicates and matchers', () => {
    const [rule] = collect(RULE, filterOf('f', 'any')).rules;
    const [test] = convert(rule!, predicate).queries;
    const matcher = createMatcher([rule!]);
    for (const [user, expected] of [
      ['us', false],
      ['them', true],
    ] as const) {
      const fields = { rule: 'a', User: user };
      expect(test!(fields)).to.equal(expected);
      expect(matcher.match({ shape: 'plain', route: {}, fields })).to.have.length(expected ? 1 : 0);
    }
  });

  it('report at their own place what a target cannot say of them', () => {
    const filter = filterOf('f', 'any').replace('User: us', String.raw`'User|re': '(a)\1'`);
    const [rule] = collect(RULE, filter).rules;
    const { diagnostics, fidelity } = convert(rule!, eql, { approximate: 'never' });
    expect(fidelity).to.equal('unsupported');
    expect(diagnostics.map(({ source }) => source.name)).to.deep.equal(['1.yml']);
    expect(diagnostics.map(marked)).to.deep.equal(['\\1']);
  });

  it('with errors make the rule unusable, in their own text', () => {
    const filter = filterOf('f', 'any').replace('condition: not ours', 'condition: not our');
    const [rule] = collect(RULE, filter).rules;
    const { queries, diagnostics } = convert(rule!, splunk);
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ code, source }) => [code, source.name])).to.deep.equal([
      ['condition-unknown-identifier', '1.yml'],
    ]);
  });

  it('take placeholders as rules do', () => {
    const filter = filterOf('f', 'any').replace('User: us', "'User|expand': '%admins%'");
    const [rule] = collect(RULE, filter).rules;
    for (const admins of [['x'], ['y', 'z']]) {
      const { queries } = convert(rule!, splunk, { placeholders: { admins } });
      expect(queries[0]).to.contain(admins.at(-1));
    }
    expect(convert(rule!, splunk).queries).to.deep.equal([]);
  });

  it('are not applied without end to one rule', () => {
    const filters = Array.from({ length: 202 }, (_, index) => filterOf(`f${index}`, 'any'));
    const { rules, diagnostics } = collect(RULE, namedRule('b'), ...filters);
    expect(rules.map((rule) => rule.filters?.length)).to.deep.equal([200, 200]);
    expect(diagnostics.map(({ code, source }) => [code, source.name])).to.deep.equal([
      ['filter-rules', '202.yml'],
      ['filter-rules', '203.yml'],
    ]);
  });
});
