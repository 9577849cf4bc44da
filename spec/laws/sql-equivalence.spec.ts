/**
 * A query means the same in the engines of the SQL family: generated queries are printed and run by DuckDB, PostgreSQL
 * and SQLite themselves, over events made to be near them, against the predicate. `SIGMAQ_RUNS` sets their number.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Fidelity } from '../../lib/backend/backend.ts';
import { foldLists } from '../../lib/query/rewrite/fold-lists.ts';
import { makeWitnesses } from '../../lib/witness/make.ts';
import { KEYWORD_FIELD } from '../../lib/witness/realise.ts';
import type { SqlBench } from '../engines/sql/bench.ts';
import { arbitraryEventNear, arbitraryQuery, FIELDS } from '../helpers/arbitrary.ts';
import { createEvaluator } from '../helpers/equivalence/facts.ts';
import { flatten } from '../helpers/equivalence/flat-event.ts';
import { createTally } from '../helpers/equivalence/judge.ts';
import { judgeSql, SQL_TARGETS } from '../helpers/equivalence/sql.ts';

const RUNS = Number(process.env.SIGMAQ_RUNS ?? 300);
const COLUMNS: readonly string[] = [...FIELDS, KEYWORD_FIELD];

const arbitraryCase = arbitraryQuery()
  .map(foldLists)
  .chain((query) =>
    fc.array(arbitraryEventNear(query), { minLength: 6, maxLength: 10 }).map((events) => {
      const { matching, missing } = makeWitnesses(query, createEvaluator(), { branches: 4 });
      const near = events.map((event) => flatten(event, COLUMNS));
      return { query, events: [...near, ...matching.slice(0, 12), ...missing.slice(0, 12)] };
    }),
  );

describe('equivalence of the SQL family', () => {
  for (const target of SQL_TARGETS) {
    describe(target.name, () => {
      let bench: SqlBench;

      before(async function () {
        this.timeout(60_000);
        bench = await target.start();
      });

      after(() => bench.close());

      it('selects what the predicate selects, or more where a conversion says so', async () => {
        const tally = createTally();
        const fidelities = new Map<Fidelity, number>();
        await fc.assert(
          fc.asyncProperty(
            arbitraryCase,
            fc.constantFrom('superset', 'any', 'never'),
            async ({ query, events }, policy) => {
              tally.disagreements.length = 0;
              const fidelity = await judgeSql(target, bench, query, events, COLUMNS, tally, policy);
              fidelities.set(fidelity, (fidelities.get(fidelity) ?? 0) + 1);
              expect(tally.disagreements).to.deep.equal([]);
            },
          ),
          { numRuns: RUNS },
        );
        expect(fidelities.get('exact')).to.be.at.least(RUNS / 5);
        expect(tally.comparisons).to.be.at.least(RUNS * 6);
      }).timeout(60_000 + RUNS * 200);
    });
  }
});
