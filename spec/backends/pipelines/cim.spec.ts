/** Rules over data models, judged against Splunk's manuals of tstats and of the Common Information Model. */
import { expect } from 'chai';
import { splunkCim } from '../../../backends/pipelines/splunk/index.ts';
import { savedSearches } from '../../../backends/formats/splunk/index.ts';
import { dataModels } from '../../../backends/splunk/data-models.ts';
import { createSplunk, splunk } from '../../../backends/splunk/index.ts';
import { convert, parseSigma, type Conversion, type ConvertOptions } from '../../../lib/index.ts';
import { CATEGORIES } from '../../../backends/pipelines/splunk/cim-tables.ts';
import { WINDOWS_EVENTS } from '../../../backends/pipelines/splunk/cim-windows-events.ts';
import type { LogSource } from '../../../lib/ast/rule.ts';
import { toCim } from '../../helpers/equivalence/cim-event.ts';
import { startPcre } from '../../engines/pcre.ts';
import { compileSpl } from '../../engines/spl/run.ts';

function through(logsource: string, detection: string, options: ConvertOptions = {}): Conversion {
  const text = `title: T\nlogsource: { ${logsource} }\ndetection:\n${detection}\n`;
  const { rules, diagnostics } = parseSigma(text);
  expect(diagnostics).to.deep.equal([]);
  return convert(rules[0]!, createSplunk({ dataModels }), { pipelines: [splunkCim], ...options });
}

function tstats(logsource: string, selection: string): string {
  const { queries, diagnostics, fidelity } = through(logsource, `  s:\n    ${selection}\n  condition: s`);
  expect(diagnostics).to.deep.equal([]);
  expect(fidelity).to.equal('exact');
  return queries[0]!;
}

/** The condition alone, and what is behind the groups. */
function conditions(logsource: string, selection: string): string {
  const query = tstats(logsource, selection);
  const [, where = '', rest = ''] = / WHERE (.*) BY [\w. ]+ \| rename \w+\.\* AS \*(.*) \| convert .*$/.exec(
    query,
  )!;
  return where + rest;
}

function refusal(logsource: string, selection: string): string {
  const { queries, diagnostics } = through(logsource, `  s:\n    ${selection}\n  condition: s`);
  expect(queries).to.deep.equal([]);
  return `${diagnostics[0]!.code}: ${diagnostics[0]!.message}`;
}

const PROCESS = 'product: windows, category: process_creation';
const SET = 'product: windows, category: registry_set';
const SECURITY = 'product: windows, service: security';

/** Every field that has a name in some data set. */
const FIELDS = [
  ...new Set(
    [...Object.values(CATEGORIES), ...Object.values(WINDOWS_EVENTS).flat()].flatMap(({ dataSet }) =>
      Object.keys(dataSet.fields),
    ),
  ),
];
/** Fields of which two mean the same. */
const SAME = FIELDS.filter((field) => /^(?:c-|cs-|src_|dst_|query|QueryName|Source|Destination)/.test(field));

