/** Correlations in KQL: the text, judged by hand, and what it finds in rows. */
import { expect } from 'chai';
import { createKustoCorrelations } from '../../../backends/kusto/correlations/index.ts';
import { createCollection } from '../../../lib/collection/index.ts';
import { convertCorrelation } from '../../../lib/convert-correlation.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { correlationOf, eventsOf, RULES, SCENARIOS } from '../../helpers/correlation-scenarios.ts';
import { fireInKusto, toKusto } from '../../helpers/kusto-correlation.ts';

const TWO_OF_A = 'type: event_count\nrules: [a]\ntimespan: 5m\ngroup-by: [User]\ncondition: { gte: 2 }\n';

describe('correlations in KQL', () => {
  it('gather the matches, and look back from each', () => {
    expect(toKusto(correlationOf(TWO_OF_A)).queries).to.deep.equal([
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

  for (const rules of ['many, a', 'b, many']) {
    it(`refuse to count matches together with events that they may be: ${rules}`, () => {
      const text = `${RULES}title: Many
name: many
correlation: { type: event_count, rules: [a], timespan: 1m, group-by: [User], condition: { gte: 2 } }
---
title: Often
correlation: { type: event_count, rules: [${rules}], timespan: 10m, group-by: [User], condition: { gte: 3 } }
`;
      const { correlations } = createCollection(parseSigma(text));
      const { queries, diagnostics } = toKusto(correlations.at(-1)!);
      expect(queries).to.deep.equal([]);
      expect(
        diagnostics.map(({ code, span, source }) => [code, source.text.slice(span.start, span.end)]),
      ).to.deep.equal([['unsupported-correlation', 'many']]);
    });
  }

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
