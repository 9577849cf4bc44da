/** Every public rule as SQL, over witness events made for it: DuckDB, PostgreSQL and SQLite run what is printed. */
import { expect } from 'chai';
import { parseSigma } from '../../lib/parse.ts';
import type { Query } from '../../lib/query/query.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';
import { makeWitnesses } from '../../lib/witness/make.ts';
import { KEYWORD_FIELD } from '../../lib/witness/realise.ts';
import type { SqlBench } from '../engines/sql/bench.ts';
import { describeCorpus, readRuleFiles } from '../helpers/corpus.ts';
import { createEvaluator, factsOf } from '../helpers/equivalence/facts.ts';
import type { FlatEvent } from '../helpers/equivalence/flat-event.ts';
import { createTally } from '../helpers/equivalence/judge.ts';
import { judgeSql, SQL_TARGETS } from '../helpers/equivalence/sql.ts';

/** Enough of a list for every way a value can be written. */
const BRANCHES = 6;
/** Witnesses of either kind. */
const MOST = 12;

/** How many queries of the rules must be exact, and how many rules to take: PostgreSQL in JavaScript takes its time. */
const BARS = {
  duckdb: { exact: 0.99, every: 1 },
  postgres: { exact: 0.98, every: 8 },
  sqlite: { exact: 0.93, every: 2 },
} as const;

interface Sample {
  readonly path: string;
  readonly query: Query;
  readonly events: readonly FlatEvent[];
  readonly columns: readonly string[];
}

describeCorpus('public rules in SQL', (corpus) => {
  const samples: Sample[] = [];

  before(function () {
    this.timeout(300_000);
    for (const { path, text } of readRuleFiles(corpus)) {
      for (const query of parseSigma(text, { name: path }).rules.flatMap((rule) => toQueries(rule).queries)) {
        const { matching, missing } = makeWitnesses(query, createEvaluator(), { branches: BRANCHES });
        const events = [...matching.slice(0, MOST), ...missing.slice(0, MOST)];
        const fields = new Set([
          ...factsOf(query).fields,
          KEYWORD_FIELD,
          ...events.flatMap((event) => Object.keys(event)),
        ]);
        samples.push({ path, query, events, columns: differentInMoreThanCase(fields) });
      }
    }
  });

  for (const target of SQL_TARGETS) {
    const { exact, every } = BARS[target.name as keyof typeof BARS];
    it(`select in ${target.name} what the predicate selects; at least ${100 * exact} % of them exactly`, async function () {
      this.timeout(900_000);
      const bench: SqlBench = await target.start();
      const tally = createTally();
      const disagreements: object[] = [];
      const chosen = samples.filter((_, i) => i % every === 0);
      let exactQueries = 0;
      for (const { path, query, events, columns } of chosen) {
        tally.disagreements.length = 0;
        if ((await judgeSql(target, bench, query, events, columns, tally)) === 'exact') exactQueries++;
        for (const found of tally.disagreements.slice(0, 1)) disagreements.push({ path, ...found });
      }
      await bench.close();
      expect(disagreements).to.deep.equal([]);
      expect(exactQueries / chosen.length).to.be.at.least(exact);
      expect(tally.comparisons).to.be.at.least(chosen.length * 20);
    });
  }
});

/** Columns that DuckDB and SQLite tell apart. */
function differentInMoreThanCase(fields: ReadonlySet<string>): readonly string[] {
  const byFolded = new Map([...fields].map((field) => [field.toLowerCase(), field]));
  return [...byFolded.values()];
}
