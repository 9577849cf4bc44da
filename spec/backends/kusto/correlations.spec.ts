/** Correlations in KQL: the text, judged by hand, and what it finds in rows. */
import { expect } from 'chai';
import { createCollection, type ResolvedCorrelation } from '../../../lib/collection/index.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { createKustoCorrelations } from '../../../backends/kusto/correlations/index.ts';
import { convertCorrelation } from '../../../lib/convert-correlation.ts';
import { fireInKusto, toKusto, type TimedEvent } from '../../helpers/kusto-correlation.ts';

const RULES = ['a', 'b', 'c']
  .map(
    (name) => `title: Rule ${name}
name: ${name}
logsource: { product: windows }
detection:
    selection: { Kind: ${name} }
    condition: selection
---
`,
  )
  .join('');

function correlationOf(section: string): ResolvedCorrelation {
  const text = `${RULES}title: C\nname: c_all\ncorrelation:\n${section.replace(/^(?=.)/gm, '    ')}`;
  const collection = createCollection(parseSigma(text));
  expect(collection.diagnostics.map(({ message }) => message)).to.deep.equal([]);
  const [correlation] = collection.correlations;
  expect(correlation).to.not.equal(undefined);
  return correlation!;
}

/** `120 a User=ann Bytes=5`, one an event. */
function eventsOf(...texts: readonly string[]): readonly TimedEvent[] {
  return texts.map((text) => {
    const [time, kind = '', ...fields] = text.split(' ');
    const held = fields.map((field) => field.split('=') as [string, string]);
    return { time: Number(time), fields: { Kind: kind, ...Object.fromEntries(held) } };
  });
}

const NAMES = 'rules: [a, b, c]\ntimespan: 5m\ngroup-by: [User]\n';