describe('splunk-cim', () => {
  before(startPcre);

  it('asks the data model, by the fields of the rule and those that tell its events apart', () => {
    expect(tstats(PROCESS, `{ Image|endswith: '\\cmd.exe', ParentCommandLine|contains: x }`)).to.equal(
      '| tstats summariesonly=false fillnull_value="unknown" count min(_time) AS firstTime max(_time) AS lastTime ' +
        'FROM datamodel=Endpoint.Processes ' +
        'WHERE Processes.process_path="*\\\\cmd.exe" Processes.parent_process="*x*" ' +
        'BY Processes.dest Processes.user Processes.process_guid Processes.process_path Processes.process Processes.parent_process ' +
        '| rename Processes.* AS * | convert ctime(firstTime) ctime(lastTime)',
    );
  });

  it('puts what tstats cannot say behind it, on the groups, with the widest condition it can say in front', () => {
    expect(conditions(PROCESS, `CommandLine|re: 'a{3}\\s+foo\\d'`)).to.equal(
      'Processes.process="*aaa*" Processes.process="*foo*" | eval process=nullif(process,"unknown") | where isnotnull(mvfind(\'process\',"a{3}\\\\s+foo\\\\d"))',
    );
    expect(conditions('category: proxy', `src_ip|cidr: 10.0.0.0/8`)).to.equal(
      'Web.tag="proxy" | eval src=nullif(src,"unknown") | where isnotnull(mvfilter(cidrmatch("10.0.0.0/8",\'src\')))',
    );
    expect(conditions(PROCESS, `{ CommandLine|contains: 'a?b', Image|fieldref: ParentImage }`)).to.equal(
      'Processes.process="*a*b*" Processes.process_path=* Processes.parent_process_path=* ' +
        '| eval process=nullif(process,"unknown"), process_path=nullif(process_path,"unknown"), parent_process_path=nullif(parent_process_path,"unknown") ' +
        "| where isnotnull(mvfind('process',\"(?is)a.b\")) AND lower('process_path')=lower('parent_process_path')",
    );
  });

  it('asks only for groups where the index has nothing to say', () => {
    const query = tstats('category: dns', `query|re: '^\\w+$'`);
    expect(query).to.include(
      'FROM datamodel=Network_Resolution.DNS WHERE DNS.query=* BY DNS.src DNS.dest DNS.query | ',
    );
  });

  it('knows the word for no value', () => {
    expect(conditions(PROCESS, 'ParentImage: null')).to.equal(
      'NOT Processes.parent_process_path=* OR Processes.parent_process_path="unknown"',
    );
    expect(conditions(PROCESS, 'ParentImage|exists: true')).to.equal(
      'Processes.parent_process_path=* NOT Processes.parent_process_path="unknown"',
    );
    for (const value of [`''`, 'Unknown', `'un*'`, `'*now*'`, `'???????'`])
      expect(refusal(PROCESS, `ParentImage: ${value}`), value).to.match(
        /^pipeline-refused: data models do not tell/,
      );
    expect(conditions(PROCESS, `ParentImage: '*known*x*'`)).to.equal(
      'Processes.parent_process_path="*known*x*"',
    );
  });

  it('knows in which fields an add-on takes `-` for no value', () => {
    for (const test of [': null', ': "-"', '|exists: true', `: '?'`, `|re: '^.$'`, '|contains: "-"'])
      expect(refusal(PROCESS, `OriginalFileName${test}`), test).to.match(
        /^pipeline-refused: data models do not tell/,
      );
    expect(conditions(PROCESS, `OriginalFileName: 'a-b'`)).to.equal('Processes.original_file_name="a-b"');
    expect(conditions(PROCESS, `OriginalFileName|re: 'ab+'`)).to.include('mvfind');
  });

  it('says what it takes for granted', () => {
    const warnings = (logsource: string, selection: string): readonly string[] =>
      through(logsource, `  s: ${selection}\n  condition: s`).diagnostics.map(
        ({ code, message }) => `${code}: ${message}`,
      );
    expect(warnings('category: file_event, product: windows', '{ TargetFilename: x }')).to.deep.equal([
      'pipeline-assumption: right only if changes of files that are there already may be found as well: the data set calls those ' +
        'that are written over `modified`',
    ]);
    expect(warnings(SECURITY, '{ EventID: 4624, LogonType: 10 }')).to.deep.equal([
      'pipeline-assumption: right only if it is not about computers, whose successful logons are not in the data set',
    ]);
  });

  it('has events of Windows by their numbers, each in its data set', () => {
    expect(
      conditions(SECURITY, `{ EventID: 4625, LogonType: 3, WorkstationName: w, TargetUserName: u }`),
    ).to.equal(
      'Authentication.signature_id=4625 Authentication.authentication_method=3 Authentication.src="w" Authentication.user="u"',
    );
    expect(conditions(SECURITY, `{ EventID: [4720, 4726], TargetUserName|endswith: $ }`)).to.equal(
      'All_Changes.result_id IN (4720, 4726) All_Changes.user="*$"',
    );
    expect(conditions(SECURITY, `{ EventID: 4698, TaskName|contains: x, TaskContent|contains: y }`)).to.equal(
      'All_Changes.result_id=4698 All_Changes.object="*x*" All_Changes.object_attrs="*y*"',
    );
    const installed = `{ Provider_Name: Service Control Manager, EventID: 7045, ImagePath|contains: x, ServiceName: y }`;
    expect(conditions('product: windows, service: system', installed)).to.equal(
      'Services.status="installed" Services.service_path="*x*" Services.service_name="y"',
    );
    // What one event has and the other has not is no question for both.
    expect(refusal(SECURITY, '{ EventID: [4624, 4625], IpAddress: x }')).to.match(
      /no field for `IpAddress`$/,
    );
    expect(refusal(SECURITY, '{ EventID: [4625, 4720], TargetUserName: x }')).to.match(/, event 4625, 4720$/);
    expect(refusal(SECURITY, '{ EventID: 4720, SubjectUserName: x }')).to.match(
      /no field for `SubjectUserName`$/,
    );
  });

  it('gives each field the name under which the add-on has its value', () => {
    const named = [
      ...Object.entries(CATEGORIES).map(([category, events]) => ({
        logsource: { category },
        id: undefined,
        events,
      })),
      ...Object.entries(WINDOWS_EVENTS).flatMap(([service, each]) =>
        each.flatMap((events) =>
          events.eventIds.map((id) => ({ logsource: { product: 'windows', service }, id, events })),
        ),
      ),
    ];
    // These have other words there.
    const WORDS = ['EventType', 'Initiated', 'EventID', 'IntegrityLevel'];
    for (const { logsource, id, events } of named) {
      const { source, fields } = events.dataSet;
      for (const [field, name] of Object.entries(fields).filter(([each]) => !WORDS.includes(each))) {
        const event: Readonly<Record<string, string | number>> = {
          ...Object.fromEntries(FIELDS.map((each) => [each, `C:\\${each}\\value of ${each}`])),
          EventID: id ?? 1,
        };
        const alone = Object.fromEntries(
          Object.entries(event).filter(([each]) => !SAME.includes(each) || each === field),
        );
        const held = toCim(alone, { ...logsource, span: { start: 0, end: 0 } } as LogSource, true);
        expect(held?.[`${source.split('.')[1]}.${name}`], `${source} ${id ?? ''} ${field}`).to.equal(
          event[field],
        );
      }
    }
  });

  it('adds what the events of a category have in common', () => {
    expect(conditions(SET, `TargetObject: x`)).to.equal(
      'Registry.action="modified" Registry.registry_path="x"',
    );
    expect(conditions('category: file_delete, product: windows', `TargetFilename: x`)).to.equal(
      'Filesystem.action="deleted" Filesystem.file_path="x"',
    );
    expect(conditions('category: webserver', `{ cs-method: GET, sc-status: 200 }`)).to.equal(
      'NOT Web.tag="proxy" Web.http_method="GET" Web.status=200',
    );
    expect(
      conditions(
        'category: network_connection, product: windows',
        `{ Initiated: 'true', DestinationPort: 80 }`,
      ),
    ).to.equal('All_Traffic.direction="outbound" All_Traffic.dest_port=80');
  });

  it('writes values as the add-ons do', () => {
    expect(conditions(SET, `Details: 'DWORD (0x00000001)'`)).to.equal(
      'Registry.action="modified" Registry.registry_value_data="0x00000001"',
    );
    expect(
      conditions('category: registry_event, product: windows', 'EventType: [SetValue, CreateKey]'),
    ).to.equal('Registry.action IN ("modified", "created")');
    expect(conditions(SET, `Details: 'QWORD (0x00000000-0x00000001)'`)).to.equal(
      'Registry.action="modified" Registry.registry_value_data="0x00000000-0x00000001"',
    );
    expect(conditions(SET, `Details|contains: '0x0000'`)).to.equal(
      'Registry.action="modified" Registry.registry_value_data="*0x0000*"',
    );
    for (const selection of [
      'EventType: DeleteKey',
      'EventType|contains: Key',
      `Details|startswith: DWORD`,
      `Details|re: 'a\\d'`,
      `Details|endswith: '1)'`,
      `Details|contains: 'DW'`,
      `Details|contains: D`,
      `Details|cased: 'dword (0x00000001)'`,
      'EventType|cased: setvalue',
    ])
      expect(refusal(SET, selection), selection).to.match(/^pipeline-refused/);
  });

  it('refuses fields and log sources that no data set has', () => {
    expect(refusal(SET, 'Image: x')).to.equal(
      'pipeline-unmapped-field: the data set of the Common Information Model has no field for `Image`',
    );
    expect(refusal(PROCESS, 'User: x')).to.match(/^pipeline-unmapped-field/);
    expect(refusal('product: windows, service: security', 'EventID: 1')).to.equal(
      'pipeline-log-source: the Common Information Model does not collect these events: no data set is for windows / security, event 1',
    );
    expect(refusal('product: windows, service: security', 'SubjectUserName: x')).to.match(
      /no data set is for windows \/ security but for events of some numbers, and the rule does not say which it means$/,
    );
    const { diagnostics } = through(
      'product: windows, service: security',
      "  s: { EventID: 1, a: '' }\n  condition: s",
    );
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['pipeline-log-source']);
    expect(refusal('product: windows, category: image_load', 'ImageLoaded: x')).to.match(
      /^pipeline-log-source/,
    );
  });

  it('groups by no tag, of which an event has several', () => {
    expect(tstats('category: proxy', 'cs-method: GET')).to.include(
      ' WHERE Web.tag="proxy" Web.http_method="GET" BY Web.src Web.dest Web.user Web.url Web.http_method | ',
    );
  });

  it('refuses keywords, which need the text of events', () => {
    const { diagnostics } = through('category: webserver', '  s: [word]\n  condition: s');
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-keyword']);
  });

  it('lets no name of a field be more than a name', () => {
    const selection = `'a BY x': y`;
    const { queries, diagnostics } = through(PROCESS, `  s:\n    ${selection}\n  condition: s`, {
      unmapped: 'keep',
    });
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-field-name']);
  });

  it('refuses rules where the backend was made without data models, instead of searching events', () => {
    const { rules } = parseSigma(
      `title: T\nlogsource: { ${PROCESS} }\ndetection: { s: { Image: x }, condition: s }\n`,
    );
    const { queries, diagnostics } = convert(rules[0]!, splunk, { pipelines: [splunkCim] });
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ message }) => message)).to.deep.equal([
      'Splunk SPL cannot express this field name: the backend was made without data models, and a pipeline puts these events into one',
    ]);
  });

  it('begins with the terms of the user', () => {
    const { rules } = parseSigma(
      `title: T\nlogsource: { ${PROCESS} }\ndetection: { s: { Image: x }, condition: s }\n`,
    );
    const [query] = convert(rules[0]!, createSplunk({ prefix: 'index=w', dataModels }), {
      pipelines: [splunkCim],
    }).queries;
    expect(query).to.include(' WHERE index=w Processes.process_path="x" BY ');
  });

  it('is deployed as an alert like any other query', () => {
    const { rules } = parseSigma(
      `title: T\nlogsource: { ${PROCESS} }\ndetection: { s: { Image: x }, condition: s }\n`,
    );
    const text = savedSearches.render(
      rules[0]!,
      convert(rules[0]!, createSplunk({ dataModels }), { pipelines: [splunkCim] }),
    );
    expect(text).to.match(/^search = \| tstats .*lastTime\)$/m);
  });
});

