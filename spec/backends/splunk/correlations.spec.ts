/** Correlations in SPL: the text, judged by hand, and what it finds in events. */
import { expect } from 'chai';
import { startPcre } from '../../engines/pcre.ts';
import { chainOf, CHAINS } from '../../helpers/chain-scenarios.ts';
import { correlationOf, eventsOf, SCENARIOS } from '../../helpers/correlation-scenarios.ts';
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

  for (const { law, documents, events, firings } of CHAINS) {
    it(`${law}, in chains`, () => {
      expect(fireInSplunk(chainOf(...documents), eventsOf(...events))).to.deep.equal(firings);
    });
  }

  it('note the matches of an inner correlation in a field, and let no event go', () => {
    const correlation = chainOf(
      'type: event_count, rules: [a], timespan: 1m, group-by: [User], condition: { gte: 3 }',
      'type: temporal_ordered, rules: [c1, b], timespan: 5m, group-by: [Host]',
    );
    expect(toSplunk(correlation).queries).to.deep.equal([
      [
        'Kind="a" OR Kind="b"',
        '| eval sigma_is1=if(isnotnull(mvfind(\'Kind\',"(?i)\\\\Aa\\\\z")), 1, 0), sigma_is2=if(isnotnull(mvfind(\'Kind\',"(?i)\\\\Ab\\\\z")), 1, 0)',
        '| sort 0 _time',
        `| eval sigma_group1_i1='User', sigma_part_i1=if(sigma_is1=1 AND isnotnull(sigma_group1_i1) AND sigma_group1_i1!="", 1, 0), sigma_group1_i1=if(sigma_part_i1=1, sigma_group1_i1, "-")`,
        '| streamstats window=3 global=false count AS sigma_count3_i1 min(_time) AS sigma_from3_i1 BY sigma_part_i1 sigma_group1_i1',
        '| eval sigma_test_i1=if((sigma_count3_i1=3 AND if(sigma_from3_i1>=_time-60, 1, 0)=1), 1, 0)',
        '| eventstats last(sigma_test_i1) AS sigma_holds_i1 BY _time sigma_part_i1 sigma_group1_i1',
        '| eval sigma_inner1=if(sigma_part_i1=1 AND sigma_holds_i1=1, 1, 0)',
        `| eval sigma_group1='Host', sigma_rule1=if(sigma_inner1=1, 1, 0), sigma_rule2=if(sigma_is2=1, 1, 0)`,
        '| where ((sigma_inner1=1) OR (sigma_is2=1)) AND isnotnull(sigma_group1) AND sigma_group1!=""',
        '| streamstats max(eval(if(sigma_rule1=1, _time, null()))) AS sigma_step1_1 BY sigma_group1',
        '| eventstats max(sigma_step1_1) AS sigma_begin1_1 BY _time sigma_group1',
        '| streamstats max(eval(if(sigma_rule2=1, sigma_begin1_1, null()))) AS sigma_step1_2 BY sigma_group1',
        '| reverse',
        '| dedup _time sigma_group1',
        '| where if(sigma_step1_2>=_time-300, 1, 0)=1',
        '| rename sigma_group1 AS Host',
        '| table _time Host',
      ].join('\n'),
    ]);
  });

  it('say what is wrong with an inner correlation where it stands', () => {
    const correlation = chainOf(
      'type: event_count, rules: [a], timespan: 1m, condition: { gte: 10001 }',
      'type: event_count, rules: [c1], timespan: 5m, condition: { gte: 2 }',
    );
    const { queries, diagnostics } = toSplunk(correlation);
    expect(queries).to.deep.equal([]);
    expect(
      diagnostics.map(({ code, source, span }) => [code, source.text.slice(span.start, span.end)]),
    ).to.deep.equal([['unsupported-correlation', '{ gte: 10001 }']]);
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
