/** Rules of Elastic Security: what of a rule goes where. */
import { expect } from 'chai';
import { parse } from 'smol-toml';
import { elasticNdjson, elasticToml } from '../../../backends/formats/elastic/index.ts';
import { eql } from '../../../backends/eql/index.ts';
import { esql } from '../../../backends/esql/index.ts';
import { lucene } from '../../../backends/lucene/index.ts';
import type { Backend } from '../../../lib/backend/backend.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { convert } from '../../../lib/convert.ts';
import type { FormatSettings } from '../../../lib/output-format.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { ecs } from '../../../backends/pipelines/elastic/index.ts';

const RULE = `
title: Whoami by a Service
id: 502B42DE-4306-40B4-9596-6F590C81F073
status: test
description: |
  Somebody asks who a service runs as.
  Two "lines" and a \\ backslash.
references:
  - https://example.org/whoami
author: Ann Example, Bob Example (Example Labs)
date: 2024-02-03
modified: 2025-11-30
tags:
  - attack.t1033
  - attack.execution
  - attack.discovery
  - attack.t1059.003
  - cve.2021-44228
logsource: { product: windows, category: process_creation }
detection:
  selection:
    Image|endswith: '\\whoami.exe'
  condition: selection
falsepositives:
  - Administrators
level: high
`;

const ruleOf = (text: string): SigmaRule => parseSigma(text).rules[0]!;

function lineOf(
  text: string,
  backend: Backend<string> = eql,
  settings: FormatSettings = {},
): Record<string, unknown> {
  const rule = ruleOf(text);
  const line = elasticNdjson.render(rule, convert(rule, backend, { pipelines: [ecs] }), settings);
  return JSON.parse(line) as Record<string, unknown>;
}

