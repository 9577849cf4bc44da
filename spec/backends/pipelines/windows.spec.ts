/** Where Windows records what rules are about, judged against Microsoft's pages on the events; seen through `convert`. */
import { expect } from 'chai';
import { splunkSysmon, splunkWindows } from '../../../backends/pipelines/splunk/index.ts';
import { sysmon, windowsAudit, windowsLogSources } from '../../../backends/pipelines/windows/index.ts';
import { splunk } from '../../../backends/splunk/index.ts';
import {
  convert,
  createCollection,
  parseSigma,
  type Conversion,
  type ConvertOptions,
  type SigmaRule,
} from '../../../lib/index.ts';
import { mapFields, type Pipeline } from '../../../lib/pipeline/index.ts';

function through(
  pipelines: readonly Pipeline[],
  logsource: string,
  selection: string,
  options: ConvertOptions = {},
): Conversion {
  const text = `title: T\nlogsource: { ${logsource} }\ndetection:\n  s:\n    ${selection}\n  condition: s\n`;
  const { rules, diagnostics } = parseSigma(text);
  expect(diagnostics).to.deep.equal([]);
  return convert(rules[0]!, splunk, { pipelines, ...options });
}

function spl(pipelines: readonly Pipeline[], logsource: string, selection: string): string {
  const { queries, diagnostics, fidelity } = through(pipelines, logsource, selection);
  expect(diagnostics).to.deep.equal([]);
  expect(fidelity).to.equal('exact');
  return queries[0]!;
}

/** Code and message of why there is no query, and the text in the rule it points at. */
function refusal(
  pipelines: readonly Pipeline[],
  logsource: string,
  selection: string,
): readonly [string, string, string] {
  const { queries, diagnostics } = through(pipelines, logsource, selection);
  expect(queries).to.deep.equal([]);
  const [{ code, message, source, span }] = diagnostics as [(typeof diagnostics)[0]];
  return [code, message, source.text.slice(span.start, span.end)];
}

const PROCESS = 'product: windows, category: process_creation';

describe('windows-logsources', () => {
  const logs = [windowsLogSources];

  it('looks at the channel of a service', () => {
    expect(spl(logs, 'product: windows, service: security', 'EventID: 4625')).to.equal(
      'Channel="Security" EventID=4625',
    );
  });

  it('looks at all channels of a service that has several', () => {
    expect(spl(logs, 'product: windows, service: powershell', 'EventID: 4104')).to.equal(
      'Channel IN ("Microsoft-Windows-PowerShell/Operational", "PowerShellCore/Operational") EventID=4104',
    );
  });

  it('looks at channel and event ids of a category', () => {
    expect(spl(logs, 'product: windows, category: ps_classic_start', 'Data|contains: x')).to.equal(
      'Channel="Windows PowerShell" EventID=400 Data="*x*"',
    );
    expect(spl(logs, 'product: windows, category: pipe_created', 'PipeName: x')).to.equal(
      'Channel="Microsoft-Windows-Sysmon/Operational" EventID IN (17, 18) PipeName="x"',
    );
  });

  it('tells apart registry events that share an id', () => {
    expect(spl(logs, 'product: windows, category: registry_delete', 'TargetObject: x')).to.equal(
      'Channel="Microsoft-Windows-Sysmon/Operational" EventID=12 EventType IN ("DeleteKey", "DeleteValue") TargetObject="x"',
    );
  });

  it('looks at every channel for a rule about Windows as such', () => {
    expect(spl(logs, 'product: windows', 'EventID: 1')).to.equal('Channel=* EventID=1');
  });

  it('reads names of log sources in any case', () => {
    expect(spl(logs, 'product: Windows, service: Security', 'EventID: 1')).to.equal(
      'Channel="Security" EventID=1',
    );
  });

  it('refuses rules about anything else, at their log source', () => {
    expect(refusal(logs, 'product: aws, service: cloudtrail', 'a: b')).to.deep.equal([
      'pipeline-log-source',
      'the Windows event log does not collect these events: aws / cloudtrail is not the Windows event log',
      '{ product: aws, service: cloudtrail }',
    ]);
    expect(refusal(logs, 'category: proxy', 'a: b')[0]).to.equal('pipeline-log-source');
  });

  it('refuses a service or category of which no channel is known', () => {
    expect(refusal(logs, 'product: windows, service: nonesuch', 'a: b')[1]).to.match(
      /: no channel is known for the service nonesuch$/,
    );
    expect(refusal(logs, 'product: windows, category: nonesuch', 'a: b')[1]).to.match(
      /: no Windows events are known for the category nonesuch$/,
    );
  });

  it('refuses events that only a trace session sees', () => {
    expect(refusal(logs, 'product: windows, category: file_access', 'FileName: x')[1]).to.match(
      /: no channel records events of the category file_access, only a trace session does$/,
    );
  });

  it('refuses a category that its service does not have', () => {
    expect(refusal(logs, 'product: windows, category: ps_script, service: security', 'a: b')[1]).to.match(
      /: no events of the service security are of the category ps_script$/,
    );
  });
});

