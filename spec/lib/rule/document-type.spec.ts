import { expect } from 'chai';
import { parseOne, ruleFindings, ruleWith } from '../../helpers/reading.ts';

describe('document types', () => {
  it('tell a correlation', () => {
    const text = 'title: Many\ncorrelation:\n    type: event_count\n    rules: [a]\n';
    expect(ruleFindings(text)).to.deep.equal(['error rule-document-type «correlation»']);
  });

  it('tell a filter', () => {
    const text =
      'title: Ours\nlogsource: {product: windows}\nfilter:\n    rules: any\n    a: {b: c}\n    condition: a\n';
    expect(ruleFindings(text)).to.deep.equal(['error rule-document-type «filter»']);
  });

  it('leave a rule with attributes of those names alone', () => {
    for (const name of ['correlation', 'filter']) {
      expect(parseOne(ruleWith({ [name]: 'x' })).rule.custom.get(name)).to.equal('x');
    }
    expect(parseOne(ruleWith({ action: 'isolate' })).rule.custom.get('action')).to.equal('isolate');
  });

  it('tell the rule collections of Sigma 1, and the documents that complete them', () => {
    const text = [
      'action: global\ntitle: Shared\ndetection: {condition: a}\n',
      'logsource: {product: windows}\ndetection: {a: [x]}\n',
      'action: repeat\nlogsource: {product: linux}\n',
      'logsource: {product: macos}\n',
      `action: reset\n`,
      ruleWith({}),
    ].join('---\n');
    expect(ruleFindings(text)).to.deep.equal([
      'error rule-document-type «global»',
      'error rule-document-type «logsource»',
      'error rule-document-type «repeat»',
      'error rule-document-type «logsource»',
      'error rule-document-type «reset»',
    ]);
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