describe('rules of Elastic Security', () => {
  it('hold what the rule says', () => {
    const { threat, query, index, ...rest } = lineOf(RULE);
    expect(rest).to.deep.equal({
      rule_id: '502b42de-4306-40b4-9596-6f590c81f073',
      name: 'Whoami by a Service',
      description: 'Somebody asks who a service runs as.\nTwo "lines" and a \\ backslash.',
      risk_score: 73,
      severity: 'high',
      type: 'eql',
      language: 'eql',
      interval: '5m',
      from: 'now-9m',
      to: 'now',
      timestamp_override: 'event.ingested',
      max_signals: 100,
      enabled: true,
      author: ['Ann Example', 'Bob Example (Example Labs)'],
      false_positives: ['Administrators'],
      references: ['https://example.org/whoami'],
      tags: ['Sigma', 'OS: Windows', 'Tactic: Execution', 'Tactic: Discovery', 'cve.2021-44228'],
      version: 1,
    });
    expect(query).to.match(/^any where .*\?process\.executable : "\*\\\\whoami\.exe"$/);
    expect(index).to.deep.equal([
      ...[
        'winlogbeat-*',
        'logs-windows.sysmon_operational-*',
        'logs-system.security-*',
        'logs-windows.forwarded*',
      ],
    ]);
    expect(threat).to.deep.equal([
      {
        framework: 'MITRE ATT&CK',
        tactic: { id: 'TA0002', name: 'Execution', reference: 'https://attack.mitre.org/tactics/TA0002/' },
        technique: [
          {
            id: 'T1059',
            name: 'Command and Scripting Interpreter',
            reference: 'https://attack.mitre.org/techniques/T1059/',
            subtechnique: [
              {
                id: 'T1059.003',
                name: 'Windows Command Shell',
                reference: 'https://attack.mitre.org/techniques/T1059/003/',
              },
            ],
          },
        ],
      },
      {
        framework: 'MITRE ATT&CK',
        tactic: { id: 'TA0007', name: 'Discovery', reference: 'https://attack.mitre.org/tactics/TA0007/' },
        technique: [
          {
            id: 'T1033',
            name: 'System Owner/User Discovery',
            reference: 'https://attack.mitre.org/techniques/T1033/',
          },
        ],
      },
    ]);
  });

  it('name the language that the query is in, and leave out the indices where the query has them', () => {
    expect(lineOf(RULE, esql)).to.include({ type: 'esql', language: 'esql' }).and.not.have.property('index');
    expect(lineOf(RULE, lucene)).to.include({ type: 'query', language: 'lucene' }).and.have.property('index');
  });

  it('give each level a severity and the score that Elastic gives it', () => {
    const severityOf = (level: string): unknown[] => {
      const { severity, risk_score: score } = lineOf(RULE.replace('level: high\n', level));
      return [severity, score];
    };
    expect(severityOf('level: informational')).to.deep.equal(['low', 1]);
    expect(severityOf('level: low')).to.deep.equal(['low', 21]);
    expect(severityOf('level: medium')).to.deep.equal(['medium', 47]);
    expect(severityOf('level: critical')).to.deep.equal(['critical', 99]);
    expect(severityOf('')).to.deep.equal(['low', 21]);
  });

  it('keep one id for a rule without one, and give each query of a rule its own', () => {
    const withoutId = RULE.replace(/^id: .*\n/m, '');
    const id = lineOf(withoutId).rule_id;
    expect(id).to.match(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(lineOf(withoutId).rule_id).to.equal(id);
    expect(lineOf(withoutId.replace('title: Whoami', 'title: Who')).rule_id).to.not.equal(id);

    const twice = ruleOf(RULE.replace('condition: selection', "condition: ['selection', 'not selection']"));
    const lines = elasticNdjson
      .render(twice, convert(twice, eql, { pipelines: [ecs] }))
      .trimEnd()
      .split('\n');
    const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).to.include({
      rule_id: '502b42de-4306-40b4-9596-6f590c81f073',
      name: 'Whoami by a Service (1)',
    });
    expect(second?.name).to.equal('Whoami by a Service (2)');
    expect(second?.rule_id).to.not.equal(first?.rule_id);
  });

  it('say in the investigation guide what the conversion warns of', () => {
    const script = RULE.replace('process_creation', 'ps_script').replace(
      'Image|endswith',
      'ScriptBlockText|contains',
    );
    expect(lineOf(script).note).to.match(
      /^About the query:\n\n- right only if `powershell\.file\.script_block_text`/,
    );
  });

  it('take settings, and refuse what they do not know', () => {
    const settings = { interval: '1h', from: 'now-70m', index: 'a-*,b-*', timestamp: '', enabled: 'false' };
    expect(
      lineOf(RULE, eql, { ...settings, max_signals: '5', severity: 'low', prefix: 'S: ' }),
    ).to.deep.include({
      interval: '1h',
      from: 'now-70m',
      index: ['a-*', 'b-*'],
      enabled: false,
      max_signals: 5,
      severity: 'low',
      risk_score: 21,
      name: 'S: Whoami by a Service',
    });
    expect(lineOf(RULE, eql, settings)).to.not.have.property('timestamp_override');
    expect(() => lineOf(RULE, eql, { interval: 'often' })).to.throw(
      RangeError,
      'interval is a number with s, m, h or d',
    );
    expect(() => lineOf(RULE, eql, { cron: '' })).to.throw(
      RangeError,
      'no setting cron; there are interval, from',
    );
  });

  it('are laid out in TOML as those of Elastic are', () => {
    const rule = ruleOf(RULE);
    const conversion = convert(rule, eql, { pipelines: [ecs] });
    const text = elasticToml.render(rule, conversion);
    expect(text.slice(0, text.indexOf('from ='))).to.equal(
      [
        ...['[metadata]', 'creation_date = "2024/02/03"', 'integration = ["system", "windows"]'],
        ...['maturity = "production"', 'updated_date = "2025/11/30"', '', '[rule]', 'description = """'],
        ...['Somebody asks who a service runs as.', 'Two "lines" and a \\\\ backslash.', '"""'],
        ...[
          'author = ["Ann Example", "Bob Example (Example Labs)"]',
          'false_positives = ["Administrators"]',
          '',
        ],
      ].join('\n'),
    );
    expect(text).to.include(`\nquery = '''\n${conversion.queries[0] ?? ''}\n'''\n`);
    expect(text).to.include(
      '[[rule.threat]]\nframework = "MITRE ATT&CK"\n[[rule.threat.technique]]\nid = "T1059"\n',
    );
    expect(text).to.include('\n[rule.threat.tactic]\nid = "TA0007"\nname = "Discovery"\n');
  });

  it('hold any text in TOML', () => {
    const texts = [
      "it's '''",
      'ends with "',
      '"""',
      "ends with '",
      'tab\tand \u0007',
      'C:\\new',
      '\ud83d\ude00',
    ];
    for (const text of texts) {
      const rule = { ...ruleOf(RULE), title: text, description: `${text}\n${text}`, references: [text] };
      const conversion = {
        ...convert(rule, eql, { pipelines: [ecs] }),
        queries: [`any where a == "${text}"`],
      };
      const file = parse(elasticToml.render(rule, conversion)) as { rule: Record<string, unknown> };
      expect(file.rule).to.deep.include({
        name: text,
        description: `${text}\n${text}\n`,
        references: [text],
        query: `any where a == "${text}"\n`,
      });
    }
  });

  it('say between files of TOML where to cut', () => {
    const [one, two] = ['a = 1\n', 'b = 2\n'];
    expect(elasticToml.join?.([one, two])).to.equal(
      `${one}\n# The next rule belongs into a file of its own.\n\n${two}`,
    );
  });
});
