import { expect } from 'chai';
import { consume, type Alert, type Counts, type Message } from '../../examples/stream/consume.ts';
import { createMatcher } from '../../lib/engine/index.ts';
import { readEvent } from '../../lib/events/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import { ruleText } from '../helpers/command-line.ts';

const MATCHER = createMatcher(
  parseSigma(
    `${ruleText('Whoami', `Image|endswith: '\\whoami.exe'`, 'id: 3b1e9a52-5a8e-4a55-9d0a-0d4a4c4a8b01\n')}---\n` +
      ruleText('Ann', 'User: ann'),
  ).rules,
);
const HIT = { Image: 'C:\\whoami.exe', User: 'ann' };

interface Run {
  readonly counts: Counts;
  /** What happened, in its order. */
  readonly log: readonly string[];
  readonly alerts: readonly Alert[];
}

const match = (record: unknown): ReturnType<typeof MATCHER.match> | undefined => {
  const event = readEvent(record);
  return event && MATCHER.match(event);
};

/** Messages 1, 2, … with these contents; texts as they are. */
async function run(
  contents: readonly unknown[],
  write: (alert: Alert) => Promise<unknown> = () => Promise.resolve(),
): Promise<Run> {
  const log: string[] = [];
  const alerts: Alert[] = [];
  async function* messages(): AsyncGenerator<Message> {
    for (const [index, content] of contents.entries()) {
      const id = String(index + 1);
      await Promise.resolve();
      yield {
        data: content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content)),
        id,
        ack: () => log.push(`ack ${id}`),
        nak: () => log.push(`nak ${id}`),
        term: () => log.push(`term ${id}`),
      };
    }
  }
  const counts = await consume(messages(), match, async (alert) => {
    await write(alert);
    log.push(`written ${alert.id}`);
    alerts.push(alert);
  });
  return { counts, log, alerts };
}

describe('examples/stream', () => {
  it('acknowledges a message after all its alerts are written, and one without alerts at once', async () => {
    const { counts, log } = await run(
      [HIT, { User: 'bob' }],
      () => new Promise((done) => setTimeout(done, 5)),
    );
    expect(log).to.deep.equal([
      'ack 2',
      'written 1/3b1e9a52-5a8e-4a55-9d0a-0d4a4c4a8b01',
      'written 1/1',
      'ack 1',
    ]);
    expect(counts).to.deep.equal({ events: 2, alerts: 2, broken: 0, failed: 0 });
  });

  it('asks for a message again when an alert could not be written, and goes on', async () => {
    let failures = 1;
    const write = (): Promise<void> =>
      failures-- > 0 ? Promise.reject(new Error('full')) : Promise.resolve();
    const { counts, log } = await run([{ User: 'ann' }, { User: 'ann' }], write);
    expect(log).to.include('nak 1').and.to.not.include('ack 1');
    expect(log).to.include('ack 2');
    expect(counts).to.deep.equal({ events: 2, alerts: 1, broken: 0, failed: 1 });
  });

  it('gives an alert the same id each time its message is delivered', async () => {
    const ids = async (): Promise<string[]> => (await run([HIT])).alerts.map(({ id }) => id);
    expect(await ids()).to.deep.equal(await ids());
  });

  it('ends what will never be an event, so that it does not come again and again', async () => {
    const broken = [Buffer.from('{"a":'), Buffer.from('{"a":"\xff"}', 'latin1'), 7, null, [HIT]];
    const { counts, log } = await run([...broken, HIT]);
    expect(log.slice(0, 5)).to.deep.equal(['term 1', 'term 2', 'term 3', 'term 4', 'term 5']);
    expect(counts).to.deep.equal({ events: 1, alerts: 2, broken: 5, failed: 0 });
  });
});
