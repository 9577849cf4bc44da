import { expect } from 'chai';
import { parseSigma, type ParseResult } from '../../../lib/parse.ts';
import { findings } from '../../helpers/reading.ts';

const parse = (section: string, logsource = '{product: windows}'): ParseResult =>
  parseSigma(`title: Ours\nlogsource: ${logsource}\nfilter: {${section}}\n`, { name: 'filter.yml' });

const said = (section: string): string[] => findings(parse(section).diagnostics);

describe('filters', () => {
  it('are a detection for rules by id, by name, or for any', () => {
    const { filters, diagnostics } = parse('rules: [one, two], ours: {User: us}, condition: not ours');
    expect(diagnostics).to.deep.equal([]);
    const { rules, detection } = filters[0]!.filter;
    expect(rules === 'any' ? rules : rules.map(({ text }) => text)).to.deep.equal(['one', 'two']);
    expect([...detection.searches.keys()]).to.deep.equal(['ours']);
    expect(parse('rules: any, a: {b: c}, condition: not a').filters[0]?.filter.rules).to.equal('any');
    expect(parse('rules: one, a: {b: c}, condition: not a').filters[0]?.filter.rules).to.have.length(1);
  });

  it('take `any` in a list for a name', () => {
    const rules = parse('rules: [any], a: {b: c}, condition: not a').filters[0]?.filter.rules;
    expect(rules).to.have.length(1);
    expect(rules).to.not.equal('any');
  });

  it('say which rules they are for', () => {
    const rest = 'a: {b: c}, condition: not a';
    expect(said(rest)).to.deep.equal(['error filter-rules «filter»']);
    expect(said(`rules: [], ${rest}`)).to.deep.equal(['error filter-rules «rules»']);
    expect(said(`rules: [{x: y}], ${rest}`)).to.deep.equal(['error filter-rules «{x: y}»']);
    expect(said(`rules: [x, x], ${rest}`)).to.deep.equal(['warning filter-rules «x»']);
  });

  it('have searches and one condition, as detections do', () => {
    expect(said('rules: any, condition: not a')).to.deep.equal(['error detection-no-search «filter»']);
    expect(said('rules: any, a: {b: c}')).to.deep.equal(['error detection-missing-condition «filter»']);
    expect(said('rules: any, a: {b: c}, condition: [not a, not a]')).to.deep.equal([
      'error filter-condition «not a»',
    ]);
  });

  it('warn when they keep what they describe', () => {
    expect(said('rules: any, a: {b: c}, condition: a')).to.deep.equal(['warning filter-condition «a»']);
    expect(said('rules: any, a: {b: c}, d: {e: f}, condition: a or not d')).to.deep.equal([]);
  });

  it('need a log source and a section', () => {
    expect(findings(parse('rules: any, a: {b: c}, condition: not a', '{}').diagnostics)).to.deep.equal([
      'error logsource-empty «logsource»',
    ]);
    expect(findings(parseSigma('title: Ours\nfilter: 1\n').diagnostics)).to.deep.equal([
      'error rule-missing-attribute «title»',
      'error filter-section «filter»',
    ]);
  });
});
