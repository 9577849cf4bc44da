/** The pipeline of OCSF: classes, activities and attributes, judged against the schema. */
import { expect } from 'chai';
import fc from 'fast-check';
import { esql } from '../../../backends/esql/index.ts';
import { createKusto } from '../../../backends/kusto/index.ts';
import { ocsf } from '../../../backends/pipelines/ocsf/index.ts';
import { registryValue } from '../../../backends/pipelines/values/registry-path.ts';
import { splunk } from '../../../backends/splunk/index.ts';
import type { Backend } from '../../../lib/backend/backend.ts';
import { convert, type Conversion } from '../../../lib/convert.ts';
import { parseSigma } from '../../../lib/parse.ts';
import type { Matcher, WildcardPart } from '../../../lib/query/query.ts';
import { matchesPart } from '../../helpers/equivalence/facts.ts';
import { at, contains, endsWith, equals, startsWith } from '../../helpers/query.ts';
import { showQuery } from '../../helpers/show-query.ts';

function converted(logsource: string, items: string, backend: Backend<string> = splunk): Conversion {
  const lines = items.split('\n').map((line) => `    ${line.trim()}`);
  const { rules, diagnostics } = parseSigma(
    `title: t\nlogsource: { ${logsource} }\ndetection:\n  sel:\n${lines.join('\n')}\n  condition: sel\n`,
  );
  expect(diagnostics).to.deep.equal([]);
  return convert(rules[0]!, backend, { pipelines: [ocsf] });
}

describe('the pipeline of OCSF', () => {
  const cases: readonly (readonly [logsource: string, items: string, query: string])[] = [
    [
      'product: windows, category: process_creation',
      "Image|endswith: '\\a.exe'\nParentCommandLine|contains: x\nUser: 'D\\u'",
      'class_uid=1007 activity_id=1 device.os.type_id=100 process.file.path="*\\\\a.exe" ' +
        'actor.process.cmd_line="*x*" process.user.domain="D" process.user.name="u"',
    ],
    [
      'product: linux, category: file_event',
      'TargetFilename|startswith: /tmp/\nImage: /bin/sh',
      'class_uid=1001 activity_id=1 device.os.type_id=200 file.path="/tmp/*" actor.process.file.path="/bin/sh"',
    ],
    [
      'product: windows, category: network_connection',
      "Initiated: 'true'\nDestinationPort: 443\nDestinationIp|cidr: 10.0.0.0/8",
      'class_uid=4001 activity_id=1 device.os.type_id=100 connection_info.direction="Outbound" dst_endpoint.port=443 ' +
        'dst_endpoint.ip="10.0.0.0/8"',
    ],
    [
      'product: windows, category: registry_set',
      "TargetObject|endswith: '\\Run\\a'\nDetails: DWORD (0x0000000a)",
      'class_uid=201002 activity_id IN (2, 3) device.os.type_id=100 reg_value.path="*\\\\Run" reg_value.name="a" ' +
        '(reg_value.data="DWORD (0x0000000a)" OR (reg_value.reg_integer_data=10 reg_value.type="REG_DWORD"))',
    ],
    [
      'product: aws, service: cloudtrail',
      'eventName: CreateUser\neventSource: iam.amazonaws.com',
      'class_uid IN (6003, 3002, 3001) metadata.product.name="CloudTrail" api.operation="CreateUser" ' +
        'api.service.name="iam.amazonaws.com"',
    ],
    ['category: proxy', 'c-uri|contains: /x', 'class_uid=4002 http_request.url.url_string="*/x*"'],
  ];
  for (const [logsource, items, query] of cases) {
    it(`asks for ${logsource}: ${items.replaceAll('\n', ', ')}`, () => {
      const { queries, diagnostics } = converted(logsource, items);
      expect(diagnostics).to.deep.equal([]);
      expect(queries).to.deep.equal([query]);
    });
  }

  it('is for every target, each with the types it has', () => {
    const rule = ['product: windows, category: network_connection', 'DestinationPort: 443'] as const;
    expect(converted(...rule, esql).queries).to.deep.equal([
      'from * metadata _id, _index, _version | where class_uid == 4001 and activity_id == 1 and ' +
        'device.os.type_id == 100 and dst_endpoint.port == 443',
    ]);
    expect(converted(...rule, createKusto({ table: 'Events' })).queries[0]).to.match(
      /^Events\n\| where .*class_uid.* == 1 and tostring\(.*device.*\) == "100" and tostring\(.*dst_endpoint.*\) == "443"$/s,
    );
  });

  const refusals: readonly (readonly [logsource: string, items: string, message: string])[] = [
    [
      'product: windows, service: security',
      'EventID: 4625',
      'OCSF does not collect these events: no class of OCSF is known for windows / security',
    ],
    [
      'product: windows, category: registry_event',
      'TargetObject: a',
      'OCSF does not collect these events: keys and values of the registry are of two classes with fields of their own',
    ],
    [
      'product: windows, category: driver_load',
      "Hashes|contains: 'MD5=a'",
      'hashes are a list of objects in OCSF, whose parts cannot be asked for together',
    ],
    ['product: windows, category: process_creation', 'LogonId: 1', 'OCSF has no field for `LogonId`'],
  ];
  for (const [logsource, items, message] of refusals) {
    it(`refuses ${logsource}: ${items}`, () => {
      const { fidelity, diagnostics } = converted(logsource, items);
      expect(fidelity).to.equal('unsupported');
      expect(diagnostics.map((each) => each.message)).to.deep.equal([message]);
    });
  }
});

