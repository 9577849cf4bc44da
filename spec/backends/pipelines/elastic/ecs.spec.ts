/** The pipelines of Elastic: names, values, conditions and indices, judged against what its integrations index. */
import { expect } from 'chai';
import { eql } from '../../../../backends/eql/index.ts';
import { esql } from '../../../../backends/esql/index.ts';
import { lucene } from '../../../../backends/lucene/index.ts';
import {
  createEcs,
  ecs,
  ecsEndpoint,
  ecsWindows,
  type EcsName,
} from '../../../../backends/pipelines/elastic/index.ts';
import { pipelines } from '../../../../backends/pipelines/index.ts';
import { splunk } from '../../../../backends/splunk/index.ts';
import type { ApproximationPolicy, Backend } from '../../../../lib/backend/backend.ts';
import { convert, type Conversion } from '../../../../lib/convert.ts';
import { parseSigma } from '../../../../lib/parse.ts';
import type { Pipeline } from '../../../../lib/pipeline/pipeline.ts';

interface Options {
  readonly pipeline?: Pipeline;
  readonly backend?: Backend<string>;
  readonly approximate?: ApproximationPolicy;
}

/** `Image|endswith: '\a.exe'` and the like, one item a line. */
function converted(logsource: string, items: string, options: Options = {}): Conversion {
  const { pipeline = ecs, backend = eql, approximate = 'superset' } = options;
  const lines = items.split('\n').map((line) => `    ${line.trim()}`);
  const text = `title: t\nlogsource: { ${logsource} }\ndetection:\n  sel:\n${lines.join('\n')}\n  condition: sel\n`;
  const { rules, diagnostics } = parseSigma(text);
  expect(diagnostics).to.deep.equal([]);
  return convert(rules[0]!, backend, { pipelines: [pipeline], approximate });
}

function keywords(logsource: string, text: string, backend: Backend<string>): Conversion {
  const { rules } = parseSigma(
    `title: t\nlogsource: { ${logsource} }\ndetection: { sel: ['${text}'], condition: sel }\n`,
  );
  return convert(rules[0]!, backend, { pipelines: [ecs] });
}

const SYSMON = '?winlog.channel == "Microsoft-Windows-Sysmon/Operational"';
const sysmon = (code: number): string => `${SYSMON} and ?event.code == "${code}"`;

/** A rule, and what is asked of Elastic for it, judged by hand. */
type Case = readonly [logsource: string, items: string, query: string];

