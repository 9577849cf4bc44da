import { expect } from 'chai';
import { viewOf } from '../../../lib/events/views.ts';

describe('views of audit events', () => {
  it('show Security 4688 as Sysmon shows a new process', () => {
    const event = Object.freeze({
      NewProcessName: 'C:\\a.exe',
      ParentProcessName: 'C:\\p.exe',
      NewProcessId: '0x13dc',
      ProcessId: '0x618',
      CommandLine: 'a',
      SubjectDomainName: 'CORP',
      SubjectUserName: 'bob',
      SubjectLogonId: '0x3e7',
      MandatoryLabel: 'S-1-16-12288',
    });
    expect(viewOf('process-creation', event)).to.deep.equal({
      ...event,
      Image: 'C:\\a.exe',
      ParentImage: 'C:\\p.exe',
      ProcessId: 0x13dc,
      ParentProcessId: 0x618,
      LogonId: '0x3e7',
      IntegrityLevel: 'High',
      User: 'CORP\\bob',
    });
  });

  it('add nothing that the event does not have', () => {
    expect(viewOf('process-creation', { CommandLine: 'a', ProcessId: 4 })).to.deep.equal({
      CommandLine: 'a',
      ProcessId: 4,
    });
    for (const view of ['registry', 'network-connection', 'antivirus'] as const) {
      expect(viewOf(view, { a: 1 })).to.deep.equal({ a: 1 });
    }
    expect(viewOf('process-creation', { SubjectUserName: 'HOST$', SubjectDomainName: '-' })).to.include({
      User: 'HOST$',
    });
    expect(viewOf('process-creation', { MandatoryLabel: 'S-1-16-1' })).to.include({
      IntegrityLevel: 'S-1-16-1',
    });
  });

  it('show Security 4657 as Sysmon shows a registry value', () => {
    const event = {
      ObjectName: '\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet001\\Control\\Lsa',
      ObjectValueName: 'Mode',
      NewValueType: '%%1876',
      NewValue: '10',
      OperationType: '%%1905',
      ProcessName: 'C:\\a.exe',
    };
    expect(viewOf('registry', event)).to.deep.include({
      TargetObject: 'HKLM\\System\\CurrentControlSet\\Control\\Lsa\\Mode',
      Details: ['DWORD (0x0000000a)', '10'],
      EventType: 'SetValue',
      Image: 'C:\\a.exe',
    });
    expect(
      viewOf('registry', { ObjectName: '\\REGISTRY\\USER\\S-1-5\\x', NewValueType: '%%1873', NewValue: '' }),
    ).to.include({
      TargetObject: 'HKU\\S-1-5\\x',
      Details: '(Empty)',
    });
    expect(viewOf('registry', { NewValueType: '%%1873', NewValue: '7' })).to.include({ Details: '7' });
  });

  it('show Security 5156 as Sysmon shows a connection', () => {
    const event = {
      Application: '\\device\\harddiskvolume4\\windows\\a.exe',
      Direction: '%%14593',
      SourceAddress: '10.0.0.1',
      DestAddress: '10.0.0.2',
      DestPort: '53',
      Protocol: '17',
    };
    expect(viewOf('network-connection', event)).to.include({
      Image: 'C:\\windows\\a.exe',
      Initiated: true,
      SourceIp: '10.0.0.1',
      DestinationIp: '10.0.0.2',
      DestinationPort: '53',
      Protocol: 'udp',
    });
    expect(viewOf('network-connection', { Direction: '%%14592', Protocol: 6 })).to.include({
      Initiated: false,
      Protocol: 'tcp',
    });
    expect(viewOf('network-connection', { Protocol: 1 })).to.deep.equal({ Protocol: 1 });
  });

  it('show Defender’s detections as rules about antivirus expect them', () => {
    expect(viewOf('antivirus', { ThreatName: 'Eicar', Path: 'file:_C:\\e.com' })).to.include({
      Signature: 'Eicar',
      Filename: 'file:_C:\\e.com',
    });
  });
});