describe('registry values in two fields', () => {
  const VALUE = registryValue('key', 'name');
  const show = (matcher: Matcher): string => {
    const found = VALUE.translate(at('TargetObject', matcher));
    return 'refused' in found ? found.refused : showQuery(found);
  };

  it('are asked for by key and name', () => {
    expect(show(endsWith('\\Run\\a'))).to.equal('key endsWith "\\Run" and name = "a"');
    expect(show(equals('HKLM\\a\\b'))).to.equal('key = "HKLM\\a" and name = "b"');
    expect(show(contains('\\Run\\'))).to.equal('key endsWith "\\Run" or key contains "\\Run\\"');
    expect(show(startsWith('HKLM\\'))).to.equal('key = "HKLM" or key startsWith "HKLM\\"');
    expect(show({ kind: 'compare', operator: 'gt', value: 1 })).to.equal(
      '`TargetObject` is kept as a key and a name there, which this test cannot be asked of',
    );
  });

  it('give the verdict of the whole path', () => {
    const key = fc.stringMatching(/^[ab]{1,2}(?:\\[ab]{1,2}){0,2}$/);
    const name = fc.stringMatching(/^[ab ]{1,3}$/);
    const text = fc.stringMatching(/^[ab\\ ]{1,5}$/);
    const parts = fc.array(
      fc.oneof(
        fc.constantFrom<WildcardPart>({ kind: 'many' }, { kind: 'one' }),
        text.map<WildcardPart>((each) => ({ kind: 'text', text: each })),
      ),
      { minLength: 1, maxLength: 4 },
    );
    const matcher = fc.oneof(
      text.map((value) => contains(value)),
      text.map((value) => startsWith(value)),
      text.map((value) => endsWith(value)),
      text.map((value) => equals(value)),
      parts.map<Matcher>((each) => ({ kind: 'wildcard', parts: each, cased: false })),
    );
    fc.assert(
      fc.property(matcher, key, name, (asked, path, value) => {
        const found = VALUE.translate(at('TargetObject', asked));
        if ('refused' in found) throw new Error(found.refused);
        const whole = matchesPart(at('TargetObject', asked), { TargetObject: `${path}\\${value}` });
        expect(matchesPart(found, { key: path, name: value })).to.equal(whole);
      }),
      { numRuns: 3000 },
    );
  });
});