const WINDOWS: readonly Case[] = [
  [
    'product: windows, category: process_creation',
    "CommandLine|contains: '-enc'\nParentImage: null",
    `((${sysmon(1)}) or (?winlog.channel == "Security" and ?event.code == "4688")) and ` +
      '?process.command_line : "*-enc*" and ?process.parent.executable == null',
  ],
  [
    'product: windows, category: process_creation',
    "User|endswith: '\\SYSTEM'\nIntegrityLevel: System\nHashes|contains: 'IMPHASH=0123456789ABCDEF0123456789ABCDEF'",
    `((${sysmon(1)}) or (?winlog.channel == "Security" and ?event.code == "4688")) and ?user.name : "SYSTEM" and ` +
      '(?winlog.event_data.IntegrityLevel : "System" or ?winlog.event_data.MandatoryLabel : "S-1-16-16384") and ' +
      '?process.pe.imphash : "0123456789abcdef0123456789abcdef"',
  ],
  [
    'product: windows, category: image_load',
    "ImageLoaded|endswith: '\\a.dll'\nOriginalFileName: a.dll\nSigned: 'false'",
    `${sysmon(7)} and ?file.path : "*\\\\a.dll" and ?file.pe.original_file_name : "a.dll" and ` +
      '?winlog.event_data.Signed : "false"',
  ],
  [
    'product: windows, category: network_connection',
    "Initiated: 'true'\nDestinationPort: 3389\nDestinationIp|cidr: 10.0.0.0/8\nDestinationHostname: ''",
    `${sysmon(3)} and ?network.direction : "egress" and ?destination.port == 3389 and ` +
      'cidrMatch(?destination.ip, "10.0.0.0/8") and ?destination.domain == null',
  ],
  [
    'product: windows, category: registry_set',
    "TargetObject|endswith: '\\Run'\nDetails: DWORD (0x00000001)",
    `${sysmon(13)} and ?registry.path : "*\\\\Run" and (?registry.data.strings : "DWORD (0x00000001)" or ` +
      '(?registry.data.strings == "1" and ?registry.data.type like "*_DWORD"))',
  ],
  [
    'product: windows, category: registry_add',
    "TargetObject|contains: '\\Services\\'",
    `${sysmon(12)} and ?winlog.event_data.EventType : "CreateKey" and ?registry.path : "*\\\\Services\\\\*"`,
  ],
  [
    'product: windows, category: pipe_created',
    'PipeName: \\a',
    `${SYSMON} and ?event.code in ("17", "18") and ?file.name : "\\\\a"`,
  ],
  [
    'product: windows, service: security',
    'EventID: 4625\nLogonType: 3\nIpAddress: ::1\nWorkstationName: A\nSubjectUserName: B',
    '?winlog.channel == "Security" and ?event.code == "4625" and ?winlog.event_data.LogonType == "3" and ' +
      'cidrMatch(?source.ip, "::1/128") and ?source.domain : "A" and ?winlog.event_data.SubjectUserName : "B"',
  ],
  [
    'product: windows, service: security',
    "ProcessName: a.exe\nIpAddress: '-'\nKeywords: '0x8010000000000000'",
    '?winlog.channel == "Security" and (?process.executable : "a.exe" or ?winlog.event_data.ProcessName : "a.exe") and ' +
      '?winlog.event_data.IpAddress == "-" and ?winlog.keywords : "Audit Failure"',
  ],
  [
    'product: windows, service: system',
    'EventID: 104\nChannel: Security\nProvider_Name: P\nLevel: 2',
    '?winlog.channel == "System" and ?event.code == "104" and ?winlog.user_data.Channel : "Security" and ' +
      '?winlog.provider_name : "P" and ?log.level : "error"',
  ],
  [
    'product: windows, service: windefend',
    'ThreatName: T\nProcessName: P',
    '?winlog.channel == "Microsoft-Windows-Windows Defender/Operational" and ?winlog.event_data.Threat_Name : "T" and ' +
      '(?process.executable : "P" or ?winlog.event_data.Process_Name : "P")',
  ],
  [
    'product: windows, service: wmi',
    'Query: q',
    '?winlog.channel == "Microsoft-Windows-WMI-Activity/Operational" and ' +
      '(?winlog.event_data.Query : "q" or ?winlog.user_data.Query : "q")',
  ],
];