describe('the bench of tstats', () => {
  const query = (by: string, fills = ' fillnull_value="unknown"'): string =>
    `| tstats summariesonly=false${fills} count min(_time) AS a max(_time) AS b FROM datamodel=M.D WHERE D.x="1" BY ${by} | rename D.* AS *`;

  before(startPcre);

  it('drops events that lack a field of BY, unless something stands for it', () => {
    expect(compileSpl(query('D.x D.y', ''))({ 'D.x': '1' })).to.equal(false);
    expect(compileSpl(query('D.x D.y'))({ 'D.x': '1' })).to.equal(true);
    expect(compileSpl(query('D.x'))({ 'D.x': '2' })).to.equal(false);
  });

  it('has only the fields of BY behind it', () => {
    const behind = ` | where isnotnull('y')`;
    expect(compileSpl(query('D.x') + behind)({ 'D.x': '1', 'D.y': '2' })).to.equal(false);
    expect(compileSpl(query('D.x D.y') + behind)({ 'D.x': '1', 'D.y': '2' })).to.equal(true);
    expect(compileSpl(`${query('D.x D.y')} | eval y=nullif(y,"unknown")${behind}`)({ 'D.x': '1' })).to.equal(
      false,
    );
  });

  it('takes no networks in WHERE, and no commands it does not know', () => {
    expect(() => compileSpl(query('D.x').replace('"1"', '"10.0.0.0/8"'))).to.throw('network');
    expect(() => compileSpl(`${query('D.x')} | stats count`)).to.throw('unknown command');
    expect(() => compileSpl(query('D.x').replace('D.* AS *', 'x AS y'))).to.throw('rename');
  });
});
