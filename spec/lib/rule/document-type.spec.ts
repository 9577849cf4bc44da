import { expect } from 'chai';
import { parseSigma } from '../../../lib/parse.ts';
import { parseOne, ruleFindings, ruleWith } from '../../helpers/reading.ts';

describe('document types', () => {
  const kindsOf = (text: string): string[] => parseSigma(text).documents.map(({ kind }) => kind);

  it('tell rules, correlations, filters and actions', () => {
    const text = [
      ruleWith({}),
      'title: Many\ncorrelation:\n    type: event_count\n    rules: [a]\n',
      'title: Ours\nlogsource: {product: windows}\nfilter:\n    rules: any\n    a: {b: c}\n    condition: not a\n',
      'action: global\nlevel: low\n',
      'action: reset\n',
      'text\n',
    ].join('---\n');
    expect(kindsOf(text)).to.deep.equal(['rule', 'correlation', 'filter', 'action', 'action', 'rule']);
  });

  it('leave a rule with attributes of those names alone', () => {
    for (const name of ['correlation', 'filter']) {
      expect(parseOne(ruleWith({ [name]: 'x' })).rule.custom.get(name)).to.equal('x');
    }
    expect(parseOne(ruleWith({ action: 'isolate' })).rule.custom.get('action')).to.equal('isolate');
  });

  it('tell what is not Sigma', () => {
    expect(ruleFindings('name: build\non: [push]\njobs: {}\n')).to.deep.equal([
      'error rule-document-type «name»',
    ]);
    expect(ruleFindings('{}')).to.deep.equal(['error rule-not-a-map «{}»']);
    expect(ruleFindings('- title: a\n')).to.deep.equal(['error rule-not-a-map «- title: a»']);
    expect(ruleFindings('text')).to.deep.equal(['error rule-not-a-map «text»']);
  });
});
