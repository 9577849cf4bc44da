import { expect } from 'chai';
import fc from 'fast-check';
import { readEvent } from '../../../lib/events/read.ts';

describe('reading an event', () => {
  it('knows each shape by what only that shape has', () => {
    const shapes: [string, unknown][] = [
      ['evtx', { Event: { System: { EventID: 1 }, EventData: {} } }],
      ['evtx', { System: { EventID: 1 }, EventData: {} }],
      ['winlogbeat', { winlog: { event_id: 1 }, event: { code: 1 } }],
      ['winlogbeat', { 'winlog.channel': 'Security', 'winlog.event_id': 1 }],
      ['winlogbeat-6', { event_id: 1, log_name: 'Security', event_data: {} }],
      ['nxlog', { EventID: 1, Channel: 'Security', SourceModuleType: 'im_msvistalog' }],
      ['splunk', { source: 'XmlWinEventLog:Security', EventCode: '4688' }],
      ['splunk', { sourcetype: 'WinEventLog', EventCode: '4688' }],
      ['splunk', { EventCode: '4688', LogName: 'Security' }],
      ['flat', { EventID: 1, Channel: 'Security' }],
      ['read', { route: { channel: 'Security' }, fields: { a: 1 } }],
      ['plain', { eventName: 'ConsoleLogin', userIdentity: { type: 'Root' } }],
      ['plain', { Channel: 'news', EventID: 'none' }],
      ['plain', { Event: 'click', System: 'x' }],
      ['plain', {}],
    ];
    for (const [shape, record] of shapes) {
      expect(readEvent(record)?.shape, JSON.stringify(record)).to.equal(shape);
    }
  });

  it('takes only objects for events', () => {
    for (const value of [null, 1, 'text', true, [], [{ EventID: 1 }], undefined]) {
      expect(readEvent(value)).to.equal(undefined);
    }
  });

  it('looks into what search results wrap around an event', () => {
    const event = { EventID: 1, Channel: 'Security' };
    expect(readEvent({ _index: 'i', _id: '1', _source: event })?.shape).to.equal('flat');
    expect(readEvent({ preview: false, offset: 0, result: event })?.shape).to.equal('flat');
    expect(readEvent({ result: event })?.shape).to.equal('plain');
    expect(readEvent({ _source: event })?.shape).to.equal('plain');
  });

  it('leaves events of other products as they are, without a route', () => {
    const record = { eventSource: 's3.amazonaws.com', 'id.orig_h': '10.0.0.1', nested: { a: [1] } };
    const event = readEvent(record);
    expect(event?.fields).to.equal(record);
    expect(event?.route).to.deep.equal({});
  });

  it('gives what it has read before unchanged', () => {
    const first = readEvent({ Event: { System: { EventID: 1, Channel: 'X' }, EventData: { Image: 'a' } } });
    const again = readEvent(JSON.parse(JSON.stringify(first)));
    expect(again).to.deep.equal({ ...first, shape: 'read' });
    const odd = readEvent({ route: { channel: 7, eventId: 'x', provider: null }, fields: { a: 1 } });
    expect(odd?.route).to.deep.equal({});
  });

  it('keeps fields with the names of inherited properties fields', () => {
    const record = JSON.parse(
      '{"Event":{"System":{"EventID":1},"EventData":{"__proto__":"x","constructor":"y","toString":{"#text":"z"}}}}',
    ) as unknown;
    const fields = readEvent(record)?.fields ?? {};
    expect(Object.getPrototypeOf(fields)).to.equal(Object.prototype);
    expect(Object.entries(fields)).to.deep.include(['__proto__', 'x']);
    expect(Object.entries(fields)).to.deep.include(['constructor', 'y']);
    expect(Object.entries(fields)).to.deep.include(['toString', 'z']);
  });

  it('never throws and never changes the record', () => {
    const name = fc.constantFrom(
      ...['Event', 'System', 'EventData', 'UserData', 'Data', '#text', '#attributes', 'EventID', 'Channel'],
      ...[
        'winlog',
        'event_data',
        'event_id',
        'log_name',
        'user_data',
        'event',
        'code',
        'process',
        'hash',
        'Keywords',
      ],
      ...[
        'SourceModuleType',
        'EventCode',
        'LogName',
        'source',
        'Account_Name',
        'Severity',
        'route',
        'fields',
        '_index',
      ],
      ...['__proto__', 'a b', 'XGuid', 'param1', 'Message', 'EventType', '_source', 'result', 'preview'],
    );
    const { json } = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof(
        { depthSize: 'medium' },
        fc.constantFrom<unknown>(null, 1, -1, 1.5, '1', 'WinEventLog:Security', '-9214364837600034816', true),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(name, tie('json'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(name, json), fc.boolean(), (record, message) => {
        const before = JSON.stringify(record);
        const event = readEvent(record, { message });
        expect(event).to.not.equal(undefined);
        expect(JSON.stringify(record)).to.equal(before);
        expect(readEvent(record, { message })).to.deep.equal(event);
      }),
      { numRuns: 2_000 },
    );
  });
});
