import { expect } from 'chai';
import { parseSigma, type ParseResult } from '../../../lib/parse.ts';
import { findings, ruleWith } from '../../helpers/reading.ts';

const parse = (...documents: readonly string[]): ParseResult =>
  parseSigma(documents.join('---\n'), { name: 'rules.yml' });

const GLOBAL = `action: global
title: Shell
detection:
    condition: selection
level: low
`;

const LINUX = `logsource: {product: linux}
detection:
    selection: {Image: /bin/sh}
`;

describe('collections of Sigma 1', () => {
  it('complete each document by the global ones before it, down to single attributes', () => {
    const { rules, diagnostics } = parse(GLOBAL, LINUX, LINUX.replaceAll('linux', 'macos'));
    expect(findings(diagnostics)).to.deep.equal([]);
    expect(rules.map(({ title, level, logsource }) => [title, level, logsource.product])).to.deep.equal([
      ['Shell', 'low', 'linux'],
      ['Shell', 'low', 'macos'],
    ]);
    expect(rules[0]?.detection.searches.has('selection')).to.equal(true);
    expect(rules[0]?.custom.has('action')).to.equal(false);
  });

  it('add up several global documents, and forget them at a reset', () => {
    const { rules, documents } = parse(
      GLOBAL,
      'action: global\nstatus: test\n',
      LINUX,
      'action: reset\n',
      ruleWith({}),
      LINUX,
    );
    expect(rules.map(({ title, status }) => [title, status])).to.deep.equal([
      ['Shell', 'test'],
      ['Rule', undefined],
    ]);
    expect(documents.map(({ kind }) => kind)).to.deep.equal([
      'action',
      'action',
      'rule',
      'action',
      'rule',
      'rule',
    ]);
    expect(findings(documents.at(-1)?.diagnostics ?? [])).to.deep.equal([
      'error rule-missing-attribute «logsource»',
      'error detection-missing-condition «detection»',
    ]);
  });

  it('repeat the rule before, changed', () => {
    const { rules, diagnostics } = parse(
      ruleWith({ level: 'low' }),
      'action: repeat\nlevel: high\nlogsource: {service: security}\n',
      'action: repeat\ntitle: Third\n',
    );
    expect(findings(diagnostics)).to.deep.equal([]);
    expect(
      rules.map(({ title, level, logsource }) => [title, level, logsource.category, logsource.service]),
    ).to.deep.equal([
      ['Rule', 'low', 'process_creation', undefined],
      ['Rule', 'high', 'process_creation', 'security'],
      ['Third', 'high', 'process_creation', 'security'],
    ]);
  });

  it('take the global value where both have one, and say so at the one that loses', () => {
    const { rules, diagnostics } = parse(GLOBAL, `level: high\n${LINUX}`);
    expect(rules[0]?.level).to.equal('low');
    expect(findings(diagnostics)).to.deep.equal(['warning collection-conflict «level»']);
    const [conflict] = diagnostics;
    const related = conflict?.related[0]?.span;
    expect(conflict?.source.text.slice(related?.start)).to.match(/^level: low/);
  });

  it('point into the document in which a mistake stands', () => {
    const { diagnostics } = parse(GLOBAL.replace('low', 'lwo'), LINUX);
    const [mistake] = diagnostics;
    expect(findings(diagnostics)).to.deep.equal(['warning rule-attribute-value «lwo»']);
    expect(mistake?.span.start).to.be.below(GLOBAL.length);
  });

  it('complete correlations and filters as well', () => {
    const { correlations, filters } = parse(
      'action: global\nauthor: Us\nlogsource: {product: windows}\n',
      'title: Many\ncorrelation: {type: event_count, rules: [a], timespan: 1m, condition: {gte: 2}}\n',
      'title: Ours\nfilter: {rules: any, a: {b: c}, condition: not a}\n',
    );
    expect([correlations[0]?.author, filters[0]?.author]).to.deep.equal(['Us', 'Us']);
  });

  it('have nothing to repeat at their beginning, and nothing else beside a reset', () => {
    expect(findings(parse('action: repeat\nlevel: low\n').diagnostics)).to.deep.equal([
      'error collection-action «repeat»',
    ]);
    expect(findings(parse('action: reset\nlevel: low\n').diagnostics)).to.deep.equal([
      'warning collection-action «reset»',
    ]);
  });

  it('are bounded together', () => {
    const values = Array.from({ length: 60_000 }, (_, i) => i).join(',');
    const large = `action: global\ndetection:\n    a: {f: [${values}]}\n    condition: a\n`;
    const small = 'title: Rule\nlogsource: {product: linux}\n';
    const { rules, diagnostics } = parse(large, ...Array<string>(12).fill(small));
    expect(rules.length).to.be.within(7, 8);
    expect(findings(diagnostics)).to.include('error collection-action «title»');
  });
});
