import { expect } from 'chai';
import { MAX_CONDITIONS } from '../../../lib/rule/limits.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { parseOne, ruleFindings, ruleWith, ruleWithDetection } from '../../helpers/reading.ts';

const found = (detection: string): string[] => ruleFindings(ruleWithDetection(detection));

describe('detection', () => {
  it('has searches by name, in the order of the file', () => {
    const text = ruleWithDetection('b: [x]\na: [y]\ncondition: a and b\n10: [z]');
    const { rule } = parseOne(text);
    expect([...rule.detection.searches.keys()]).to.deep.equal(['b', 'a', '10']);
    const search = rule.detection.searches.get('a');
    expect(search).to.deep.include({ name: 'a' });
    expect(search && text.slice(search.nameSpan.start, search.nameSpan.end)).to.equal('a');
    expect(search && text.slice(search.span.start, search.span.end)).to.equal('a: [y]');
  });

  it('has one condition or several', () => {
    const one = parseOne(ruleWithDetection('a: [x]\ncondition: a')).rule.detection;
    expect(one.conditions.map(({ text }) => text)).to.deep.equal(['a']);
    const several = parseOne(ruleWithDetection('a: [x]\ncondition:\n    - a\n    - not a')).rule.detection;
    expect(several.conditions.map(({ text }) => text)).to.deep.equal(['a', 'not a']);
  });

  it('reads any scalar as a condition: a search may be called `on`', () => {
    const { conditions } = parseOne(ruleWithDetection('on: [x]\ncondition: on')).rule.detection;
    expect(conditions.map(({ text }) => text)).to.deep.equal(['on']);
  });

  it('gives the names of a condition their places, in a block of one line too', () => {
    for (const written of ['condition: a and bad(', 'condition: >-\n    a and bad(']) {
      expect(found(`a: [x]\n${written}`)).to.deep.equal(['error condition-syntax «(»']);
    }
  });

  it('needs a condition', () => {
    expect(found('a: [x]')).to.deep.equal(['error detection-missing-condition «detection»']);
    expect(found('a: [x]\ncondition:')).to.deep.equal(['error detection-missing-condition «»']);
    expect(found('a: [x]\ncondition: []')).to.deep.equal(['error detection-missing-condition «[]»']);
    expect(found('a: [x]\ncondition: [a, ~]')).to.deep.equal(['error detection-missing-condition «~»']);
    expect(found('a: [x]\ncondition: {a: b}')).to.deep.equal(['error rule-attribute-type «{a: b}»']);
  });

  it('has a limited number of conditions', () => {
    const list = (count: number): string => Array(count).fill('a').join(', ');
    expect(found(`a: [x]\ncondition: [${list(MAX_CONDITIONS)}]`)).to.deep.equal([]);
    expect(found(`a: [x]\ncondition: [${list(MAX_CONDITIONS + 1)}]`)).to.deep.equal([
      `error rule-attribute-length «[${list(MAX_CONDITIONS + 1)}]»`,
    ]);
  });

  it('has conditions of a limited length together', () => {
    const long = `a or ${'a or '.repeat(8000)}a`;
    expect(found(`a: [x]\ncondition: ['${long}']`)).to.deep.equal([]);
    expect(found(`a: [x]\ncondition: ['${long}', '${long}']`)).to.deep.equal([
      `error condition-too-long «['${long}', '${long}']»`,
    ]);
  });

  it('guesses which search should be the condition', () => {
    const { diagnostics } = parseSigma(ruleWithDetection('a: [x]\nCondition: a'));
    expect(diagnostics.flatMap(({ hints }) => hints)).to.deep.equal(['`Condition` should be `condition`']);
  });

  it('points at a condition that stands outside', () => {
    expect(ruleFindings(ruleWith({ detection: '{ a: [x] }', condition: 'a' }))).to.deep.equal([
      'error detection-missing-condition «detection»',
      'warning rule-misplaced-attribute «condition»',
    ]);
  });

  it('needs something to search for', () => {
    expect(found('condition: a')).to.deep.equal(['error detection-no-search «detection»']);
  });

  it('is a map', () => {
    for (const detection of ['text', '[a]', '']) {
      expect(ruleFindings(ruleWith({ detection }))).to.deep.equal(['error rule-attribute-type «detection»']);
    }
  });

  it('keeps the timeframe of old rules and says that it has no effect', () => {
    const { rule, findings } = parseOne(ruleWithDetection('a: [x]\ntimeframe: 15m\ncondition: a'));
    expect(findings).to.deep.equal(['warning detection-deprecated-timeframe «timeframe»']);
    expect(rule.detection.timeframe).to.equal('15m');
    expect([...rule.detection.searches.keys()]).to.deep.equal(['a']);
  });

  it('warns of attributes that were indented into it', () => {
    const { findings } = parseOne(ruleWithDetection('a: [x]\ncondition: a\nlevel: high'));
    expect(findings).to.deep.equal(['warning rule-misplaced-attribute «level»']);
  });

  it('gives no rule when one of its searches has an error', () => {
    const { rules } = parseSigma(ruleWithDetection('a: [x]\nb: {}\ncondition: a'));
    expect(rules).to.deep.equal([]);
  });
});