describe('correlations in KQL', () => {
  it('look back from each match, in a window closed at both ends', () => {
    const correlation = correlationOf(
      'type: event_count\nrules: [a]\ntimespan: 5m\ngroup-by: [User]\ncondition: { gte: 2 }\n',
    );
    expect(toKusto(correlation).queries).to.deep.equal([
      [
        'let Matches = T',
        '| where Kind =~ "a"',
        '| project _Time = TimeGenerated, User, _R1 = true',
        '| where isnotempty(User);',
        'Matches',
        '| distinct _Time, User',
        '| join kind=inner (Matches | project-rename _At = _Time) on User',
        '| where _At between ((_Time - 300s) .. _Time)',
        '| summarize _Number = count() by _Time, User',
        '| where _Number >= 2',
      ].join('\n'),
    ]);
    const events = eventsOf(
      '0 a User=ann',
      '300 a User=ann',
      '601 a User=ann',
      '601 a User=bob',
      '700 b User=ann',
    );
    expect(fireInKusto(correlation, events)).to.deep.equal(['300 ann']);
  });

  it('leave out events without a value for the group', () => {
    const correlation = correlationOf(
      'type: event_count\nrules: [a]\ntimespan: 5m\ngroup-by: [User]\ncondition: { gte: 2 }\n',
    );
    expect(fireInKusto(correlation, eventsOf('0 a User=', '1 a', '2 a User=ann'))).to.deep.equal([]);
  });

  it('count an event once that matches several rules of one table', () => {
    const text = `title: A\nname: a\nlogsource: { product: windows }\ndetection:\n    s: { Kind: a }\n    condition: s\n---\ntitle: B\nname: b\nlogsource: { product: windows }\ndetection:\n    s: { Kind|startswith: a }\n    condition: s\n---\ntitle: C\ncorrelation: { type: event_count, rules: [a, b], timespan: 5m, group-by: [User], condition: { gte: 2 } }\n`;
    const [correlation] = createCollection(parseSigma(text)).correlations;
    expect(fireInKusto(correlation!, eventsOf('0 a User=ann'))).to.deep.equal([]);
    expect(fireInKusto(correlation!, eventsOf('0 a User=ann', '1 ab User=ann'))).to.deep.equal(['1 ann']);
  });

  it('count distinct values, of several fields together', () => {
    const correlation = correlationOf(
      'type: value_count\nrules: [a]\ntimespan: 5m\ncondition: { field: [Host, Port], gt: 1 }\n',
    );
    const events = eventsOf('0 a Host=x Port=1', '1 a Host=x Port=1', '2 a Host=x', '3 a Host=x Port=2');
    expect(fireInKusto(correlation, events)).to.deep.equal(['3']);
  });

  for (const [type, more, expected] of [
    ['value_sum', 'gte: 12', ['2', '3']],
    ['value_avg', 'gt: 4', ['0', '2', '3']],
    ['value_min', 'lt: 3', ['1', '2', '3']],
    ['value_max', 'gte: 7', ['2', '3']],
    ['value_median', 'eq: 5', ['0', '2', '3']],
    ['value_percentile', 'percentile: 75, gte: 6', ['2', '3']],
  ] as const) {
    it(`compute ${type} over the numbers in the window`, () => {
      const correlation = correlationOf(
        `type: ${type}\nrules: [a]\ntimespan: 5m\ncondition: { field: N, ${more} }\n`,
      );
      const events = eventsOf('0 a N=5', '1 a N=2', '2 a N=7', '3 a N=6', '4 a N=text');
      expect(fireInKusto(correlation, events)).to.deep.equal(expected);
    });
  }

  it('find rules together in any order', () => {
    const correlation = correlationOf(`type: temporal\n${NAMES}`);
    const events = eventsOf(
      '0 c User=ann',
      '100 a User=ann',
      '300 b User=ann',
      '301 b User=ann',
      '302 a User=bob',
    );
    expect(fireInKusto(correlation, events)).to.deep.equal(['300 ann']);
  });

  it('find what an expression over rules asks for', () => {
    const correlation = correlationOf(`type: temporal\n${NAMES}condition: a and (b or not c)\n`);
    const events = eventsOf('0 c User=ann', '100 a User=ann', '200 b User=ann', '600 a User=bob');
    expect(fireInKusto(correlation, events)).to.deep.equal(['200 ann', '600 bob']);
  });

  it('find rules in their order only, ties being in every order', () => {
    const correlation = correlationOf(`type: temporal_ordered\n${NAMES}`);
    expect(
      fireInKusto(correlation, eventsOf('0 a User=ann', '10 b User=ann', '300 c User=ann', '301 c User=ann')),
    ).to.deep.equal(['300 ann']);
    expect(
      fireInKusto(correlation, eventsOf('0 b User=ann', '10 a User=ann', '20 c User=ann')),
    ).to.deep.equal([]);
    expect(fireInKusto(correlation, eventsOf('5 c User=ann', '5 b User=ann', '5 a User=ann'))).to.deep.equal([
      '5 ann',
    ]);
  });

  it('keep the latest beginning of a sequence', () => {
    const correlation = correlationOf(`type: temporal_ordered\n${NAMES}`);
    const events = eventsOf('0 a User=ann', '200 a User=ann', '250 b User=ann', '400 c User=ann');
    expect(fireInKusto(correlation, events)).to.deep.equal(['400 ann']);
  });

  it('find a sequence without what must not occur', () => {
    const correlation = correlationOf(`type: temporal_ordered\n${NAMES}condition: a and b and not c\n`);
    const events = eventsOf(
      '0 a User=ann',
      '10 b User=ann',
      '20 c User=ann',
      '30 b User=ann',
      '0 b User=bob',
      '5 a User=bob',
    );
    expect(fireInKusto(correlation, events)).to.deep.equal(['10 ann']);
  });

  it('name the table that is missing', () => {
    const correlation = correlationOf('type: event_count\nrules: [a]\ntimespan: 5m\ncondition: { gte: 2 }\n');
    const { queries, diagnostics } = convertCorrelation(correlation, createKustoCorrelations());
    expect(queries).to.deep.equal([]);
    expect(
      diagnostics.map(({ code, span, source }) => [code, source.text.slice(span.start, span.end)]),
    ).to.deep.equal([['unsupported-correlation', 'a']]);
  });

  it('refuse the names of their own columns', () => {
    const correlation = correlationOf(
      'type: event_count\nrules: [a]\ntimespan: 5m\ngroup-by: [_Time]\ncondition: { gte: 2 }\n',
    );
    expect(toKusto(correlation).diagnostics.map(({ code }) => code)).to.deep.equal([
      'unsupported-correlation',
    ]);
  });

  it('count the matches of other correlations', () => {
    const text = `${RULES}title: Many
name: many
correlation: { type: event_count, rules: [a], timespan: 1m, group-by: [User, Host], condition: { gte: 2 } }
---
title: Spread
correlation: { type: value_count, rules: [many], timespan: 10m, group-by: [User], condition: { field: Host, gte: 2 } }
`;
    const { correlations, diagnostics } = createCollection(parseSigma(text));
    expect(diagnostics.map(({ message }) => message)).to.deep.equal([]);
    const events = eventsOf(
      '0 a User=ann Host=x',
      '1 a User=ann Host=x',
      '400 a User=ann Host=y',
      '410 a User=ann Host=y',
      '411 a User=ann Host=z',
    );
    expect(fireInKusto(correlations.at(-1)!, events)).to.deep.equal(['410 ann']);
  });
});
