import { expect } from 'chai';
import { loadRule } from '../../../lib/rule/load.ts';
import { parseOne, readMapping, ruleFindings, ruleWith } from '../../helpers/reading.ts';

const COMPLETE = `
title: Python path file written
id: 929a690e-bef0-4204-a928-ef5e620d6fcc
name: python_pth
related:
    - id: 08fbc97d-0a2f-491c-ae21-8ffcfd3174e9
      type: derived
    - id: 5013198a-0a2f-491c-ae21-8ffcfd3174e9
      type: similar
taxonomy: sigma
status: test
description: |
    A file that Python runs at every start.
    It was written by something else than pip.
license: MIT
references:
    - https://example.org/pth
    - https://example.org/site
author: A, B
date: 2024-01-05
modified: 2024-02-29
logsource:
    category: file_event
    product: windows
    service: sysmon
    definition: 'Event 11 must be logged'
    vendor: { name: x }
detection:
    selection:
        TargetFilename|endswith: '.pth'
    condition: selection
fields:
    - Image
    - TargetFilename
falsepositives:
    - Installers
level: high
tags:
    - attack.persistence
    - attack.t1546.018
    - d3fend.d3f-PythonPackage
scope:
    - workstation
vendor_id: 17
review: { by: c, done: yes, notes: [a, ~] }
`.trimStart();

describe('loadRule', () => {
  it('reads every attribute of the specification', () => {
    const { rule, findings } = parseOne(COMPLETE);
    expect(findings).to.deep.equal([]);
    expect(rule).to.deep.include({
      kind: 'rule',
      title: 'Python path file written',
      id: '929a690e-bef0-4204-a928-ef5e620d6fcc',
      name: 'python_pth',
      taxonomy: 'sigma',
      status: 'test',
      description: 'A file that Python runs at every start.\nIt was written by something else than pip.\n',
      license: 'MIT',
      references: ['https://example.org/pth', 'https://example.org/site'],
      author: 'A, B',
      date: '2024-01-05',
      modified: '2024-02-29',
      fields: ['Image', 'TargetFilename'],
      falsepositives: ['Installers'],
      level: 'high',
      tags: ['attack.persistence', 'attack.t1546.018', 'd3fend.d3f-PythonPackage'],
      scope: ['workstation'],
    });
    expect(rule.related.map(({ id, type }) => [id, type])).to.deep.equal([
      ['08fbc97d-0a2f-491c-ae21-8ffcfd3174e9', 'derived'],
      ['5013198a-0a2f-491c-ae21-8ffcfd3174e9', 'similar'],
    ]);
    expect(rule.logsource).to.deep.include({
      category: 'file_event',
      product: 'windows',
      service: 'sysmon',
      definition: 'Event 11 must be logged',
    });
    expect(rule.detection.conditions.map(({ text }) => text)).to.deep.equal(['selection']);
  });

  it('keeps what the specification does not name', () => {
    const { rule } = parseOne(COMPLETE);
    expect([...rule.custom]).to.deep.equal([
      ['vendor_id', 17],
      ['review', { by: 'c', done: true, notes: ['a', null] }],
    ]);
    expect([...rule.logsource.custom]).to.deep.equal([['vendor', { name: 'x' }]]);
  });

  it('leaves out what the rule does not say', () => {
    const { rule, findings } = parseOne(ruleWith({}));
    expect(findings).to.deep.equal([]);
    expect(rule).to.not.have.any.keys('id', 'name', 'status', 'level', 'date', 'description');
    expect(rule).to.deep.include({
      related: [],
      references: [],
      fields: [],
      falsepositives: [],
      tags: [],
      scope: [],
    });
  });

  it('keeps the tree it was read from, without touching it', () => {
    const text = ruleWith({ level: 'High' });
    const tree = readMapping(text);
    const before = JSON.stringify(tree);
    const { rule } = loadRule(tree, { name: 'rule.yml', text });
    expect(JSON.stringify(tree)).to.equal(before);
    expect(rule?.tree).to.equal(tree);
    expect(rule?.source.text).to.equal(text);
    expect(rule?.span).to.deep.equal({ start: 0, end: text.length - 1 });
  });

  it('needs a title, a log source and a detection', () => {
    expect(ruleFindings('status: test\ntitle: a\n')).to.deep.equal([
      'error rule-missing-attribute «status»',
      'error rule-missing-attribute «status»',
    ]);
    expect(ruleFindings(ruleWith({}).replace(/^title.*\n/, ''))).to.deep.equal([
      'error rule-missing-attribute «logsource»',
    ]);
    expect(ruleFindings(ruleWith({ title: "''" }))).to.deep.equal([
      'error rule-missing-attribute «title»',
      'warning rule-attribute-value «»',
    ]);
    expect(ruleFindings(ruleWith({ title: '[a]' }))).to.include('error rule-missing-attribute «title»');
  });

  it('guesses which name was misspelt', () => {
    const text = ruleWith({}).replace('logsource', 'Logsource').replace('title', 'titel');
    const tree = readMapping(text);
    const { rule, diagnostics } = loadRule(tree, { name: 'rule.yml', text });
    expect(rule).to.equal(undefined);
    expect(
      diagnostics.filter(({ severity }) => severity === 'error').flatMap(({ hints }) => hints),
    ).to.deep.equal(['`titel` should be `title`', '`Logsource` should be `logsource`']);
  });
});
