import { expect } from 'chai';
import { readEvent } from '../../../../lib/events/read.ts';

function fieldsOf(record: object): Readonly<Record<string, unknown>> {
  return readEvent(record)!.fields;
}

const NXLOG = { SourceModuleName: 'eventlog', SourceModuleType: 'im_msvistalog' };
const SYSMON = {
  ...NXLOG,
  Channel: 'Microsoft-Windows-Sysmon/Operational',
  SourceName: 'Microsoft-Windows-Sysmon',
};

describe('NXLog', () => {
  it('has data and header side by side', () => {
    const event = readEvent({
      ...SYSMON,
      EventID: 3,
      Hostname: 'host1',
      host: 'collector',
      EventTime: 't',
      Severity: 'INFO',
      SeverityValue: 2,
      Keywords: -9223372036854775808,
      RecordNumber: 7,
      ExecutionProcessID: 100,
      ThreadID: 200,
      ProviderGuid: '{5770385F-C22A-43E0-BF4C-06F5698FFBD9}',
      DestinationPort: '443',
      Initiated: 'true',
      ProcessId: '4',
      Message: 'Network connection detected',
    });
    expect(event?.shape).to.equal('nxlog');
    expect(event?.route).to.deep.equal({
      channel: 'Microsoft-Windows-Sysmon/Operational',
      eventId: 3,
      provider: 'Microsoft-Windows-Sysmon',
    });
    expect(event?.fields).to.deep.equal({
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      DestinationPort: '443',
      Initiated: 'true',
      ProcessId: '4',
      EventID: 3,
      Provider_Name: 'Microsoft-Windows-Sysmon',
      Provider_Guid: '{5770385F-C22A-43E0-BF4C-06F5698FFBD9}',
      Computer: 'host1',
      Level: 4,
      Keywords: '0x8000000000000000',
      EventRecordID: 7,
      TimeCreated: 't',
      Execution_ProcessID: 100,
      Execution_ThreadID: 200,
    });
  });

  it('gets back the kind of registry event that NXLog has overwritten', () => {
    const record = { ...SYSMON, EventType: 'INFO', EventTypeOrignal: 'INFO' };
    expect(fieldsOf({ ...record, EventID: 13 }).EventType).to.equal('SetValue');
    expect(fieldsOf({ ...record, EventID: '14' }).EventType).to.equal('RenameKey');
    const message = 'Registry object added or deleted:\r\nEventType: DeleteKey\r\nTargetObject: HKLM';
    expect(fieldsOf({ ...record, EventID: 12, Message: message }).EventType).to.equal('DeleteKey');
    expect(fieldsOf({ ...record, EventID: 12 })).to.not.have.property('EventType');
    expect(fieldsOf({ ...SYSMON, EventID: 12, EventType: 'CreateKey' }).EventType).to.equal('CreateKey');
    expect(
      fieldsOf({ ...NXLOG, Channel: 'Security', EventID: 4688, EventType: 'AUDIT_SUCCESS' }).EventType,
    ).to.equal('AUDIT_SUCCESS');
  });

  it('writes keywords as the event log does', () => {
    const keywords = (value: unknown): unknown =>
      fieldsOf({ ...NXLOG, EventID: 1, Channel: 'X', Keywords: value }).Keywords;
    expect(keywords('-9214364837600034816')).to.equal('0x8020000000000000');
    expect(keywords(-9218868437227405312)).to.equal('0x8010000000000000');
    expect(keywords(0)).to.equal('0x0');
    expect(keywords('0x8020000000000000')).to.equal('0x8020000000000000');
    expect(keywords('Audit Success')).to.equal('Audit Success');
  });
});

describe('Splunk', () => {
  it('names the channel in the source, and the event id EventCode', () => {
    const event = readEvent({
      preview: false,
      result: {
        source: 'XmlWinEventLog:Microsoft-Windows-Sysmon/Operational',
        sourcetype: 'XmlWinEventLog',
        index: 'windows',
        host: 'h',
        _time: 't',
        _raw: '<Event/>',
        EventCode: '1',
        ComputerName: 'host1',
        Image: 'C:\\a.exe',
      },
    });
    expect(event?.shape).to.equal('splunk');
    expect(event?.route).to.deep.equal({ channel: 'Microsoft-Windows-Sysmon/Operational', eventId: 1 });
    expect(event?.fields).to.deep.equal({
      Image: 'C:\\a.exe',
      EventID: 1,
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      Computer: 'host1',
      TimeCreated: 't',
    });
  });

  it('makes the names of the event of the labels of the classic rendering', () => {
    const fields = fieldsOf({
      source: 'WinEventLog:Security',
      EventCode: '4688',
      SourceName: 'Microsoft Windows security auditing.',
      Account_Name: ['HOST1$', '-'],
      Account_Domain: ['CORP', '-'],
      Logon_ID: ['0x3e7', '0x0'],
      New_Process_Name: 'C:\\a.exe',
      Process_Command_Line: 'a -x',
      Creator_Process_Name: 'C:\\p.exe',
    });
    expect(fields).to.include({
      SubjectUserName: 'HOST1$',
      TargetUserName: '-',
      SubjectDomainName: 'CORP',
      SubjectLogonId: '0x3e7',
      TargetLogonId: '0x0',
      NewProcessName: 'C:\\a.exe',
      CommandLine: 'a -x',
      ParentProcessName: 'C:\\p.exe',
      Provider_Name: 'Microsoft Windows security auditing.',
    });
    expect(
      fieldsOf({ source: 'WinEventLog:System', EventCode: '7045', Service_File_Name: 'C:\\s.exe' }),
    ).to.include({
      ServiceFileName: 'C:\\s.exe',
      ImagePath: 'C:\\s.exe',
    });
  });
});

describe('flat exports', () => {
  it('need nothing but the other names of the header', () => {
    const record = {
      EventID: '4688',
      Channel: 'Security',
      EventSourceName: 'P',
      Hostname: 'host1',
      'A b': 1,
      Message: 'm',
    };
    const event = readEvent(record);
    expect(event?.route).to.deep.equal({ channel: 'Security', eventId: 4688, provider: 'P' });
    expect(event?.fields).to.deep.equal({
      Channel: 'Security',
      EventSourceName: 'P',
      Hostname: 'host1',
      'A b': 1,
      Ab: 1,
      A_b: 1,
      EventID: 4688,
      Provider_Name: 'P',
      Computer: 'host1',
    });
    expect(readEvent(record, { message: true })?.fields).to.include({ Message: 'm' });
  });

  it('have members without a column in an object of their own, at Azure', () => {
    const record = {
      EventID: 4663,
      Channel: 'Security',
      EventData_dynamic: { ObjectName: 'x', Channel: 'y' },
    };
    expect(fieldsOf(record)).to.include({ ObjectName: 'x', Channel: 'Security' });
  });
});
