/** Rules of Sentinel and of Defender XDR: what of a rule goes where. */
import { expect } from 'chai';
import { load, loadAll } from 'js-yaml';
import fc from 'fast-check';
import { defenderDetection, sentinelArm, sentinelYaml } from '../../../backends/formats/microsoft/index.ts';
import { printYaml } from '../../../backends/formats/microsoft/yaml-text.ts';
import { kusto } from '../../../backends/kusto/index.ts';
import { defenderXdr, sentinel } from '../../../backends/pipelines/microsoft/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { convert, type Conversion } from '../../../lib/convert.ts';
import type { FormatSettings, OutputFormat } from '../../../lib/output-format.ts';
import { parseSigma } from '../../../lib/parse.ts';
import type { Pipeline } from '../../../lib/pipeline/pipeline.ts';

const RULE = `
title: Whoami by a Service
id: 502B42DE-4306-40B4-9596-6F590C81F073
description: Somebody asks who a service runs as.
references:
  - https://example.org/whoami
author: Ann Example
tags:
  - attack.t1033
  - attack.execution
  - attack.discovery
  - attack.t1059.003
logsource: { product: windows, category: process_creation }
detection:
  selection:
    Image|endswith: '\\whoami.exe'
  condition: selection
falsepositives:
  - Administrators
level: critical
`;

interface Detection {
  readonly detectionAction: { readonly alertTemplate: { readonly entityMappings: unknown } };
}

const ruleOf = (text: string): SigmaRule => parseSigma(text).rules[0]!;

function render(
  format: OutputFormat,
  settings: FormatSettings = {},
  text: string = RULE,
  pipeline: Pipeline = sentinel,
): string {
  const rule = ruleOf(text);
  return format.render(rule, convert(rule, kusto, { pipelines: [pipeline] }), settings);
}

const QUERY = 'SecurityEvent\n| where EventID == 4688 and NewProcessName endswith @"\\whoami.exe"';
const DESCRIPTION =
  'Somebody asks who a service runs as.\n\nFalse positives: Administrators\n\n' +
  'References:\nhttps://example.org/whoami\n\nAuthor: Ann Example';
const ENTITIES = [
  { entityType: 'Host', fieldMappings: [{ identifier: 'FullName', columnName: 'Computer' }] },
  {
    entityType: 'Account',
    fieldMappings: [
      { identifier: 'Name', columnName: 'AccountName' },
      { identifier: 'NTDomain', columnName: 'AccountDomain' },
    ],
  },
];

