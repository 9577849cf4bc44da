/** Correlations in KQL: the text, judged by hand, and what it finds in rows. */
import { expect } from 'chai';
import { targets } from '../../../backends/index.ts';
import { createKustoCorrelations } from '../../../backends/kusto/correlations/index.ts';
import { isRule } from '../../../lib/backend/correlation.ts';
import { createCollection, type ResolvedCorrelation } from '../../../lib/collection/index.ts';
import { convertCorrelation } from '../../../lib/convert-correlation.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { chainOf, CHAINS } from '../../helpers/chain-scenarios.ts';
import type { TimedEvent } from '../../helpers/conformance.ts';
import { correlationOf, eventsOf, RULES, SCENARIOS } from '../../helpers/correlation-scenarios.ts';
import { fireInKusto, toKusto, type Placing } from '../../helpers/kusto-correlation.ts';

const TWO_OF_A = 'type: event_count\nrules: [a]\ntimespan: 5m\ngroup-by: [User]\ncondition: { gte: 2 }\n';

describe('correlations in KQL', () => {
  it('gather the matches, and look back from each', () => {
    expect(toKusto(correlationOf(TWO_OF_A)).queries).to.deep.equal([
      [
        'let Matches = T',
        '| where Kind =~ "a"',
        '| project _Time = TimeGenerated, User',
        '| where isnotempty(User);',
        'Matches',
        '| distinct _Time, User',
        '| join kind=inner (Matches | project-rename _At = _Time) on User',
        '| where _At between ((_Time - 300s) .. _Time)',
        '| summarize _Number = count() by _Time, User',
        '| where _Number >= 2',
      ].join('\n'),
    ]);
  });

  for (const { law, section, rules, events, firings } of SCENARIOS) {
    it(law, () => {
      expect(fireInKusto(correlationOf(section, rules), eventsOf(...events))).to.deep.equal(firings);
    });
  }

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

  for (const { law, documents, events, firings } of CHAINS) {
    it(law, () => {
      expect(fireInKusto(chainOf(...documents), eventsOf(...events))).to.deep.equal(firings);
    });
  }

  it('number the events of a table that come in more than one way', () => {
    const chain = chainOf(
      'type: event_count, rules: [a], timespan: 1m, group-by: [User], condition: { gte: 2 }',
      'type: value_sum, rules: [c1, b], timespan: 10m, group-by: [Host], condition: { field: N, gte: 3 }',
    );
    expect(toKusto(chain).queries).to.deep.equal([
      [
        'let Matches = T',
        '| where Kind =~ "a"',
        '| project _Time = TimeGenerated, User',
        '| where isnotempty(User);',
        'let Inner = Matches',
        '| distinct _Time, User',
        '| join kind=inner (Matches | project-rename _At = _Time) on User',
        '| where _At between ((_Time - 60s) .. _Time)',
        '| summarize _Number = count() by _Time, User',
        '| where _Number >= 2;',
        'let Events = materialize(T',
        '| where Kind =~ "a" or Kind =~ "b"',
        '| project _Time = TimeGenerated, _Leg1 = Kind =~ "a", _Text1 = Host, _Text2 = N, _Text3 = User, _Leg2 = Kind =~ "b"',
        '| serialize _Id = row_number());',
        'let Matches2 = union',
        '(Events',
        '| where _Leg1',
        '| join kind=leftsemi Inner on _Time, $left._Text3 == $right.User',
        '| project _Id, _Time, Host = _Text1, _Value = _Text2),',
        '(Events',
        '| where _Leg2',
        '| project _Id, _Time, Host = _Text1, _Value = _Text2)',
        '| distinct _Id, _Time, Host, _Value',
        '| project _Time, Host, _Value = todouble(_Value)',
        '| where isnotempty(Host) and isfinite(_Value);',
        'Matches2',
        '| distinct _Time, Host',
        '| join kind=inner (Matches2 | project-rename _At = _Time) on Host',
        '| where _At between ((_Time - 600s) .. _Time)',
        '| summarize _Number = sum(_Value) by _Time, Host',
        '| where _Number >= 3',
      ].join('\n'),
    ]);
  });

  for (const [condition, firings] of [
    // a and b follow each other at 2, and c follows them at 3; at 21 c and b are in no order, and b is alone at 30.
    ['eq: 1', ['0 ann', '20 bob', '21 bob', '30 bob']],
    ['eq: 2', ['2 ann']],
    ['neq: 2', ['0 ann', '3 ann', '20 bob', '21 bob', '30 bob']],
    ['lt: 3', ['0 ann', '2 ann', '20 bob', '21 bob', '30 bob']],
    ['gte: 2, lte: 3', ['2 ann', '3 ann']],
  ] as const) {
    it(`find how many rules follow each other: ${condition}`, () => {
      const correlation = correlationOf(
        `type: temporal_ordered\nrules: [a, b, c]\ntimespan: 5s\ngroup-by: [User]\ncondition: { ${condition} }\n`,
      );
      const events = [
        ...['0 a User=ann', '2 b User=ann', '3 c User=ann'],
        ...['20 c User=bob', '21 b User=bob', '30 b User=bob'],
      ];
      expect(fireInKusto(correlation, eventsOf(...events))).to.deep.equal(firings);
    });
  }

  it('write thousands of statements within a second', () => {
    const names = Array.from({ length: 63 }, (_, index) => `r${index}`);
    const rules = names.map((name) => RULES.split('---\n')[0]?.replaceAll(/\ba\b/g, name)).join('---\n');
    const correlation = correlationOf(
      `type: temporal_ordered\nrules: [${names.join(', ')}]\ntimespan: 5s\ncondition: { gte: 62 }\n`,
      `${rules}---\n`,
    );
    const start = performance.now();
    const [query = ''] = toKusto(correlation).queries;
    expect(performance.now() - start).to.be.below(1000);
    const tables = [...query.matchAll(/^let (\w+) =/gm)].map(([, name]) => name);
    // A chain for each of 62 rules in each of 63 ways, a sequence for each way, and the matches.
    expect(tables).to.have.length(63 * 62 + 63 + 1);
    expect(new Set(tables).size).to.equal(tables.length);
  });

  it('refuse to find too many ways in which rules may follow each other', () => {
    const names = Array.from({ length: 12 }, (_, index) => `r${index}`);
    const rules = names.map((name) => RULES.split('---\n')[0]?.replaceAll(/\ba\b/g, name)).join('---\n');
    const correlation = correlationOf(
      `type: temporal_ordered\nrules: [${names.join(', ')}]\ntimespan: 5s\ncondition: { eq: 5 }\n`,
      `${rules}---\n`,
    );
    expect(toKusto(correlation).diagnostics.map(({ code }) => code)).to.deep.equal([
      'unsupported-correlation',
    ]);
  });

  it('read tables that rules share in part once, and keep them apart', () => {
    const counting = (fields: string): ResolvedCorrelation =>
      chainOf(
        `type: event_count, rules: [a, b], timespan: 10s, group-by: [who]${fields}, condition: { gte: 2 }`,
      );
    const placing: Placing = {
      tablesOf: { a: ['A'], b: ['A', 'B'] },
      tableOf: ({ fields: { In } }) => String(In),
    };
    const plain = counting(', aliases: { who: { a: User, b: User } }');
    expect(toKusto(plain, { placing }).queries.map((query) => query.split('\n').slice(0, 5))).to.deep.equal([
      [
        'let Matches = union',
        '(A | extend _Of = 1),',
        '(B | extend _Of = 2)',
        '| where (_Of in (1) and Kind =~ "a") or Kind =~ "b"',
        "| project _Time = TimeGenerated, ['who'] = User",
      ],
    ]);
    // A rule of table A does not see what is in B.
    const events = eventsOf(
      '0 a In=A User=ann Account=eve',
      '1 a In=B User=ann Account=ann',
      '2 b In=B User=ann Account=eve',
      '30 b In=A User=bob Account=ann',
      '31 a In=A User=ann Account=bob',
    );
    expect(fireInKusto(plain, events, { placing })).to.deep.equal(['2 ann']);
    const aliased = counting(', aliases: { who: { a: User, b: Account } }');
    expect(fireInKusto(aliased, events, { placing })).to.deep.equal(['31 ann']);
  });

  it('take the lists apart that they are told of, and number the events where each is to count once', () => {
    const correlation = chainOf(
      'type: event_count, rules: [a], timespan: 10s, group-by: [User], condition: { gte: 2 }',
    );
    expect(
      toKusto(correlation, { lists: ['User'] })
        .queries[0]?.split('\n')
        .slice(0, 12),
    ).to.deep.equal([
      'let Events = materialize(T',
      '| where Kind =~ "a"',
      '| project _Time = TimeGenerated, _Text1 = User',
      '| serialize _Id = row_number());',
      'let Matches = Events',
      '| mv-expand _Text1 = iff(gettype(_Text1) == "array", _Text1, pack_array(_Text1))',
      '| extend _Text1 = tostring(_Text1)',
      '| project _Id, _Time, User = _Text1',
      '| distinct _Id, _Time, User',
      '| project _Time, User',
      '| where isnotempty(User);',
      'Matches',
    ]);
    const events: readonly TimedEvent[] = [
      { at: 0, fields: { Kind: 'a', User: ['ann', 'ann', 'bob', ''] } },
      { at: 1, fields: { Kind: 'a', User: 'bob' } },
      { at: 2, fields: { Kind: 'a', User: [] } },
      { at: 3, fields: { Kind: 'a', User: [7, 'ann'] } },
      { at: 4, fields: { Kind: 'a', User: 7 } },
    ];
    expect(fireInKusto(correlation, events, { lists: ['User'] })).to.deep.equal(['1 bob', '3 ann', '4 7']);
  });

  it('are told of lists in a setting of the target', async () => {
    const target = targets.find(({ name }) => name === 'kusto');
    const settings = { table: 'T', columns: 'User:dynamic', multivalued: 'User' };
    const backend = await target?.loadCorrelations?.(settings);
    const correlation = chainOf(
      'type: temporal, rules: [a, b], timespan: 10s, group-by: [User], condition: { gte: 2 }',
    );
    expect(backend && convertCorrelation(correlation, backend).queries[0]).to.contain('| mv-expand User = ');
  });

  it('take the value of a list that an inner correlation took', () => {
    const correlation = chainOf(
      'type: event_count, rules: [a], timespan: 10s, group-by: [User], condition: { gte: 2 }',
      'type: temporal, rules: [c1, b], timespan: 10s, group-by: [User]',
    );
    const events: readonly TimedEvent[] = [
      { at: 0, fields: { Kind: 'a', User: ['ann', 'bob'] } },
      { at: 1, fields: { Kind: 'a', User: ['ann', 'eve'] } },
      { at: 2, fields: { Kind: 'b', User: ['eve', 'bob'] } },
      { at: 3, fields: { Kind: 'b', User: ['ann'] } },
    ];
    // The event at 1 is a match for ann alone, though it is eve's as well.
    expect(fireInKusto(correlation, events, { lists: ['User'] })).to.deep.equal(['3 ann']);
  });

  it('hide no column of a table behind one of their own', () => {
    const correlation = chainOf(
      'type: event_count, rules: [a, b], timespan: 10s, group-by: [_Of], condition: { gte: 2 }',
    );
    const placing: Placing = { tablesOf: { a: ['A'], b: ['A', 'B'] }, tableOf: () => 'A' };
    expect(toKusto(correlation, { placing }).queries[0]).to.contain('(A | extend _Of_ = 1)');
    const events = eventsOf('0 a _Of=x', '1 b _Of=x');
    expect(fireInKusto(correlation, events, { placing })).to.deep.equal(['1 x']);
  });

  it('refuse an event with a time for each rule, where each would count', () => {
    const correlation = chainOf(
      'type: event_count, rules: [a, b], timespan: 10s, group-by: [User], condition: { gte: 2 }',
    );
    const backend = createKustoCorrelations({ table: 'T' });
    const { queries, diagnostics } = convertCorrelation(correlation, {
      ...backend,
      correlate(request) {
        const inputs = request.inputs.map((input, index) =>
          isRule(input.of)
            ? {
                ...input,
                of: { ...input.of, schema: { sources: ['T'], types: new Map(), time: `Time${index}` } },
              }
            : input,
        );
        return backend.correlate({ ...request, inputs });
      },
    });
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-correlation']);
  });

  it('refuse chains that would be written out too often', () => {
    const inner = Array.from(
      { length: 18 },
      (_, index) =>
        `type: event_count, rules: [${index === 0 ? 'a' : `c${index}`}], timespan: 1m, condition: { gte: 1 }`,
    );
    const { queries, diagnostics } = toKusto(chainOf(...inner));
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ code }) => code)).to.include('unsupported-correlation');
  });

  it('do not hide a table behind a name of their own', () => {
    const correlation = correlationOf('type: event_count\nrules: [a]\ntimespan: 5m\ncondition: { gte: 2 }\n');
    const [query] = convertCorrelation(correlation, createKustoCorrelations({ table: 'Matches' })).queries;
    expect(query).to.match(/^let Matches2 = Matches\n/);
  });

  it('say what is wrong with an inner correlation where it stands', () => {
    const inner = `title: Many
name: many
correlation: { type: event_count, rules: [a], timespan: 1m, group-by: [_Time], condition: { gte: 2 } }
`;
    const outer = `title: Often
correlation: { type: event_count, rules: [many], timespan: 10m, condition: { gte: 2 } }
`;
    const { correlations } = createCollection([
      parseSigma(RULES),
      parseSigma(outer, { name: 'outer.yml' }),
      parseSigma(inner, { name: 'inner.yml' }),
    ]);
    const found = toKusto(correlations.at(-1)!).diagnostics.map(({ source, span }) => [
      source.name,
      source.text.slice(span.start, span.end),
    ]);
    expect(found).to.deep.equal([['inner.yml', '_Time']]);
  });
});