describe('sysmon', () => {
  it('adds event ids, and makes the rule one about the service', () => {
    expect(spl([sysmon], PROCESS, 'Image: x')).to.equal('EventID=1 Image="x"');
    expect(spl([sysmon, windowsLogSources], PROCESS, 'Image: x')).to.equal(
      'Channel="Microsoft-Windows-Sysmon/Operational" EventID=1 Image="x"',
    );
  });

  it('leaves rules about other events to those who know them', () => {
    expect(spl([sysmon], 'product: windows, category: ps_script', 'ScriptBlockText: x')).to.equal(
      'ScriptBlockText="x"',
    );
    expect(spl([sysmon], 'product: linux, category: process_creation', 'Image: x')).to.equal('Image="x"');
  });
});

describe('windows-audit', () => {
  const audit = [windowsAudit];
  const SET = 'product: windows, category: registry_set';

  it('names the fields of event 4688', () => {
    expect(
      spl(audit, PROCESS, `{ Image|endswith: '\\a.exe', ParentImage: p, CommandLine: c, LogonId: '0x3e7' }`),
    ).to.equal(
      'EventID=4688 NewProcessName="*\\\\a.exe" ParentProcessName="p" CommandLine="c" SubjectLogonId="0x3e7"',
    );
  });

  it('writes integrity levels as labels, and knows those that are written so already', () => {
    expect(spl(audit, PROCESS, `IntegrityLevel: ['High', 'S-1-16-12288']`)).to.equal(
      'EventID=4688 MandatoryLabel IN ("S-1-16-12288", "S-1-16-12288")',
    );
    expect(refusal(audit, PROCESS, 'IntegrityLevel|contains: ig')).to.deep.equal([
      'pipeline-refused',
      'the Security log writes the integrity level as a code',
      'ig',
    ]);
    expect(refusal(audit, PROCESS, 'IntegrityLevel: Highest')[1]).to.equal(
      'the Security log has no integrity level `Highest`',
    );
  });

  it('refuses fields that the event lacks, and the user, who is another there', () => {
    for (const field of ['OriginalFileName', 'ParentCommandLine', 'Hashes', 'User', 'ProcessId']) {
      expect(refusal(audit, PROCESS, `${field}: x`)).to.deep.equal([
        'pipeline-unmapped-field',
        `the audit event of the Security log has no field for \`${field}\``,
        'x',
      ]);
    }
  });

  it('takes fields of the event itself as they are', () => {
    expect(spl(audit, PROCESS, '{ NewProcessName: x, SubjectUserName: y }')).to.equal(
      'EventID=4688 NewProcessName="x" SubjectUserName="y"',
    );
  });

  it('refuses event ids of Sysmon, and knows those of the Security log', () => {
    expect(refusal(audit, PROCESS, 'EventID: 1')).to.deep.equal([
      'pipeline-refused',
      'the Security log has these events under the id 4688',
      '1',
    ]);
    expect(spl(audit, PROCESS, 'EventID: 4688')).to.equal('EventID=4688 EventID=4688');
  });

  it('divides registry paths at each backslash into key and name of the value', () => {
    expect(spl(audit, SET, `TargetObject|endswith: '\\Run\\a'`)).to.equal(
      'EventID=4657 OperationType="%%1905" (ObjectValueName IN ("*\\\\Run\\\\a", "Run\\\\a") ' +
        'OR (ObjectName="*\\\\Run" ObjectValueName="a"))',
    );
  });

  it('calls hives and control sets as the kernel does', () => {
    expect(spl(audit, SET, `TargetObject: 'HKLM\\Software\\a'`)).to.equal(
      'EventID=4657 OperationType="%%1905" ((ObjectName="\\\\REGISTRY\\\\MACHINE" ObjectValueName="Software\\\\a") ' +
        'OR (ObjectName="\\\\REGISTRY\\\\MACHINE\\\\Software" ObjectValueName="a"))',
    );
    expect(refusal(audit, SET, `TargetObject|contains: 'HKCR\\x'`)[1]).to.match(/^the Security log writes/);
    const { queries } = through(audit, SET, `TargetObject: 'HKLM\\System\\CurrentControlSet\\a'`);
    expect(queries[0]).to.include(
      String.raw`"(?is)\\A\\\\REGISTRY\\\\MACHINE\\\\System\\\\ControlSet...\\z"`,
    );
  });

  it('writes the data of values without their type', () => {
    expect(spl(audit, SET, `Details: 'DWORD (0x00000010)'`)).to.equal(
      'EventID=4657 OperationType="%%1905" NewValueType="%%1876" NewValue="16"',
    );
    expect(spl(audit, SET, `Details: (Empty)`)).to.equal('EventID=4657 OperationType="%%1905" NewValue=""');
    expect(spl(audit, SET, `Details|contains: powershell`)).to.equal(
      'EventID=4657 OperationType="%%1905" NewValue="*powershell*"',
    );
    for (const value of ['Binary Data', 'QWORD (0x00000000-0x00000001)', '0x0000000']) {
      expect(refusal(audit, SET, `Details|startswith: '${value}'`)[0]).to.equal('pipeline-refused');
    }
    expect(refusal(audit, SET, `Details|re: a.b`)[0]).to.equal('pipeline-refused');
    expect(refusal(audit, SET, `TargetObject|re: a.b`)[0]).to.equal('pipeline-refused');
  });

  it('writes types of registry events as codes', () => {
    expect(spl(audit, 'product: windows, category: registry_event', 'EventType: CreateKey')).to.equal(
      'EventID=4657 OperationType="%%1904"',
    );
    expect(refusal(audit, 'product: windows, category: registry_event', 'EventType: RenameKey')[1]).to.equal(
      'the Security log has no kind of registry event `RenameKey`',
    );
  });

  it('leaves rules about other events to those who know them', () => {
    expect(spl(audit, 'product: windows, category: image_load', 'ImageLoaded: x')).to.equal(
      'ImageLoaded="x"',
    );
    expect(spl(audit, 'product: windows, category: registry_delete', 'TargetObject: x')).to.equal(
      'TargetObject="x"',
    );
    expect(spl(audit, 'product: windows, service: security', 'EventID: 1')).to.equal('EventID=1');
  });
});

