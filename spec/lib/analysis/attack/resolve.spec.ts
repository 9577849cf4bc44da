import { expect } from 'chai';
import type { SigmaRule } from '../../../../lib/ast/rule.ts';
import { resolveTags, techniqueTitle } from '../../../../lib/analysis/attack/index.ts';
import { MAX_DIAGNOSTICS } from '../../../../lib/diagnostics/collector.ts';
import { parseSigma } from '../../../../lib/parse.ts';

function ruleWith(tags: readonly string[]): SigmaRule {
  const text = [
    'title: Test',
    ...(tags.length > 0 ? ['tags:', ...tags.map((tag) => `    - ${tag}`)] : []),
    'logsource:',
    '    category: process_creation',
    'detection:',
    '    selection:',
    '        Image: a.exe',
    '    condition: selection',
  ].join('\n');
  const rule = parseSigma(text).rules[0];
  if (rule === undefined) throw new Error(text);
  return rule;
}

/** Tactics as `tag: techniques`, with `(tag)` for an implied one. */
function outline(...tags: readonly string[]): readonly string[] {
  return resolveTags(ruleWith(tags)).tactics.map(({ tag, implied, techniques }) =>
    `${implied ? `(${tag})` : tag}: ${techniques.map(({ id }) => id).join(' ')}`.trimEnd(),
  );
}

/** Diagnostics as code and the text they point at, then message and hints. */
function trouble(...tags: readonly string[]): readonly (readonly string[])[] {
  return resolveTags(ruleWith(tags)).diagnostics.map(({ code, source, span, message, hints }) => [
    `${code} ${source.text.slice(span.start, span.end)}`,
    message,
    ...hints,
  ]);
}

describe('ATT&CK tags', () => {
  it('name a tactic and, under it, a sub-technique with its technique', () => {
    const coverage = resolveTags(ruleWith(['attack.execution', 'attack.t1059.006']));
    expect(coverage).to.deep.equal({
      version: '19',
      tactics: [
        {
          id: 'TA0002',
          name: 'Execution',
          tag: 'attack.execution',
          implied: false,
          techniques: [
            {
              id: 'T1059.006',
              name: 'Python',
              parent: { id: 'T1059', name: 'Command and Scripting Interpreter' },
            },
          ],
        },
      ],
      other: [],
      diagnostics: [],
    });
    const technique = coverage.tactics[0]?.techniques[0];
    expect(technique && techniqueTitle(technique)).to.equal('Command and Scripting Interpreter: Python');
  });

  it('place a technique under the tagged tactics that it belongs to', () => {
    expect(outline('attack.t1053.005', 'attack.persistence', 'attack.execution')).to.deep.equal([
      'attack.execution: T1053.005',
      'attack.persistence: T1053.005',
    ]);
    expect(outline('attack.impact', 'attack.persistence', 'attack.t1053')).to.deep.equal([
      'attack.persistence: T1053',
      'attack.impact:',
    ]);
  });

  it('imply the tactics of a technique when none of them is tagged', () => {
    expect(outline('attack.impact', 'attack.t1053')).to.deep.equal([
      '(attack.execution): T1053',
      '(attack.persistence): T1053',
      '(attack.privilege-escalation): T1053',
      'attack.impact:',
    ]);
  });

  it('keep the order of the tags among techniques, each once', () => {
    expect(
      outline('attack.execution', 'attack.t1204', 'attack.t1059', 'attack.t1204', 'attack.T1059'),
    ).to.deep.equal(['attack.execution: T1204 T1059']);
  });

  it('may name a tactic by its identifier', () => {
    expect(outline('attack.ta0002', 'attack.t1059')).to.deep.equal(['attack.execution: T1059']);
    expect(trouble('attack.ta0002')).to.deep.equal([]);
  });

  it('know techniques of version 19', () => {
    expect(outline('attack.defense-impairment', 'attack.t1685', 'attack.t1686.003')).to.deep.equal([
      'attack.defense-impairment: T1685 T1686.003',
    ]);
  });

  it('say nothing of a rule without tags', () => {
    expect(resolveTags(ruleWith([]))).to.deep.equal({
      version: '19',
      tactics: [],
      other: [],
      diagnostics: [],
    });
  });
});

describe('ATT&CK tags of Mobile and ICS', () => {
  it('mean the tactic of the domain that the techniques are of', () => {
    const ids = (...tags: readonly string[]): readonly string[] =>
      resolveTags(ruleWith(tags)).tactics.map(({ id }) => id);
    expect(ids('attack.execution', 'attack.t0853')).to.deep.equal(['TA0104']);
    expect(ids('attack.execution', 'attack.t1623.001')).to.deep.equal(['TA0041']);
    expect(ids('attack.execution', 'attack.t1059', 'attack.t0853')).to.deep.equal(['TA0002', 'TA0104']);
    expect(ids('attack.execution', 'attack.t0843', 'attack.lateral-movement')).to.deep.equal([
      'TA0104',
      'TA0109',
    ]);
    expect(ids('attack.execution')).to.deep.equal(['TA0002']);
  });

  it('keep Defense Evasion where it still is: in Mobile', () => {
    expect(outline('attack.defense-evasion', 'attack.t1630.002')).to.deep.equal([
      'attack.defense-evasion: T1630.002',
    ]);
    expect(trouble('attack.defense-evasion', 'attack.t1630.002')).to.deep.equal([]);
  });
});

