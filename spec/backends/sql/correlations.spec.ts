/** Correlations in SQL: the text, judged by hand, and what DuckDB finds with it. */
import { expect } from 'chai';
import { createSqlCorrelations } from '../../../backends/sql/correlations/index.ts';
import type { ResolvedCorrelation } from '../../../lib/collection/index.ts';
import { convertCorrelation } from '../../../lib/convert-correlation.ts';
import { holdAgainstCases } from '../../helpers/conformance-targets.ts';
import { correlationOf, eventsOf, SCENARIOS } from '../../helpers/correlation-scenarios.ts';
import { fireInDuckdb, toDuckdb } from '../../helpers/duckdb-correlation.ts';

/** A table has no matches of other correlations, and one event of it a row for each name that its fields have. */
function isBeyond({ members, correlation }: ResolvedCorrelation): boolean {
  const names = new Set(members.map(({ groupBy }) => groupBy.join()));
  return (
    members.some(({ target }) => target.kind === 'resolved-correlation') ||
    (correlation.correlation.type === 'event_count' && names.size > 1)
  );
}

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

  describe('find what the cases worked out by hand say', () => {
    holdAgainstCases({ convert: toDuckdb, fire: fireInDuckdb, isBeyond });
  });
});
