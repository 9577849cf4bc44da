/** Event coverage: from log sources, narrowed by detections. */
import { expect } from 'chai';
import { eventsOf } from '../../../lib/analysis/events.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { toQueries } from '../../../lib/resolve/to-queries.ts';

/** `channel id title` of each event of a rule with this log source and selection. */
function events(logsource: string, selection = 'Image: x', condition = 'selection'): readonly string[] {
  const [rule] = parseSigma(
    `title: T\nlogsource: ${logsource}\ndetection:\n  selection: { ${selection} }\n  condition: ${condition}\n`,
  ).rules;
  return eventsOf(rule!.logsource, toQueries(rule!).queries).map(
    ({ name, eventId, title }) => `${name ?? '-'} ${eventId ?? '-'} ${title ?? '-'}`,
  );
}

const SECURITY = '{ product: windows, service: security }';

describe('event coverage', () => {
  it('of a category is its feeds', () => {
    expect(events('{ product: windows, category: process_creation }')).to.deep.equal([
      'Sysmon 1 Process creation',
      'Security-Auditing 4688 A new process has been created',
    ]);
    expect(events('{ product: linux, category: file_event }')).to.deep.equal(['Linux-Sysmon 11 FileCreate']);
  });

  it('of a service is the channel, until the detection requires events', () => {
    expect(events(SECURITY)).to.deep.equal(['Security-Auditing - -']);
    expect(events(SECURITY, "EventID: ['4697', 1102]")).to.deep.equal([
      'Security-Auditing 4697 Service installed',
      'Eventlog 1102 The audit log was cleared',
    ]);
  });

  it('is not narrowed by what a detection merely allows', () => {
    expect(events(SECURITY, 'EventID: 4697', 'not selection')).to.deep.equal(['Security-Auditing - -']);
  });

  it('is narrowed by a required provider', () => {
    const bySystem = events(
      '{ product: windows, service: system }',
      'EventID: 16, Provider_Name: Microsoft-Windows-Kernel-General',
    );
    expect(bySystem).to.have.lengthOf(1);
    expect(bySystem[0]).to.match(/^Kernel-General 16 /);
  });

  it('is any Windows event where neither says more', () => {
    expect(events('{ product: windows }')).to.deep.equal(['- - -']);
  });

  it('is empty where events bear no numbers', () => {
    expect(events('{ category: webserver }')).to.deep.equal([]);
    expect(events('{ product: aws, service: cloudtrail }')).to.deep.equal([]);
  });
});