describe('splunk-windows', () => {
  const windows = [splunkWindows];

  it('looks at the source of the channel and calls the event id as the add-on does', () => {
    expect(
      spl(
        windows,
        'product: windows, service: system',
        '{ Provider_Name: Service Control Manager, EventID: 7045 }',
      ),
    ).to.equal('source="XmlWinEventLog:System" Name="Service Control Manager" EventCode=7045');
  });

  it('restricts a rule of a category to the events of Sysmon', () => {
    expect(spl(windows, PROCESS, `Image|endswith: '\\cmd.exe'`)).to.equal(
      'source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 Image="*\\\\cmd.exe"',
    );
  });

  it('restricts it to those of the Security log behind windows-audit', () => {
    expect(spl([splunkWindows, windowsAudit], PROCESS, `Image|endswith: '\\cmd.exe'`)).to.equal(
      'source="XmlWinEventLog:Security" EventCode=4688 NewProcessName="*\\\\cmd.exe"',
    );
  });

  it('looks at the sources of all channels for a rule about Windows as such', () => {
    expect(spl(windows, 'product: windows', 'EventID: 1')).to.equal('source="XmlWinEventLog:*" EventCode=1');
  });

  it('looks for pieces of unnamed data in the XML of the event', () => {
    const CLASSIC = 'product: windows, category: ps_classic_start';
    expect(spl(windows, CLASSIC, 'Data|contains: HostName=x')).to.equal(
      'source="XmlWinEventLog:Windows PowerShell" EventCode=400 EventData_Xml="*HostName=x*"',
    );
    expect(refusal(windows, CLASSIC, 'Data|startswith: x')[0]).to.equal('pipeline-refused');
    expect(spl(windows, CLASSIC, `Data|contains: 'CLIENT: <a & b>'`)).to.equal(
      'source="XmlWinEventLog:Windows PowerShell" EventCode=400 EventData_Xml="*CLIENT: &lt;a &amp; b&gt;*"',
    );
    for (const value of [`a"b`, 'data', 'bin', '/data']) {
      expect(refusal(windows, CLASSIC, `Data|contains: '${value}'`)[1]).to.match(/XML/);
    }
  });

  it('writes the names of Defender with underscores for blanks', () => {
    expect(
      spl(windows, 'product: windows, service: windefend', '{ ThreatName: x, Path: y, Feature_Name: z }'),
    ).to.equal(
      'source="XmlWinEventLog:Microsoft-Windows-Windows Defender/Operational" Threat_Name="x" Path="y" Feature_Name="z"',
    );
    expect(spl(windows, 'product: windows, service: security', 'ProcessName: x')).to.equal(
      'source="XmlWinEventLog:Security" ProcessName="x"',
    );
  });

  it('refuses fields that the event of a category does not have', () => {
    expect(refusal(windows, 'product: windows, category: file_event', 'CommandLine: x')).to.deep.equal([
      'pipeline-unmapped-field',
      'the event in the Splunk Add-on for Microsoft Windows has no field for `CommandLine`',
      'x',
    ]);
    expect(refusal([sysmon], 'product: windows, category: file_event', 'CommandLine: x')[1]).to.equal(
      'the event of Sysmon has no field for `CommandLine`',
    );
    const own = mapFields((field) => (field === 'Image' ? 'Img' : field));
    const before = { name: 'own', title: 'Own', priority: 0, backends: [], steps: [own] };
    expect(spl([splunkWindows, before], PROCESS, 'Image: x')).to.match(/ EventCode=1 Img="x"$/);
    // A filter names fields as rules do.
    const { results } = createCollection(
      parseSigma(
        'title: R\nlogsource: { product: windows, category: file_event }\ndetection: { s: { Image: x }, condition: s }\n---\n' +
          'title: F\nlogsource: { product: windows }\nfilter: { rules: any, s: { CommandLine: x }, condition: not s }\n',
      ),
    );
    expect(
      convert(results[0] as SigmaRule, splunk, { pipelines: windows }).diagnostics.map(({ code }) => code),
    ).to.deep.equal(['pipeline-unmapped-field']);
    // One of the events of the category has it.
    expect(spl([sysmon], 'product: windows, category: registry_event', 'NewName: x')).to.equal(
      'EventID IN (12, 13, 14) NewName="x"',
    );
  });

  it('refuses the rendered message, which an event in XML does not have', () => {
    expect(refusal(windows, 'product: windows, service: application', 'Message: x')).to.deep.equal([
      'pipeline-unmapped-field',
      'the event in the Splunk Add-on for Microsoft Windows has no field for `Message`',
      'x',
    ]);
  });

  it('refuses rules about anything else', () => {
    expect(refusal(windows, 'product: linux, service: auditd', 'type: EXECVE')[1]).to.equal(
      'the Splunk Add-on for Microsoft Windows does not collect these events: linux / auditd is not the Windows event log',
    );
  });
});

describe('splunk-sysmon', () => {
  it('takes rules of the categories and the service of Sysmon', () => {
    expect(spl([splunkSysmon], 'product: windows, category: registry_set', 'Details: x')).to.equal(
      'source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=13 Details="x"',
    );
    expect(spl([splunkSysmon], 'product: windows, service: sysmon', 'EventID: 16')).to.equal(
      'source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=16',
    );
  });

  it('refuses all others', () => {
    expect(refusal([splunkSysmon], 'product: windows, service: security', 'EventID: 1')[1]).to.equal(
      'the Splunk Add-on for Sysmon does not collect these events: Sysmon records no events of windows / security',
    );
    expect(refusal([splunkSysmon], 'product: linux, service: auditd', 'a: b')[0]).to.equal(
      'pipeline-log-source',
    );
  });
});