describe('the format sentinel-yaml', () => {
  it('holds what the rule says, in the layout of Sentinel’s repository', () => {
    const { entityMappings, ...rest } = load(render(sentinelYaml)) as Record<string, unknown>;
    expect(rest).to.deep.equal({
      id: '502b42de-4306-40b4-9596-6f590c81f073',
      name: 'Whoami by a Service',
      description: DESCRIPTION,
      severity: 'High',
      requiredDataConnectors: [{ connectorId: 'SecurityEvents', dataTypes: ['SecurityEvent'] }],
      queryFrequency: '1h',
      queryPeriod: '1h',
      triggerOperator: 'gt',
      triggerThreshold: 0,
      tactics: ['Execution', 'Discovery'],
      relevantTechniques: ['T1059.003', 'T1033'],
      tags: ['attack.t1033', 'attack.execution', 'attack.discovery', 'attack.t1059.003'],
      query: QUERY,
      version: '1.0.0',
      kind: 'Scheduled',
    });
    expect(entityMappings).to.deep.include(ENTITIES[0]);
  });

  it('shows the query as a block, line by line', () => {
    expect(render(sentinelYaml)).to.contain(
      'query: |-\n  SecurityEvent\n  | where EventID == 4688 and NewProcessName endswith @"\\whoami.exe"\n',
    );
  });

  it('has a template for each condition of a rule, with ids of their own', () => {
    const rule = ruleOf(RULE);
    const conversion: Conversion = { ...convert(rule, kusto), queries: ['A', 'B'] };
    const documents = loadAll(sentinelYaml.render(rule, conversion)) as {
      id: string;
      name: string;
      query: string;
    }[];
    expect(documents.map(({ query, name }) => [query, name])).to.deep.equal([
      ['A', 'Whoami by a Service (1)'],
      ['B', 'Whoami by a Service (2)'],
    ]);
    expect(documents[0]!.id).to.equal('502b42de-4306-40b4-9596-6f590c81f073');
    expect(documents[1]!.id)
      .to.match(/^[0-9a-f-]{36}$/)
      .and.not.equal(documents[0]!.id);
  });

  it('gives a rule without an id the same id in every build', () => {
    const text = RULE.replace(/^id:.*$/m, '');
    const [first, second] = [render(sentinelYaml, {}, text), render(sentinelYaml, {}, text)];
    expect(first).to.equal(second);
    expect((load(first) as { id: string }).id).to.match(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('takes settings, and says what it does not take', () => {
    const settings = {
      frequency: '15m',
      period: '1d',
      threshold: '3',
      grouping: 'result',
      severity: 'Low',
      prefix: 'Lab: ',
    };
    expect(load(render(sentinelYaml, settings))).to.deep.include({
      queryFrequency: '15m',
      queryPeriod: '1d',
      triggerThreshold: 3,
      eventGroupingSettings: { aggregationKind: 'AlertPerResult' },
      severity: 'Low',
      name: 'Lab: Whoami by a Service',
    });
    const refusals: readonly (readonly [FormatSettings, RegExp])[] = [
      [{ colour: 'red' }, /no setting colour; there are frequency, period/],
      [{ frequency: 'hourly' }, /frequency is a number with m, h or d/],
      [{ frequency: '4m' }, /frequency is at least 5m/],
      [{ frequency: '2h' }, /period is at least the frequency, 2h/],
      [{ period: '15d' }, /period is at most 14d/],
      [{ threshold: '-1' }, /threshold is a number up to 10000/],
    ];
    for (const [bad, message] of refusals)
      expect(() => render(sentinelYaml, bad)).to.throw(RangeError, message);
  });

  it('refuses a query that is too long for Sentinel', () => {
    const rule = ruleOf(RULE);
    const conversion: Conversion = { ...convert(rule, kusto), queries: ['x'.repeat(10_001)] };
    expect(() => sentinelYaml.render(rule, conversion)).to.throw(
      RangeError,
      /at most 10000 characters, not 10001/,
    );
  });

  it('shortens what is too long for a name or a description, never within a character', () => {
    const title = `${'x'.repeat(254)}😀y`;
    const rule = { ...ruleOf(RULE), title, description: 'd'.repeat(6_000) };
    const { name, description } = load(sentinelYaml.render(rule, convert(rule, kusto))) as {
      name: string;
      description: string;
    };
    expect(name).to.equal(`${'x'.repeat(254)}…`);
    expect(description).to.have.length(5_000);
  });
});

describe('YAML that is printed', () => {
  it('reads back as what it was', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[\n :#'"[\]{}|>&*!%@`,?a\t\r\u0085\u2028-]{0,12}$/),
      fc.constantFrom(
        'true',
        'No',
        '1e3',
        '0x1',
        '2024-01-01',
        '',
        ' a',
        'a ',
        '---',
        '~',
        'a\n',
        '\na',
        'a\n b',
      ),
    );
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), (one, list) => {
        const value = { one, list, nested: [{ one, number: 1 }], map: { one, yes: true } };
        const wellFormed = JSON.parse(JSON.stringify(value)) as unknown;
        expect(load(printYaml(value))).to.deep.equal(wellFormed);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the format sentinel-arm', () => {
  interface Template {
    readonly resources: readonly {
      readonly name: string;
      readonly scope: string;
      readonly properties: Record<string, unknown>;
    }[];
  }
  const templateOf = (settings: FormatSettings = {}, text: string = RULE): Template =>
    JSON.parse(render(sentinelArm, settings, text)) as Template;

  it('is a scheduled rule of a workspace', () => {
    const [resource] = templateOf({ frequency: '90m', period: '2d', enabled: 'false' }).resources;
    const { entityMappings, ...properties } = resource!.properties;
    expect(resource!.name).to.equal('502b42de-4306-40b4-9596-6f590c81f073');
    expect(resource!.scope).to.equal(
      "[resourceId('Microsoft.OperationalInsights/workspaces', parameters('workspace'))]",
    );
    expect(properties).to.deep.equal({
      displayName: 'Whoami by a Service',
      description: DESCRIPTION,
      severity: 'High',
      enabled: false,
      query: QUERY,
      queryFrequency: 'PT90M',
      queryPeriod: 'P2D',
      triggerOperator: 'GreaterThan',
      triggerThreshold: 0,
      suppressionEnabled: false,
      suppressionDuration: 'PT1H',
      tactics: ['Execution', 'Discovery'],
      techniques: ['T1059', 'T1033'],
      eventGroupingSettings: { aggregationKind: 'SingleAlert' },
    });
    expect(entityMappings).to.deep.include(ENTITIES[0]);
  });

  it('holds text in brackets as text: only those at both ends make an expression', () => {
    const titled = (title: string): unknown =>
      templateOf({}, RULE.replace('Whoami by a Service', JSON.stringify(title))).resources[0]!.properties
        .displayName;
    expect(titled("[concat('a', 'b')]")).to.equal("[[concat('a', 'b')]");
    expect(titled('[a] b')).to.equal('[a] b');
    expect(titled('[[a]')).to.equal('[[[a]');
  });

  it('joins templates into one', () => {
    const one = render(sentinelArm);
    const { resources } = JSON.parse(sentinelArm.join!([one, one])) as Template;
    expect(resources).to.have.length(2);
  });
});

describe('the format defender-detection', () => {
  const detectionOf = (settings: FormatSettings = {}): unknown =>
    JSON.parse(render(defenderDetection, settings, RULE, defenderXdr));

  it('is a custom detection that raises alerts and does no more', () => {
    expect(detectionOf()).to.deep.equal({
      id: '502b42de-4306-40b4-9596-6f590c81f073',
      displayName: 'Whoami by a Service (502b42de)',
      status: 'enabled',
      queryCondition: {
        queryText:
          'DeviceProcessEvents\n| where ActionType == "ProcessCreated" and FolderPath endswith @"\\whoami.exe"',
      },
      schedule: { frequency: 'PT1H' },
      detectionAction: {
        alertTemplate: {
          title: 'Whoami by a Service',
          description: DESCRIPTION,
          severity: 'high',
          entityMappings: {
            accounts: [
              { nameColumn: 'AccountName', ntDomainColumn: 'AccountDomain', sidColumn: 'AccountSid' },
            ],
            files: [{ nameColumn: 'FileName', sha1Column: 'SHA1', sha256Column: 'SHA256' }],
            hosts: [{ deviceIdColumn: 'DeviceId', nameColumn: 'DeviceName' }],
            processes: [{ sha1Column: 'InitiatingProcessSHA1', sha256Column: 'InitiatingProcessSHA256' }],
          },
          tactics: [
            {
              tactic: 'Execution',
              techniques: [{ technique: 'T1059', subTechniques: ['T1059.003'] }],
            },
            { tactic: 'Discovery', techniques: [{ technique: 'T1033', subTechniques: [] }] },
          ],
        },
      },
    });
  });

  it('is about the resource that a record of a cloud names, and the address it was asked from', () => {
    const entities = (logsource: string, item: string): unknown => {
      const text = `title: T\nlogsource: { ${logsource} }\ndetection: { s: { ${item} }, condition: s }\n`;
      const rendered = JSON.parse(render(defenderDetection, {}, text, defenderXdr)) as Detection;
      return rendered.detectionAction.alertTemplate.entityMappings;
    };
    const ips = [{ addressColumn: 'IPAddress' }];
    expect(entities('product: aws, service: cloudtrail', 'eventName: x')).to.deep.equal({
      ips,
      amazonResources: [{ amazonResourceIdColumn: 'ResourceId' }],
    });
    expect(entities('product: azure, service: activitylogs', 'operationName: x')).to.deep.equal({
      ips,
      azureResources: [{ resourceIdColumn: 'ResourceId' }],
    });
    expect(entities('product: kubernetes, service: audit', 'verb: x')).to.deep.equal({ ips });
    expect(entities('product: m365, service: audit', 'Operation: x')).to.deep.equal({
      accounts: [{ aadUserIdColumn: 'AccountObjectId' }],
      ips,
    });
  });

  it('takes settings, and says what it does not take', () => {
    expect(detectionOf({ period: '24H', enabled: 'false' })).to.deep.include({
      status: 'disabled',
      schedule: { frequency: 'P1D' },
    });
    expect(() => detectionOf({ period: '2H' })).to.throw(
      RangeError,
      /period is 0, 1H, 3H, 12H or 24H, not '2H'/,
    );
  });

  it('is a list where there is more than one', () => {
    const rule = ruleOf(RULE);
    const conversion: Conversion = { ...convert(rule, kusto), queries: ['A', 'B'] };
    const text = defenderDetection.render(rule, conversion);
    const names = (JSON.parse(defenderDetection.join!([text, text])) as { displayName: string }[]).map(
      ({ displayName }) => displayName,
    );
    expect(names.slice(0, 2)).to.deep.equal([
      'Whoami by a Service (502b42de) 1',
      'Whoami by a Service (502b42de) 2',
    ]);
    expect(names).to.have.length(4);
  });
});
