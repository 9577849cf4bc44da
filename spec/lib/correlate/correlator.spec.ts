import { expect } from 'chai';
import {
  createCorrelator,
  type Correlator,
  type CorrelatorOptions,
  type CorrelationMatch,
} from '../../../lib/correlate/index.ts';
import { collect, correlationOf, namedRule } from '../../helpers/correlating.ts';

const COUNT = correlationOf(
  'many',
  'type: event_count, rules: [a], group-by: [User], timespan: 10s, condition: {gte: 2}',
);

/** Rule `a` and a correlation that counts two of its events. */
function start(options: CorrelatorOptions = {}, ...documents: readonly string[]): Correlator {
  const all = documents.length > 0 ? documents : [namedRule('a'), COUNT];
  return createCorrelator(collect(...all), { timeFields: ['t'], ...options });
}

function send(
  correlator: Correlator,
  t: unknown,
  fields: Readonly<Record<string, unknown>> = {},
): readonly CorrelationMatch[] {
  const event = { shape: 'plain' as const, route: {}, fields: { rule: 'a', User: 'ann', t, ...fields } };
  return correlator.process(event).correlations;
}

const times = (matches: readonly CorrelationMatch[]): readonly number[] =>
  matches.map(({ time }) => time / 1000);

describe('a correlator', () => {
  it('says which correlation, group, times and events', () => {
    const more = start({ report: 'every', keepEvents: 2 });
    const matches = [...send(more, 1), ...send(more, 2), ...send(more, 3), ...more.flush()];
    expect(matches).to.have.length(2);
    const [, { correlation, ...match }] = matches as [CorrelationMatch, CorrelationMatch];
    expect(correlation.title).to.equal('many');
    expect(match).to.deep.equal({
      group: [{ name: 'User', value: 'ann' }],
      isOnset: false,
      time: 3000,
      firstTime: 2000,
      value: 3,
      events: [
        { time: 2000, rules: ['a'], reference: 1 },
        { time: 3000, rules: ['a'], reference: 2 },
      ],
    });
  });

  it('names events as they were named to it, and all rules that each matched', () => {
    const correlator = start(
      {},
      namedRule('a'),
      namedRule('b').replace('rule: b', 'rule: a'),
      correlationOf('c', 'type: temporal, rules: [a, b], timespan: 1s'),
    );
    const event = { shape: 'plain' as const, route: {}, fields: { rule: 'a', t: 1 } };
    correlator.process(event, { file: 'x.json', line: 7 });
    const [match] = correlator.flush();
    expect(match?.events).to.deep.equal([
      { time: 1000, rules: ['a', 'b'], reference: { file: 'x.json', line: 7 } },
    ]);
  });

  it('waits until nothing earlier can come', () => {
    const correlator = start({ lateness: 5 });
    expect(times(send(correlator, 10))).to.deep.equal([]);
    expect(times(send(correlator, 11))).to.deep.equal([]);
    expect(times(send(correlator, 16))).to.deep.equal([]);
    expect(times(send(correlator, 16.001))).to.deep.equal([11]);
  });

  it('learns the time from events that match nothing, and from being told', () => {
    const correlator = start();
    send(correlator, 1);
    send(correlator, 2);
    expect(times(send(correlator, 3, { rule: 'other' }))).to.deep.equal([2]);
    send(correlator, 20);
    send(correlator, 21);
    expect(times(correlator.advance(21_000))).to.deep.equal([]);
    expect(times(correlator.advance(21_001))).to.deep.equal([21]);
  });

  it('counts no event that is too late, and takes one that is just not', () => {
    const correlator = start({ lateness: 5 });
    send(correlator, 10);
    send(correlator, 4.999);
    expect(correlator.counts.late).to.equal(1);
    send(correlator, 5);
    expect(times(correlator.flush())).to.deep.equal([10]);
    send(correlator, 10);
    expect(correlator.counts.late).to.equal(2);
  });

  it('counts no event without a time, or from the future', () => {
    const correlator = start({ now: () => 1_000_000 });
    send(correlator, 'soon');
    send(correlator, 2_000_000_000);
    send(correlator, 1);
    send(correlator, 2);
    expect(times(correlator.flush())).to.deep.equal([2]);
    expect(correlator.counts).to.deep.equal({ late: 0, evictedGroups: 0, untimed: 1, future: 1 });
  });

  it('lets go of groups whose windows are empty', () => {
    const correlator = start();
    for (let number = 0; number < 1000; number++) send(correlator, number, { User: `u${number}` });
    const groups = correlator.snapshot().correlations[0]?.groups.length;
    // Ten seconds have eleven events; a few more are let go with the next ones.
    expect(groups).to.be.within(11, 11 + 64);
    expect(correlator.counts.evictedGroups).to.equal(0);
  });

  it('lets go of the group that was idle longest where there are too many, and counts it', () => {
    const correlator = start({ maxGroups: 2 });
    send(correlator, 1, { User: 'ann' });
    send(correlator, 2, { User: 'bob' });
    send(correlator, 3, { User: 'ann', rule: 'other' });
    send(correlator, 4, { User: 'carl' });
    send(correlator, 5, { User: 'ann' });
    send(correlator, 6, { User: 'carl' });
    expect(correlator.flush().map(({ group }) => group[0]?.value)).to.deep.equal(['carl']);
    expect(correlator.counts.evictedGroups).to.equal(2);
  });

  it('keeps no more of a window than its condition needs, or than is allowed', () => {
    const stateOf = (correlator: Correlator): unknown =>
      correlator.snapshot().correlations[0]?.groups[0]?.state;
    const counting = start();
    for (let number = 0; number < 100; number++) send(counting, number / 100);
    counting.flush();
    expect(stateOf(counting)).to.have.length(3);
    const sum = start(
      { maxWindow: 5 },
      namedRule('a'),
      correlationOf('s', 'type: value_sum, rules: [a], timespan: 10s, condition: {field: n, gte: 1000}'),
    );
    for (let number = 0; number < 100; number++) send(sum, number / 100, { n: 1 });
    sum.flush();
    expect(stateOf(sum)).to.deep.equal([
      [950, 960, 970, 980, 990],
      [1, 1, 1, 1, 1],
    ]);
  });

  it('lets go of groups of correlations that have no events any more', () => {
    const other = correlationOf('other', 'type: event_count, rules: [b], timespan: 1s, condition: {gte: 5}');
    const correlator = start({}, namedRule('a'), namedRule('b'), COUNT, other);
    send(correlator, 0, { rule: 'b' });
    const groupsOfOther = (): number =>
      correlator.snapshot().correlations.find(({ key }) => key.includes('"b"'))?.groups.length ?? -1;
    send(correlator, 1);
    expect(groupsOfOther()).to.equal(1);
    for (let number = 2; number < 4200; number++) send(correlator, number);
    expect(groupsOfOther()).to.equal(0);
  });

  it('keeps of greatest and least numbers those alone that may still be so', () => {
    const max = (options: CorrelatorOptions, numbers: readonly number[]): unknown => {
      const correlator = start(
        options,
        namedRule('a'),
        correlationOf('m', 'type: value_max, rules: [a], timespan: 1h, condition: {field: n, gte: 1000}'),
      );
      for (const [index, n] of numbers.entries()) send(correlator, index, { n });
      correlator.flush();
      return correlator.snapshot().correlations[0]?.groups[0]?.state;
    };
    expect(max({}, [5, 9, 3, 4, 1])).to.deep.equal([
      [1000, 3000, 4000],
      [9, 4, 1],
    ]);
    expect(max({ maxWindow: 2 }, [9, 8, 7])).to.deep.equal([
      [1000, 2000],
      [8, 7],
    ]);
  });

  it('goes on from its state after a restart, waiting events included', () => {
    const before = start({ lateness: 60 });
    send(before, 1);
    send(before, 2, { User: 'bob' });
    const snapshot = JSON.parse(JSON.stringify(before.snapshot())) as ReturnType<Correlator['snapshot']>;
    const after = start({ lateness: 60, snapshot });
    send(after, 3);
    expect(after.flush().map(({ time, group }) => [time, group[0]?.value])).to.deep.equal([[3000, 'ann']]);
  });

  it('keeps the state of correlations that are the same when others have changed', () => {
    const other = correlationOf('other', 'type: event_count, rules: [b], timespan: 1s, condition: {gte: 5}');
    const before = start({}, namedRule('b'), other, namedRule('a'), COUNT);
    send(before, 1);
    send(before, 1.5, { rule: 'other' });
    const snapshot = before.snapshot();
    const renamed = COUNT.replaceAll('many', 'more');
    const same = start({ snapshot }, renamed, namedRule('a'));
    send(same, 2);
    expect(times(same.flush())).to.deep.equal([2]);
    const changed = start({ snapshot }, namedRule('a'), COUNT.replace('10s', '20s'));
    send(changed, 2);
    expect(times(changed.flush())).to.deep.equal([]);
  });

  it('reports no rules and no correlations that only serve others', () => {
    const outer = correlationOf(
      'outer',
      'type: event_count, rules: [many], timespan: 10s, condition: {gte: 1}',
    );
    const correlator = start({}, namedRule('a'), namedRule('b'), COUNT, outer);
    const event = { shape: 'plain' as const, route: {}, fields: { rule: 'a', User: 'ann', t: 1 } };
    expect(correlator.process(event).matches).to.deep.equal([]);
    send(correlator, 2);
    expect(correlator.flush().map(({ correlation }) => correlation.title)).to.deep.equal(['outer']);
    expect(
      correlator
        .process({ ...event, fields: { ...event.fields, rule: 'b' } })
        .matches.map(({ rule }) => rule.name),
    ).to.deep.equal(['b']);
  });

  it('looks at the fields that the rule was asked about', () => {
    // Event 4688 of the Security log, as process creation sees it.
    const correlator = start(
      { timeFields: ['TimeCreated'] },
      namedRule('a').replace('rule: a', "Image|endswith: '.exe'"),
      correlationOf(
        'c',
        'type: event_count, rules: [a], group-by: [Image], timespan: 1m, condition: {gte: 1}',
      ),
    );
    correlator.process({
      shape: 'flat',
      route: { channel: 'Security', eventId: 4688 },
      fields: {
        EventID: 4688,
        Channel: 'Security',
        NewProcessName: 'C:\\a.exe',
        TimeCreated: '2026-01-01T00:00:00Z',
      },
    });
    expect(correlator.flush().map(({ group }) => group)).to.deep.equal([
      [{ name: 'Image', value: 'C:\\a.exe' }],
    ]);
  });

  it('takes names that objects have for values like any other', () => {
    const correlator = start({ report: 'every' });
    for (const User of ['__proto__', 'constructor', '__proto__']) send(correlator, 1, { User });
    const snapshot = JSON.parse(JSON.stringify(correlator.snapshot())) as ReturnType<Correlator['snapshot']>;
    expect(
      start({ snapshot })
        .flush()
        .map(({ group }) => group[0]?.value),
    ).to.deep.equal(['__proto__']);
  });

  it('stays small when one event has thousands of values', () => {
    const many = Array.from({ length: 5000 }, (_, index) => `v${index}`);
    const correlator = start(
      {},
      namedRule('a'),
      correlationOf(
        'c',
        'type: event_count, rules: [a], group-by: [f, g, h], timespan: 1m, condition: {gte: 1}',
      ),
    );
    send(correlator, 1, { f: many, g: many, h: many });
    expect(correlator.flush()).to.have.length(256);
  });

  it('refuses settings that are none', () => {
    for (const options of [{ lateness: -1 }, { maxGroups: 0 }, { keepEvents: NaN }, { maxWindow: 1 }]) {
      expect(() => start(options), JSON.stringify(options)).to.throw(RangeError);
    }
    const snapshot = { ...start().snapshot(), version: 2 };
    expect(() => start({ snapshot })).to.throw(RangeError);
  });
});