const OTHERS: readonly Case[] = [
  [
    'product: linux, category: process_creation',
    'Image|endswith: /sh\nUser: root',
    '?host.os.type == "linux" and ?event.category == "process" and ?event.type == "start" and ' +
      '?process.executable : "*/sh" and ?user.name : "root"',
  ],
  [
    'product: macos, category: file_event',
    'TargetFilename|startswith: /tmp/',
    '?host.os.type == "macos" and ?event.category == "file" and ?event.type == "creation" and ?file.path : "/tmp/*"',
  ],
  [
    'product: linux, service: auditd',
    'type: EXECVE\na0: sh\nkey: k',
    '?event.dataset == "auditd.log" and (?auditd.log.record_type : "EXECVE" or ?event.action : "EXECVE") and ' +
      '(?auditd.log.a0 : "sh" or ?process.executable : "sh") and ?auditd.log.key : "k"',
  ],
  [
    'product: aws, service: cloudtrail',
    "eventSource: iam.amazonaws.com\neventName: CreateUser\nadditionalEventData.MFAUsed: 'No'",
    '?event.dataset == "aws.cloudtrail" and ?event.provider : "iam.amazonaws.com" and ?event.action : "CreateUser" and ' +
      '?aws.cloudtrail.console_login.additional_eventdata.mfa_used == false',
  ],
  [
    'product: azure, service: signinlogs',
    "ResultType: 50053\nDeviceDetail.isCompliant: 'false'\nuserAgent|contains: axios",
    '?event.dataset == "azure.signinlogs" and ?azure.signinlogs.result_type == "50053" and ' +
      '?azure.signinlogs.properties.device_detail.is_compliant == false and ?user_agent.original : "*axios*"',
  ],
  [
    'product: gcp, service: gcp.audit',
    'gcp.audit.method_name|endswith: .delete',
    '?event.dataset == "gcp.audit" and ?gcp.audit.method_name : "*.delete"',
  ],
  [
    'product: gcp, service: google_workspace.admin',
    'eventService: admin.googleapis.com\neventName: DELETE_ROLE',
    '?event.dataset == "google_workspace.admin" and ?event.provider : "admin" and ?event.action : "DELETE_ROLE"',
  ],
  [
    'product: okta, service: okta',
    "eventType: user.lock\nsecurityContext.isProxy: 'true'",
    '?event.dataset == "okta.system" and ?okta.event_type : "user.lock" and ?okta.security_context.is_proxy == true',
  ],
  [
    'product: github, service: audit',
    'action: repo.destroy',
    '?event.dataset == "github.audit" and ?event.action : "repo.destroy"',
  ],
  [
    'product: m365, service: audit',
    'Operation: Set-Mailbox\nResultStatus: Success',
    '?event.dataset == "o365.audit" and ?event.action : "Set-Mailbox" and ?o365.audit.ResultStatus : "Success"',
  ],
  [
    'product: kubernetes, service: audit',
    'verb: create\nresponseStatus.code: 403',
    '?event.dataset == "kubernetes.audit_logs" and ?kubernetes.audit.verb : "create" and ' +
      '?kubernetes.audit.responseStatus.code == 403',
  ],
  [
    'product: zeek, service: dns',
    'query|endswith: .ru\nid.resp_p: 53',
    '?event.dataset == "zeek.dns" and ?zeek.dns.query : "*.ru" and ?destination.port == 53',
  ],
  [
    'category: proxy',
    'c-uri|contains: /x\nsc-status: 200\ncs-method: POST',
    '?event.dataset in ("cisco_umbrella.log", "forcepoint_web.logs", "menlo.web", "network_traffic.http", "squid.log", ' +
      '"zeek.http", "zscaler_zia.web") and ?url.original : "*/x*" and ?http.response.status_code == 200 and ' +
      '?http.request.method : "POST"',
  ],
  [
    'product: opencanary, category: application',
    'logtype: 4002',
    '?event.dataset == "opencanary.events" and ?log.logger : "LOG_SSH_LOGIN_ATTEMPT"',
  ],
];

