/** Correlations in SQL: the text, judged by hand, and what DuckDB finds with it. */
import { expect } from 'chai';
import { createSqlCorrelations } from '../../../backends/sql/correlations/index.ts';
import { convertCorrelation } from '../../../lib/convert-correlation.ts';
import { holdAgainstCases } from '../../helpers/conformance-targets.ts';
import { correlationOf, eventsOf, SCENARIOS } from '../../helpers/correlation-scenarios.ts';
import { chainOf, CHAINS } from '../../helpers/chain-scenarios.ts';
import { fireInDuckdb, toDuckdb } from '../../helpers/duckdb-correlation.ts';

describe('correlations in SQL', () => {
  it('look back from each time and group that has a match', () => {
    const correlation = correlationOf(
      'type: event_count\nrules: [a]\ntimespan: 5m\ngroup-by: [User]\ncondition: { gte: 10 }\n',
    );
    expect(toDuckdb(correlation).queries).to.deep.equal([
      `WITH found AS (
  SELECT CAST("time" AS TIMESTAMP) AS sigma_time, "User" AS sigma_group1, 1 AS sigma_rule1
  FROM "events"
  WHERE (lower("Kind") = 'a')
),
matches AS (
  SELECT * FROM found WHERE sigma_group1 <> ''
),
ends AS (
  SELECT DISTINCT sigma_time, sigma_group1 FROM matches
)
SELECT e.sigma_time AS "time", e.sigma_group1 AS "User"
FROM ends e
JOIN matches m ON m.sigma_group1 = e.sigma_group1 AND m.sigma_time BETWEEN e.sigma_time - INTERVAL '300' SECOND AND e.sigma_time
GROUP BY e.sigma_time, e.sigma_group1
HAVING count(*) >= 10`,
    ]);
  });

  it('do not cast a column that is a point in time', () => {
    const backend = createSqlCorrelations({ time: 'at', columns: { at: 'timestamp' } });
    const correlation = correlationOf('type: event_count\nrules: [a]\ntimespan: 5m\ncondition: { gte: 2 }\n');
    expect(convertCorrelation(correlation, backend).queries[0]).to.include(
      'SELECT "at" AS sigma_time, 1 AS sigma_rule1',
    );
  });

  it('reckon in milliseconds that can be null in ClickHouse, where a join fills other columns with zeros', () => {
    const backend = createSqlCorrelations({ dialect: 'clickhouse' });
    const correlation = chainOf(
      'type: event_count, rules: [a], timespan: 1m, condition: { gte: 3 }',
      'type: event_count, rules: [c1], timespan: 5m, condition: { gte: 2 }',
    );
    const [query = ''] = convertCorrelation(correlation, backend).queries;
    const time = "toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(`time`, 3, 'UTC'))";
    expect(query.split('\n').filter((line) => line.includes('sigma_time'))).to.deep.equal([
      `  SELECT ${time} AS sigma_time, 1 AS sigma_rule1`,
      '  SELECT DISTINCT sigma_time FROM inner1_matches',
      '  SELECT e.sigma_time',
      '  JOIN inner1_matches m ON m.sigma_time BETWEEN e.sigma_time - 60000 AND e.sigma_time',
      '  GROUP BY e.sigma_time',
      `  SELECT ${time} AS sigma_time, 1 AS sigma_rule1`,
      `  LEFT JOIN inner1 via1 ON via1.sigma_time = ${time}`,
      "  WHERE ((lowerUTF8(`Kind`) = 'a') AND via1.sigma_time IS NOT NULL)",
      '  SELECT DISTINCT sigma_time FROM matches',
      "SELECT fromUnixTimestamp64Milli(e.sigma_time, 'UTC') AS `time`",
      'JOIN matches m ON m.sigma_time BETWEEN e.sigma_time - 300000 AND e.sigma_time',
      'GROUP BY e.sigma_time',
    ]);
  });

  it('make columns of points in time such milliseconds', () => {
    const backend = createSqlCorrelations({
      dialect: 'clickhouse',
      time: 'at',
      columns: { at: 'timestamp' },
    });
    const correlation = correlationOf('type: event_count\nrules: [a]\ntimespan: 5m\ncondition: { gte: 2 }\n');
    expect(convertCorrelation(correlation, backend).queries[0]).to.include(
      'SELECT toUnixTimestamp64Milli(toNullable(toDateTime64(`at`, 3))) AS sigma_time,',
    );
  });

  it('leave out values that are no finite numbers', async () => {
    const correlation = correlationOf(
      'type: value_sum\nrules: [a]\ntimespan: 5m\ngroup-by: [User]\ncondition: { field: N, gte: 2 }\n',
    );
    const events = eventsOf(
      '0 a User=ann N=nan',
      '1 a User=bob N=inf',
      '2 a User=cid N=x',
      '3 a User=dan N=2e0',
    );
    expect(await fireInDuckdb(correlation, events)).to.deep.equal(['3 dan']);
  });

  it('write an inner correlation first, and join the events that it matches', () => {
    const correlation = chainOf(
      'type: event_count, rules: [a], timespan: 1m, group-by: [User], condition: { gte: 3 }',
      'type: value_count, rules: [c1], timespan: 5m, group-by: [User], condition: { field: Host, gte: 2 }',
    );
    expect(toDuckdb(correlation).queries).to.deep.equal([
      `WITH inner1_found AS (
  SELECT CAST("time" AS TIMESTAMP) AS sigma_time, "User" AS sigma_group1, 1 AS sigma_rule1
  FROM "events"
  WHERE (lower("Kind") = 'a')
),
inner1_matches AS (
  SELECT * FROM inner1_found WHERE sigma_group1 <> ''
),
inner1_ends AS (
  SELECT DISTINCT sigma_time, sigma_group1 FROM inner1_matches
),
inner1 AS (
  SELECT e.sigma_time, e.sigma_group1
  FROM inner1_ends e
  JOIN inner1_matches m ON m.sigma_group1 = e.sigma_group1 AND m.sigma_time BETWEEN e.sigma_time - INTERVAL '60' SECOND AND e.sigma_time
  GROUP BY e.sigma_time, e.sigma_group1
  HAVING count(*) >= 3
),
found AS (
  SELECT CAST("time" AS TIMESTAMP) AS sigma_time, "User" AS sigma_group1, NULLIF("Host", '') AS sigma_value, 1 AS sigma_rule1
  FROM "events"
  LEFT JOIN inner1 via1 ON via1.sigma_time = CAST("time" AS TIMESTAMP) AND via1.sigma_group1 = "User"
  WHERE ((lower("Kind") = 'a') AND via1.sigma_time IS NOT NULL)
),
matches AS (
  SELECT * FROM found WHERE sigma_group1 <> '' AND sigma_value IS NOT NULL
),
ends AS (
  SELECT DISTINCT sigma_time, sigma_group1 FROM matches
)
SELECT e.sigma_time AS "time", e.sigma_group1 AS "User"
FROM ends e
JOIN matches m ON m.sigma_group1 = e.sigma_group1 AND m.sigma_time BETWEEN e.sigma_time - INTERVAL '300' SECOND AND e.sigma_time
GROUP BY e.sigma_time, e.sigma_group1
HAVING count(DISTINCT m.sigma_value) >= 2`,
    ]);
  });

  it('hide no table of events behind one of their own', () => {
    const correlation = chainOf(
      'type: event_count, rules: [a], timespan: 1m, condition: { gte: 3 }',
      'type: event_count, rules: [c1], timespan: 5m, condition: { gte: 2 }',
    );
    const [text = ''] = convertCorrelation(
      correlation,
      createSqlCorrelations({ table: 'INNER1_found' }),
    ).queries;
    expect(text).to.match(/^WITH inner1_found_ AS \(\n {2}SELECT .*\n {2}FROM "INNER1_found"\n/);
    expect(text).to.include('SELECT * FROM inner1_found_');
  });

  it('say what is wrong with an inner correlation where it stands', () => {
    const correlation = chainOf(
      'type: value_median, rules: [a], timespan: 1m, condition: { field: N, gte: 3 }',
      'type: event_count, rules: [c1], timespan: 5m, condition: { gte: 2 }',
    );
    const { queries, diagnostics } = convertCorrelation(
      correlation,
      createSqlCorrelations({ dialect: 'trino' }),
    );
    expect(queries).to.deep.equal([]);
    expect(
      diagnostics.map(({ code, source, span }) => [code, source.text.slice(span.start, span.end)]),
    ).to.deep.equal([['unsupported-correlation', 'value_median']]);
  });

  it('refuse chains that would make a statement too large, at the member that leads there', () => {
    const levels = Array.from(
      { length: 20 },
      (_, index) =>
        `type: event_count, rules: [${index === 0 ? 'a' : `c${index}`}], timespan: 1m, condition: { gte: 1 }`,
    );
    const { queries, diagnostics } = toDuckdb(chainOf(...levels));
    expect(queries).to.deep.equal([]);
    expect(
      diagnostics.map(({ code, source, span }) => [code, source.text.slice(span.start, span.end)]),
    ).to.deep.equal([['unsupported-correlation', 'c19']]);
    expect(toDuckdb(chainOf(...levels.slice(0, 17))).queries).to.have.length(1);
  });

  it('refuse to group by a column with several texts', () => {
    const backend = createSqlCorrelations({ columns: { User: 'texts' } });
    const correlation = correlationOf(
      'type: event_count\nrules: [a]\ntimespan: 5m\ngroup-by: [User]\ncondition: { gte: 2 }\n',
    );
    expect(convertCorrelation(correlation, backend).diagnostics.map(({ code }) => code)).to.deep.equal([
      'unsupported-correlation',
    ]);
  });

  it('refuse percentiles where the engine estimates them', () => {
    const backend = createSqlCorrelations({ dialect: 'trino' });
    const correlation = correlationOf(
      'type: value_median\nrules: [a]\ntimespan: 5m\ncondition: { field: N, gte: 2 }\n',
    );
    expect(convertCorrelation(correlation, backend).diagnostics.map(({ code }) => code)).to.deep.equal([
      'unsupported-correlation',
    ]);
  });

  it('find the nearest rank where a binary fraction would be a trifle too much', async () => {
    const correlation = correlationOf(
      'type: value_percentile\nrules: [a]\ntimespan: 5m\ncondition: { field: N, percentile: 7, eq: 7 }\n',
    );
    const hundred = Array.from({ length: 100 }, (_, index) => `0 a N=${index + 1}`);
    expect(await fireInDuckdb(correlation, eventsOf(...hundred))).to.deep.equal(['0']);
  });

  for (const { law, section, rules, events, firings } of SCENARIOS) {
    it(law, async () => {
      expect(await fireInDuckdb(correlationOf(section, rules), eventsOf(...events))).to.deep.equal(firings);
    });
  }

  for (const { law, documents, events, firings } of CHAINS) {
    it(law, async () => {
      expect(await fireInDuckdb(chainOf(...documents), eventsOf(...events))).to.deep.equal(firings);
    });
  }

  describe('find what the cases worked out by hand say', () => {
    holdAgainstCases({ convert: toDuckdb, fire: fireInDuckdb, isBeyond: () => false });
  });
});
