import { expect } from 'chai';
import { parseOne, ruleFindings, ruleWith } from '../../helpers/reading.ts';

const found = (logsource: string): string[] => ruleFindings(ruleWith({ logsource }));

describe('logsource', () => {
  it('is any combination of category, product and service', () => {
    for (const logsource of ['{category: a}', '{product: b}', '{service: c}', '{service: c, category: a}']) {
      expect(found(logsource)).to.deep.equal([]);
    }
    const { rule } = parseOne(ruleWith({ logsource: '{service: c, category: a}' }));
    expect(rule.logsource).to.deep.include({ category: 'a', service: 'c' });
    expect(rule.logsource).to.not.have.property('product');
  });

  it('names at least one of them', () => {
    expect(found('{definition: x}')).to.deep.equal(['error logsource-empty «logsource»']);
    expect(found('{}')).to.deep.equal(['error logsource-empty «logsource»']);
    expect(found('{category: }')).to.deep.equal([
      'error logsource-empty «logsource»',
      'warning rule-attribute-value «»',
    ]);
  });

  it('is a map', () => {
    for (const logsource of ['windows', '[windows]', '']) {
      expect(found(logsource)).to.deep.equal(['error rule-attribute-type «logsource»']);
    }
  });

  it('is one log source: a list of products is not guessed at', () => {
    expect(found('{product: [windows, linux], category: a}')).to.deep.equal([
      'error rule-attribute-type «[windows, linux]»',
    ]);
  });

  it('may have a definition that is no text, which is ignored', () => {
    const { rule, findings } = parseOne(ruleWith({ logsource: '{product: a, definition: [b]}' }));
    expect(findings).to.deep.equal(['warning rule-attribute-type «[b]»']);
    expect(rule.logsource).to.not.have.property('definition');
  });

  it('keeps attributes of its own, and asks about those that look misspelt', () => {
    const { rule, findings } = parseOne(ruleWith({ logsource: '{product: a, vendor: b, catgory: c}' }));
    expect(findings).to.deep.equal(['warning rule-unknown-attribute «catgory»']);
    expect([...rule.logsource.custom]).to.deep.equal([
      ['vendor', 'b'],
      ['catgory', 'c'],
    ]);
  });
});