describe('pipelines of Elastic', () => {
  for (const [logsource, items, query] of [...WINDOWS, ...OTHERS]) {
    it(`ask for ${logsource}: ${items.replaceAll('\n', ', ')}`, () => {
      const { queries, diagnostics } = converted(logsource, items);
      expect(diagnostics).to.deep.equal([]);
      expect(queries).to.deep.equal([`any where ${query}`]);
    });
  }

  const refusals: readonly Case[] = [
    [
      'product: windows, category: file_access',
      'FileName: a',
      'Elastic does not collect these events: no channel records events of the category file_access, only a trace session does',
    ],
    [
      'product: windows, category: process_creation',
      'IntegrityLevel|contains: Hi',
      'integrity is a word in events of Sysmon and a label in those of the Security log: no piece or case of one finds the other',
    ],
    ['product: nosuch', 'a: b', 'Elastic does not collect these events: nothing is known of nosuch there'],
    [
      'product: rpc_firewall, category: application',
      'EventLog: RPCFW',
      'Elastic does not collect these events: it has no integration for this product',
    ],
    ['product: okta, service: okta', 'legacyEventType: x', 'Elastic has no field for `legacyEventType`'],
    [
      'product: windows, category: ps_module',
      'Payload|contains: x',
      'the ingest pipeline takes the text of these PowerShell events apart and does not keep it as a field',
    ],
    [
      'product: windows, category: process_creation',
      'User|fieldref: ParentUser',
      '`User` is kept in another form there, which cannot be compared with other fields',
    ],
  ];
  for (const [logsource, items, message] of refusals) {
    it(`refuse ${logsource}: ${items}`, () => {
      const { fidelity, diagnostics } = converted(logsource, items);
      expect(fidelity).to.equal('unsupported');
      expect(diagnostics.map((each) => each.message)).to.deep.equal([message]);
    });
  }

  it('are for the languages of Elastic', () => {
    const { diagnostics } = converted('product: okta, service: okta', 'eventType: a', { backend: splunk });
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['pipeline-backend']);
  });

  it('look in the indices of the channel, by Winlogbeat and by Elastic Agent', () => {
    const sourcesOf = (logsource: string): readonly string[] | undefined =>
      converted(logsource, 'EventID: 1').schema?.sources;
    expect(sourcesOf('product: windows, service: applocker')).to.deep.equal([
      ...['winlogbeat-*', 'logs-windows.applocker_*', 'logs-windows.forwarded*'],
    ]);
    expect(sourcesOf('product: windows, service: taskscheduler')).to.include('logs-winlog.winlog-*');
    expect(sourcesOf('product: windows')).to.include('logs-system.*');
  });

  it('say that EQL needs a sub-field for text, unless the settings name one', () => {
    const script = ['product: windows, category: ps_script', 'ScriptBlockText|contains: x'] as const;
    const usual = converted(...script);
    expect(usual.queries[0]).to.match(/\?powershell\.file\.script_block_text : "\*x\*"$/);
    expect(usual.diagnostics.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ['pipeline-assumption', 'warning'],
    ]);
    const pipeline = createEcs('ecs', { multiFields: { 'powershell.file.script_block_text': 'wildcard' } });
    const chosen = converted(...script, { pipeline });
    expect(chosen.queries[0]).to.match(/\?powershell\.file\.script_block_text\.wildcard : "\*x\*"$/);
    expect(chosen.diagnostics).to.deep.equal([]);
    expect(converted(...script, { backend: esql }).diagnostics).to.deep.equal([]);
  });

  it('select more events where a rule asks for an argument of a command, which are kept as a list', () => {
    const { diagnostics, fidelity, queries } = converted('product: linux, service: auditd', 'a1: -x');
    expect(fidelity).to.equal('superset');
    expect(diagnostics.map(({ code, message }) => [code, message])).to.deep.equal([
      [
        'approximate-value',
        'the Elastic EQL query selects more events than the rule: arguments of a command are kept as a list, of which any ' +
          'may be the one that the rule asks for',
      ],
    ]);
    expect(queries[0]).to.match(/\(\?auditd\.log\.a1 : "-x" or \?process\.args : "-x"\)$/);
  });

  it('refuse what would select fewer events, unless that is welcome', () => {
    const missing = ['product: linux, service: auditd', 'a1: null'] as const;
    expect(converted(...missing).fidelity).to.equal('unsupported');
    expect(converted(...missing).diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-value']);
    expect(converted(...missing, { approximate: 'any' }).fidelity).to.equal('subset');
    expect(
      converted('product: linux, service: auditd', 'a1: -x', { approximate: 'never' }).queries,
    ).to.deep.equal([]);
  });

  it('refuse flattened fields in EQL and ES|QL, and all but whole values of them in a query string', () => {
    const asked = (items: string, backend: Backend<string>): readonly (string | undefined)[] => {
      const { queries, diagnostics } = converted('product: aws, service: cloudtrail', items, { backend });
      return [queries[0], ...diagnostics.map(({ message }) => message)];
    };
    const field = '`aws.cloudtrail.flattened.request_parameters.a` is a field of type flattened, which ';
    for (const backend of [eql, esql]) {
      expect(asked('requestParameters.a: b', backend)).to.deep.equal([
        undefined,
        `${field}EQL and ES|QL cannot read; a query string can`,
      ]);
      expect(asked('eventName|fieldref: requestParameters.a', backend)).to.have.length(2);
    }
    const [query] = asked('requestParameters.a|cased: b', lucene);
    expect(query).to.match(/aws\.cloudtrail\.flattened\.request_parameters\.a:b$/);
    for (const item of [
      'requestParameters.a: b',
      'requestParameters.a|contains: 7',
      'requestParameters.a|re: b',
    ])
      expect(asked(item, lucene)).to.deep.equal([undefined, `${field}has whole values in one case alone`]);
  });

  it('take the result of an audit in Entra ID from either of its places', () => {
    const { queries } = converted('product: azure, service: auditlogs', 'properties.result: success');
    expect(queries[0]).to.match(
      /\(\?event\.outcome : "success" or \?azure\.auditlogs\.properties\.result : "success"\)$/,
    );
  });

  it('refuse changed properties of Entra ID, which rules write where others write the operation', () => {
    const asked = (text: string): Conversion =>
      converted('product: azure, service: auditlogs', `properties.message: '${text}'`);
    expect(asked('Update user').queries[0]).to.match(/\?azure\.auditlogs\.operation_name : "Update user"$/);
    expect(asked('"newValue":"x"').diagnostics.map(({ code }) => code)).to.deep.equal(['pipeline-refused']);
  });

  it('look for keywords in the line of a text log, which a query string would take apart', () => {
    const asked = (backend: Backend<string>): Conversion =>
      keywords('product: linux, service: sshd', 'a b', backend);
    expect(asked(esql).queries[0]).to.match(/ and to_lower\(message\) like "\*a b\*"$/);
    expect(asked(lucene).diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-value']);
    expect(asked(eql).fidelity).to.equal('unsupported');
  });

  it('look at lists of integrations value by value in ES|QL', () => {
    const { queries } = converted('product: zeek, service: dns', 'answers: 127.0.0.1', { backend: esql });
    // An equals sign would be null for a field with several values.
    expect(queries[0]).to.match(/zeek\.dns\.answers : "127\.0\.0\.1"$/);
  });

  it('ask Elastic Defend in its own way', () => {
    const image = ['product: windows, category: image_load', "ImageLoaded|endswith: '\\a.dll'"] as const;
    expect(converted(...image, { pipeline: ecsEndpoint }).queries).to.deep.equal([
      'any where ?event.dataset == "endpoint.events.library" and ?host.os.type == "windows" and ' +
        '?event.category == "library" and ?dll.path : "*\\\\a.dll"',
    ]);
    const asked = (logsource: string, items: string): readonly (string | undefined)[] => {
      const { queries, diagnostics } = converted(`product: windows, ${logsource}`, items, {
        pipeline: ecsEndpoint,
      });
      return [
        queries[0]?.split(/event\.(?:type|category) (?:==|in) .*? and /).at(-1),
        ...diagnostics.map(({ code }) => code),
      ];
    };
    // Its own word for a valid signature, and a boolean for whether there is one.
    expect(asked('category: image_load', 'SignatureStatus: Valid')).to.deep.equal([
      '?dll.code_signature.status : "trusted"',
    ]);
    expect(asked('category: image_load', "Signed: 'false'")).to.deep.equal([
      '?dll.code_signature.exists == false',
    ]);
    expect(asked('category: registry_set', "TargetObject|startswith: 'HKU\\a'")).to.deep.equal([
      '?registry.path like~ ("HKEY_USERS\\\\a*", "HKU\\\\a*")',
    ]);
    expect(asked('category: registry_set', 'Details: QWORD (0x00000001-0x00000000)')).to.deep.equal([
      '(?registry.data.strings : "QWORD (0x00000001-0x00000000)" or ' +
        '(?registry.data.strings == "4294967296" and ?registry.data.type like "*_QWORD"))',
    ]);
    // Only events of processes tell of the parent, and connections have no names of hosts.
    expect(asked('category: image_load', 'ParentImage: a')).to.deep.equal([
      undefined,
      'pipeline-unmapped-field',
    ]);
    expect(asked('category: network_connection', 'DestinationHostname: a')).to.deep.equal([
      ...[undefined, 'pipeline-unmapped-field'],
    ]);
    const { fidelity } = converted('product: windows, service: security', 'EventID: 1', {
      pipeline: ecsEndpoint,
    });
    expect(fidelity).to.equal('unsupported');
  });

  it('can be had one by one, each for its own log sources', () => {
    expect(
      converted('product: okta, service: okta', 'eventType: a', { pipeline: ecsWindows }).queries,
    ).to.deep.equal([]);
    expect(createEcs('ecs-okta').name).to.equal('ecs-okta');
    expect(() => createEcs('toString' as EcsName)).to.throw(
      RangeError,
      '"toString" is no pipeline of Elastic: ecs, ecs-windows',
    );
  });

  it('are in the catalogue under their own names', async () => {
    const entries = pipelines.filter(({ targets }) => targets.includes('eql'));
    expect(entries.map(({ name }) => name)).to.include.members(['ecs', 'ecs-windows', 'ecs-network']);
    for (const { name, title, load } of entries) {
      const pipeline = await load();
      expect([pipeline.name, pipeline.title]).to.deep.equal([name, title]);
    }
  });
});
