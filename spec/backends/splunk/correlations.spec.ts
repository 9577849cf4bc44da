/** Correlations in SPL: the text, judged by hand, and what it finds in events. */
import { expect } from 'chai';
import { createCollection } from '../../../lib/collection/index.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { startPcre } from '../../engines/pcre.ts';
import { correlationOf, eventsOf, RULES, SCENARIOS } from '../../helpers/correlation-scenarios.ts';
import { fireInSplunk, toSplunk } from '../../helpers/splunk-correlation.ts';

describe('correlations in SPL', () => {
  before(startPcre);

  it('ask how long ago the last so many events began', () => {
    const correlation = correlationOf(
      'type: event_count\nrules: [a]\ntimespan: 5m\ngroup-by: [User]\ncondition: { gte: 10 }\n',
    );
    expect(toSplunk(correlation).queries).to.deep.equal([
      [
        'Kind="a"',
        "| eval sigma_group1='User'",
        '| where isnotnull(sigma_group1) AND sigma_group1!=""',
        '| sort 0 _time',
        '| streamstats window=10 global=false count AS sigma_count10 min(_time) AS sigma_from10 BY sigma_group1',
        '| reverse',
        '| dedup _time sigma_group1',
        '| where (sigma_count10=10 AND if(sigma_from10>=_time-300, 1, 0)=1)',
        '| rename sigma_group1 AS User',
        '| table _time User',
      ].join('\n'),
    ]);
  });

  for (const { law, section, rules, events, firings } of SCENARIOS) {
    it(law, () => {
      expect(fireInSplunk(correlationOf(section, rules), eventsOf(...events))).to.deep.equal(firings);
    });
  }

  it('refuse the matches of other correlations, which no index holds', () => {
    const text = `${RULES}title: Many
name: many
correlation: { type: event_count, rules: [a], timespan: 1m, group-by: [User], condition: { gte: 2 } }
---
title: Often
correlation: { type: event_count, rules: [many], timespan: 10m, group-by: [User], condition: { gte: 2 } }
`;
    const { correlations } = createCollection(parseSigma(text));
    const { queries, diagnostics } = toSplunk(correlations.at(-1)!);
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)])).to.deep.equal([
      ['unsupported-correlation', 'many'],
    ]);
  });

  it('refuse to look back on more events than Splunk keeps', () => {
    const correlation = correlationOf(
      'type: event_count\nrules: [a]\ntimespan: 5m\ncondition: { gte: 10001 }\n',
    );
    expect(toSplunk(correlation).diagnostics.map(({ code }) => code)).to.deep.equal([
      'unsupported-correlation',
    ]);
  });

  for (const name of ['_time', 'sigma_group2', 'sigma_value']) {
    it(`refuse ${name}, which the search has a field of its own for`, () => {
      const { queries, diagnostics } = toSplunk(
        correlationOf(
          `type: event_count\nrules: [a]\ntimespan: 5m\ngroup-by: [${name}, User]\ncondition: { gte: 2 }\n`,
        ),
      );
      expect(queries).to.deep.equal([]);
      expect(
        diagnostics.map(({ code, span, source }) => [code, source.text.slice(span.start, span.end)]),
      ).to.deep.equal([['unsupported-correlation', name]]);
    });
  }
});
