import { expect } from 'chai';
import { readEvent } from '../../../../lib/events/read.ts';

const SYSTEM = {
  Provider: {
    '#attributes': { Name: 'Microsoft-Windows-Sysmon', Guid: '5770385F-C22A-43E0-BF4C-06F5698FFBD9' },
  },
  EventID: 1,
  Version: 5,
  Level: 4,
  Task: 1,
  Opcode: 0,
  Keywords: '0x8000000000000000',
  TimeCreated: { '#attributes': { SystemTime: '2024-05-06T07:08:09.123456Z' } },
  EventRecordID: 7,
  Correlation: null,
  Execution: { '#attributes': { ProcessID: 100, ThreadID: 200 } },
  Channel: 'Microsoft-Windows-Sysmon/Operational',
  Computer: 'host1',
  Security: { '#attributes': { UserID: 'S-1-5-18' } },
};

function read(event: object, system: object = {}): ReturnType<typeof readEvent> & object {
  return readEvent({ Event: { System: { ...SYSTEM, ...system }, ...event } })!;
}

function fieldsOf(event: object, system: object = {}): Readonly<Record<string, unknown>> {
  return read(event, system).fields;
}

describe('the event log as JSON', () => {
  it('gives the data under its own names and the header under those of Sigma', () => {
    const event = read({ EventData: { Image: 'C:\\a.exe', ProcessId: 4, Initiated: true } });
    expect(event.route).to.deep.equal({
      channel: 'Microsoft-Windows-Sysmon/Operational',
      eventId: 1,
      provider: 'Microsoft-Windows-Sysmon',
    });
    expect(event.fields).to.deep.equal({
      Image: 'C:\\a.exe',
      ProcessId: 4,
      Initiated: true,
      EventID: 1,
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      Provider_Name: 'Microsoft-Windows-Sysmon',
      Provider_Guid: '{5770385F-C22A-43E0-BF4C-06F5698FFBD9}',
      Computer: 'host1',
      Level: 4,
      Task: 1,
      Opcode: 0,
      Keywords: '0x8000000000000000',
      Version: 5,
      EventRecordID: 7,
      TimeCreated: '2024-05-06T07:08:09.123456Z',
      Security_UserID: 'S-1-5-18',
      Execution_ProcessID: 100,
      Execution_ThreadID: 200,
    });
  });

  it('lets data win over the header for fields, and the header alone make the route', () => {
    const cleared = read(
      {
        UserData: {
          LogFileCleared: {
            '#attributes': { xmlns: 'http://manifests.microsoft.com/win/2004/08/windows/eventlog' },
            SubjectUserName: 'admin',
            Channel: 'Application',
          },
        },
      },
      {
        EventID: 104,
        Channel: 'System',
        Provider: { '#attributes': { Name: 'Microsoft-Windows-Eventlog' } },
      },
    );
    expect(cleared.fields).to.include({ Channel: 'Application', SubjectUserName: 'admin', EventID: 104 });
    expect(cleared.fields).to.not.have.property('xmlns');
    expect(cleared.route).to.include({ channel: 'System', eventId: 104 });
  });

  it('reads event ids with qualifiers, and those that forwarding made text', () => {
    expect(
      read({}, { EventID: { '#attributes': { Qualifiers: 16384 }, '#text': 7045 } }).route.eventId,
    ).to.equal(7045);
    const forwarded = read({}, { EventID: '1116' });
    expect(forwarded.route.eventId).to.equal(1116);
    expect(forwarded.fields.EventID).to.equal(1116);
    expect(read({}, { EventID: { '#text': '4104' } }).route.eventId).to.equal(4104);
    expect(read({}, { EventID: 'x' }).route).to.not.have.property('eventId');
  });

  it('collects data without names in the field Data, each text whole', () => {
    const texts = ['a', 'HostId=1\n\tEngineVersion=\n', ''];
    expect(fieldsOf({ EventData: { Data: { '#text': texts } } }).Data).to.deep.equal(texts);
    expect(fieldsOf({ EventData: { Data: { '#text': 'one' } } }).Data).to.equal('one');
    expect(fieldsOf({ EventData: { Data: ['a', 'b'] } }).Data).to.deep.equal(['a', 'b']);
    expect(fieldsOf({ EventData: { Data: 'one' } }).Data).to.equal('one');
    expect(fieldsOf({ EventData: { Data: null } }).Data).to.equal(null);
  });

  it('gives named data that stands in a list its names', () => {
    const fields = fieldsOf({
      EventData: {
        Data: [
          { '#attributes': { Name: 'Image' }, '#text': 'a' },
          { '@Name': 'User', '#text': 'b' },
          { '@Name': 'Empty' },
          'unnamed',
        ],
      },
    });
    expect(fields).to.include({ Image: 'a', User: 'b', Empty: null, Data: 'unnamed' });
  });

  it('keeps null, the empty text and the dash apart', () => {
    const fields = fieldsOf({ EventData: { a: null, b: '', c: '-', d_1: 'second' } });
    expect(fields).to.include({ a: null, b: '', c: '-', d_1: 'second' });
  });

  it('lifts the members of user data from any depth, attributes included', () => {
    const fields = fieldsOf({
      UserData: {
        CertGetCertificateChain: {
          '#attributes': { 'xmlns:auto-ns2': 'x' },
          Certificate: { '#attributes': { fileRef: 'F.cer', subjectName: 'test' } },
          Inner: { Deeper: { Id: 5 }, Text: { '#attributes': { kind: 'k' }, '#text': 't' } },
          Many: [{ Name: 'a' }, { Name: 'b' }],
          List: ['x', 'y'],
        },
      },
    });
    expect(fields).to.include({ fileRef: 'F.cer', subjectName: 'test', Id: 5, Text: 't', kind: 'k' });
    expect(fields.Name).to.deep.equal(['a', 'b']);
    expect(fields.List).to.deep.equal(['x', 'y']);
    expect(fields).to.not.have.property('xmlns:auto-ns2');
    expect(fields).to.not.have.property('Certificate');
  });

  it('does not follow user data into any depth', () => {
    let deep: unknown = { Bottom: 1 };
    for (let i = 0; i < 100_000; i++) deep = { a: deep };
    expect(fieldsOf({ UserData: deep })).to.not.have.property('Bottom');
  });

  it('gives names with spaces both forms that rules use', () => {
    const fields = fieldsOf({ EventData: { 'Threat Name': 'Eicar', 'Feature Name': '%%886' } });
    expect(fields).to.include({ ThreatName: 'Eicar', Threat_Name: 'Eicar', 'Threat Name': 'Eicar' });
    expect(fields).to.include({ FeatureName: '%%886', Feature_Name: '%%886' });
  });

  it('puts identifiers in braces, as the XML has them', () => {
    const bare = '0CCE9242-69AE-11D9-BED3-505054503030';
    const fields = fieldsOf({
      EventData: {
        SubcategoryGuid: bare,
        ProcessGuid: `{${bare}}`,
        TargetGUID: bare,
        LogonGuid: 'none',
        Other: bare,
      },
    });
    expect(fields).to.include({
      SubcategoryGuid: `{${bare}}`,
      ProcessGuid: `{${bare}}`,
      TargetGUID: `{${bare}}`,
      LogonGuid: 'none',
      Other: bare,
    });
  });

  it('reads attributes that stand beside their element', () => {
    const event = readEvent({
      Event: {
        System: {
          Provider_attributes: { Name: 'P', EventSourceName: 'S' },
          EventID: 7036,
          Channel: 'System',
          TimeCreated_attributes: { SystemTime: 't' },
        },
        EventData: {},
      },
    });
    expect(event?.route.provider).to.equal('P');
    expect(event?.fields).to.include({ Provider_Name: 'P', EventSourceName: 'S', TimeCreated: 't' });
  });

  it('reads an event without data', () => {
    for (const data of [null, '', 'text', [], 5]) {
      expect(read({ EventData: data }).fields).to.include({ EventID: 1 });
    }
    expect(readEvent({ Event: { System: {} } })?.route).to.deep.equal({});
  });

  it('has no Message unless asked for', () => {
    const record = { Event: { System: SYSTEM, RenderingInfo: { Message: 'A process was created.' } } };
    expect(readEvent(record)?.fields).to.not.have.property('Message');
    expect(readEvent(record, { message: true })?.fields).to.include({ Message: 'A process was created.' });
  });
});
