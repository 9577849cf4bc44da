/** Correlations in SQLite: the text, judged by hand, and what it finds with them. */
import { expect } from 'chai';
import initSqlJs, { type Database } from 'sql.js';
import { holdAgainstCases } from '../../helpers/conformance-targets.ts';
import { chainOf, CHAINS } from '../../helpers/chain-scenarios.ts';
import { correlationOf, eventsOf, SCENARIOS } from '../../helpers/correlation-scenarios.ts';
import { fireInSqlite, toSqlite } from '../../helpers/sqlite-correlation.ts';
import type { ResolvedCorrelation } from '../../../lib/collection/index.ts';

/** SQLite has no percentiles, of which the median is one. */
function hasPercentile({ correlation, members }: ResolvedCorrelation): boolean {
  const { type } = correlation.correlation;
  return (
    type === 'value_median' ||
    type === 'value_percentile' ||
    members.some(({ target }) => target.kind === 'resolved-correlation' && hasPercentile(target))
  );
}

describe('correlations in SQLite', () => {
  let database: Database;

  before(async () => {
    database = new (await initSqlJs()).Database();
  });
  after(() => database.close());

  it('reckon in milliseconds', () => {
    const correlation = correlationOf(
      'type: event_count\nrules: [a]\ntimespan: 5m\ngroup-by: [User]\ncondition: { gte: 10 }\n',
    );
    expect(toSqlite(correlation).queries).to.deep.equal([
      `WITH found AS (
  SELECT CAST(round((julianday(\`time\`) - 2440587.5) * 86400000) AS INTEGER) AS sigma_time, \`User\` AS sigma_group1, 1 AS sigma_rule1
  FROM \`events\`
  WHERE (\`Kind\` COLLATE NOCASE = 'a')
),
matches AS (
  SELECT * FROM found WHERE sigma_group1 <> ''
),
ends AS (
  SELECT DISTINCT sigma_time, sigma_group1 FROM matches
)
SELECT strftime('%Y-%m-%d %H:%M:%f', e.sigma_time / 1000.0, 'unixepoch') AS \`time\`, e.sigma_group1 AS \`User\`
FROM ends e
JOIN matches m ON m.sigma_group1 = e.sigma_group1 AND m.sigma_time BETWEEN e.sigma_time - 300000 AND e.sigma_time
GROUP BY e.sigma_time, e.sigma_group1
HAVING count(*) >= 10`,
    ]);
  });

  for (const { law, section, rules, events, firings } of SCENARIOS) {
    it(law, () => {
      const correlation = correlationOf(section, rules);
      if (hasPercentile(correlation)) expect(toSqlite(correlation).queries).to.deep.equal([]);
      else expect(fireInSqlite(database, correlation, eventsOf(...events))).to.deep.equal(firings);
    });
  }

  for (const { law, documents, events, firings } of CHAINS) {
    it(`${law}, in chains`, () => {
      const correlation = chainOf(...documents);
      if (hasPercentile(correlation)) expect(toSqlite(correlation).queries).to.deep.equal([]);
      else expect(fireInSqlite(database, correlation, eventsOf(...events))).to.deep.equal(firings);
    });
  }

  describe('find what the cases worked out by hand say', () => {
    holdAgainstCases({
      convert: toSqlite,
      fire: (correlation, events) => fireInSqlite(database, correlation, events),
      isBeyond: hasPercentile,
    });
  });
});
