import { expect } from 'chai';
import { readEvent } from '../../../../lib/events/read.ts';

const SYSMON = {
  channel: 'Microsoft-Windows-Sysmon/Operational',
  provider_name: 'Microsoft-Windows-Sysmon',
  computer_name: 'host1',
};

function fieldsOf(record: object): Readonly<Record<string, unknown>> {
  return readEvent(record)!.fields;
}

describe('Winlogbeat 7 and later', () => {
  it('reads the header below winlog, with event.code and event.provider as second best', () => {
    const event = readEvent({
      '@timestamp': '2024-05-06T07:08:09Z',
      event: { code: '4688', provider: 'Microsoft-Windows-Security-Auditing' },
      winlog: {
        channel: 'Security',
        computer_name: 'host1',
        record_id: 7,
        task: 'Process Creation',
        keywords: ['Audit Success'],
        process: { pid: 4, thread: { id: 8 } },
        event_data: { NewProcessName: 'C:\\a.exe' },
      },
    });
    expect(event?.shape).to.equal('winlogbeat');
    expect(event?.route).to.deep.equal({
      channel: 'Security',
      eventId: 4688,
      provider: 'Microsoft-Windows-Security-Auditing',
    });
    expect(event?.fields).to.deep.include({
      NewProcessName: 'C:\\a.exe',
      EventID: 4688,
      Computer: 'host1',
      EventRecordID: 7,
      Task: 'Process Creation',
      Keywords: ['Audit Success'],
      Execution_ProcessID: 4,
      Execution_ThreadID: 8,
      TimeCreated: '2024-05-06T07:08:09Z',
    });
  });

  it('reads documents whose names are written with dots', () => {
    const event = readEvent({
      'winlog.channel': 'Security',
      'winlog.event_id': 4624,
      'winlog.event_data.TargetUserName': 'u',
      'winlog.event_data.Logon Type': 3,
    });
    expect(event?.route).to.include({ channel: 'Security', eventId: 4624 });
    expect(event?.fields).to.include({ TargetUserName: 'u', LogonType: 3 });
  });

  it('finds what the Sysmon module has moved into the common schema', () => {
    const fields = fieldsOf({
      winlog: { ...SYSMON, event_id: 1, event_data: { IntegrityLevel: 'High', Company: 'Own' } },
      process: {
        executable: 'C:\\a.exe',
        command_line: 'a.exe -x',
        pid: 10,
        entity_id: '{g1}',
        working_directory: 'C:\\',
        pe: { original_file_name: 'A.EXE', company: 'Other', imphash: 'abc' },
        hash: { md5: 'd41d', sha256: 'e3b0' },
        parent: { executable: 'C:\\p.exe', command_line: 'p', pid: 5, entity_id: '{g0}' },
      },
      user: { name: 'bob', domain: 'CORP' },
    });
    expect(fields).to.include({
      Image: 'C:\\a.exe',
      CommandLine: 'a.exe -x',
      ProcessId: 10,
      ProcessGuid: '{g1}',
      CurrentDirectory: 'C:\\',
      OriginalFileName: 'A.EXE',
      Company: 'Own',
      IntegrityLevel: 'High',
      ParentImage: 'C:\\p.exe',
      ParentCommandLine: 'p',
      ParentProcessId: 5,
      Hashes: 'MD5=D41D,SHA256=E3B0,IMPHASH=ABC',
      User: 'CORP\\bob',
    });
    expect(fields).to.not.have.property('TargetFilename');
    expect(fields).to.not.have.property('SourceImage');
  });

  it('tells by the event id what a shared name stands for', () => {
    const record = (eventId: number): object => ({
      winlog: { ...SYSMON, event_id: eventId },
      process: { executable: 'C:\\a.exe' },
      file: { path: 'C:\\f', name: '\\pipe' },
      registry: { path: 'HKLM\\x', data: { strings: ['1', '2'] } },
      network: { transport: 'tcp', direction: 'egress' },
      source: { ip: '10.0.0.1', port: 1 },
      destination: { ip: '10.0.0.2', port: 443, domain: 'd' },
      dns: { question: { name: 'q' } },
    });
    expect(fieldsOf(record(11))).to.include({ Image: 'C:\\a.exe', TargetFilename: 'C:\\f' });
    expect(fieldsOf(record(7))).to.include({ ImageLoaded: 'C:\\f' });
    expect(fieldsOf(record(7))).to.not.have.property('TargetFilename');
    expect(fieldsOf(record(10))).to.include({ SourceImage: 'C:\\a.exe' });
    expect(fieldsOf(record(10))).to.not.have.property('Image');
    expect(fieldsOf(record(13))).to.deep.include({ TargetObject: 'HKLM\\x', Details: ['1', '2'] });
    expect(fieldsOf(record(17))).to.include({ PipeName: '\\pipe' });
    expect(fieldsOf(record(22))).to.include({ QueryName: 'q' });
    expect(fieldsOf(record(3))).to.include({
      Protocol: 'tcp',
      Initiated: true,
      SourceIp: '10.0.0.1',
      SourcePort: 1,
      DestinationIp: '10.0.0.2',
      DestinationPort: 443,
      DestinationHostname: 'd',
    });
  });

  it('reads audit events and script blocks from the common schema too', () => {
    const audit = fieldsOf({
      winlog: { channel: 'security', event_id: '4688' },
      process: { executable: 'C:\\a.exe', pid: 16, parent: { executable: 'C:\\p.exe', pid: 5 } },
    });
    expect(audit).to.include({
      NewProcessName: 'C:\\a.exe',
      NewProcessId: 16,
      ParentProcessName: 'C:\\p.exe',
      ProcessId: 5,
    });
    expect(audit).to.not.have.property('Image');
    const other = fieldsOf({
      winlog: { channel: 'Security', event_id: 4663 },
      process: { executable: 'C:\\a.exe' },
    });
    expect(other).to.include({ ProcessName: 'C:\\a.exe' });
    const script = fieldsOf({
      winlog: { channel: 'Microsoft-Windows-PowerShell/Operational', event_id: 4104 },
      powershell: { file: { script_block_text: 'iex', script_block_id: 'i' } },
      file: { path: 'C:\\s.ps1' },
    });
    expect(script).to.include({ ScriptBlockText: 'iex', ScriptBlockId: 'i', Path: 'C:\\s.ps1' });
  });

  it('collects numbered parameters in the field Data', () => {
    const fields = fieldsOf({
      winlog: { channel: 'Windows PowerShell', event_id: 400, event_data: { param1: 'a', param2: 'b' } },
    });
    expect(fields).to.deep.include({ Data: ['a', 'b'], param1: 'a' });
  });

  it('reads user data with and without its element', () => {
    const winlog = { channel: 'System', event_id: 104 };
    expect(
      fieldsOf({ winlog: { ...winlog, user_data: { xml_name: 'LogFileCleared', Channel: 'X' } } }),
    ).to.deep.include({ Channel: 'X', EventID: 104 });
    expect(fieldsOf({ winlog: { ...winlog, user_data: { LogFileCleared: { Channel: 'X' } } } })).to.include({
      Channel: 'X',
    });
  });

  it('has no Message unless asked for', () => {
    const record = { message: 'rendered', winlog: { event_id: 1 } };
    expect(readEvent(record)?.fields).to.not.have.property('Message');
    expect(readEvent(record, { message: true })?.fields).to.include({ Message: 'rendered' });
  });
});

describe('Winlogbeat 6', () => {
  it('has everything at the top', () => {
    const record = {
      '@timestamp': 't',
      event_id: 1,
      log_name: 'Microsoft-Windows-Sysmon/Operational',
      source_name: 'Microsoft-Windows-Sysmon',
      computer_name: 'host1',
      record_number: '7',
      process_id: 100,
      level: 'Information',
      event_data: { Image: 'C:\\a.exe' },
      user_data: { Extra: 1 },
      message: 'rendered',
    };
    const event = readEvent(record);
    expect(event?.shape).to.equal('winlogbeat-6');
    expect(event?.route).to.deep.equal({
      channel: 'Microsoft-Windows-Sysmon/Operational',
      eventId: 1,
      provider: 'Microsoft-Windows-Sysmon',
    });
    expect(event?.fields).to.deep.equal({
      Image: 'C:\\a.exe',
      Extra: 1,
      EventID: 1,
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      Provider_Name: 'Microsoft-Windows-Sysmon',
      Computer: 'host1',
      Level: 'Information',
      EventRecordID: '7',
      TimeCreated: 't',
      Execution_ProcessID: 100,
    });
  });
});