describe('ATT&CK tags of earlier versions', () => {
  it('count Defense Evasion as what the techniques belong to', () => {
    expect(outline('attack.defense-evasion', 'attack.t1036')).to.deep.equal(['attack.stealth: T1036']);
    expect(outline('attack.defense-evasion', 'attack.t1112')).to.deep.equal([
      'attack.defense-impairment: T1112',
    ]);
    expect(outline('attack.defense_evasion')).to.deep.equal(['attack.stealth:']);
    expect(trouble('attack.defense_evasion', 'attack.t1036', 'attack.t1112')).to.deep.equal([
      [
        'attack-renamed attack.defense_evasion',
        '`attack.defense_evasion` is split in ATT&CK 19, into Stealth and Defense Impairment',
        'write `attack.stealth` and `attack.defense-impairment`, for this rule has techniques of both',
      ],
    ]);
  });

  it('count a revoked technique as what replaced it', () => {
    expect(outline('attack.defense-evasion', 'attack.t1562.001')).to.deep.equal([
      'attack.defense-impairment: T1685',
    ]);
    expect(trouble('attack.t1086')).to.deep.equal([
      [
        'attack-revoked attack.t1086',
        'T1086 PowerShell is T1059.001 Command and Scripting Interpreter: PowerShell in ATT&CK 19',
        'write `attack.t1059.001`',
      ],
    ]);
  });

  it('follow replacements to the end', () => {
    expect(outline('attack.t1150')).to.deep.equal(outline('attack.t1647'));
  });

  it('list a technique that nothing replaced', () => {
    const { tactics, other } = resolveTags(ruleWith(['attack.t1043']));
    expect(tactics).to.deep.equal([]);
    expect(other).to.deep.equal([{ namespace: 'attack', value: 't1043' }]);
    expect(trouble('attack.t1043').map(([first]) => first)).to.deep.equal(['attack-deprecated attack.t1043']);
  });

  it('understand underscores', () => {
    expect(outline('attack.lateral_movement')).to.deep.equal(['attack.lateral-movement:']);
    expect(trouble('attack.lateral_movement')).to.deep.equal([
      [
        'attack-spelling attack.lateral_movement',
        '`attack.lateral_movement` has underscores, as Sigma 1 wrote the names of tactics',
        'write `attack.lateral-movement`',
      ],
    ]);
  });
});

describe('tags beside tactics and techniques', () => {
  it('are listed by namespace, as the rule has them', () => {
    const tags = [
      'cve.2021-44228',
      'detection.threat-hunting',
      'attack.s0002',
      'attack.g0010',
      'attack.ds0005',
    ];
    const { other, diagnostics } = resolveTags(ruleWith([...tags, 'car.2013-09-005', 'cve.2021-44228']));
    expect(other).to.deep.equal([
      { namespace: 'cve', value: '2021-44228' },
      { namespace: 'detection', value: 'threat-hunting' },
      { namespace: 'attack', value: 's0002' },
      { namespace: 'attack', value: 'g0010' },
      { namespace: 'attack', value: 'ds0005' },
      { namespace: 'car', value: '2013-09-005' },
    ]);
    expect(diagnostics).to.deep.equal([]);
    expect(resolveTags(ruleWith(['lonely'])).other).to.deep.equal([{ namespace: '', value: 'lonely' }]);
  });

  it('are reported and listed when they claim to be of ATT&CK and are not', () => {
    const tags = ['attack.excution', 'attack.t9999', 'attack.t1059.099', 'attack.ta9999', 'attack.__proto__'];
    expect(trouble(...tags)).to.deep.equal([
      [
        'attack-unknown-tactic attack.excution',
        'ATT&CK 19 has no tactic of the name `attack.excution`',
        'did you mean `attack.execution`?',
      ],
      ['attack-unknown-technique attack.t9999', 'ATT&CK 19 has no technique of the number `attack.t9999`'],
      [
        'attack-unknown-technique attack.t1059.099',
        'ATT&CK 19 has no technique of the number `attack.t1059.099`',
        'there is T1059 Command and Scripting Interpreter, without that sub-technique',
      ],
      ['attack-unknown-tactic attack.ta9999', 'ATT&CK 19 has no tactic of the name `attack.ta9999`'],
      ['attack-unknown-tactic attack.__proto__', 'ATT&CK 19 has no tactic of the name `attack.__proto__`'],
    ]);
    expect(resolveTags(ruleWith(tags)).other).to.have.length(tags.length);
  });

  it('are pointed at past items that are no text', () => {
    const rule = ruleWith(['~', '[a]', 'attack.t9999', 'attack.t1059']);
    const [found] = resolveTags(rule).diagnostics;
    expect(found && rule.source.text.slice(found.span.start, found.span.end)).to.equal('attack.t9999');
  });

  it('cost a bounded number of diagnostics, however many are wrong', () => {
    const tags = Array.from({ length: 5000 }, (_, index) => `attack.wrong-${String(index)}`);
    expect(resolveTags(ruleWith(tags)).diagnostics).to.have.length(MAX_DIAGNOSTICS);
  });
});
