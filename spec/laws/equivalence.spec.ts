/**
 * A query means the same in every target: generated queries are printed, and the text is run over events made to be
 * near them, against the predicate. `SIGMAQ_RUNS` sets the number of queries for each target.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Fidelity } from '../../lib/backend/backend.ts';
import type { Query } from '../../lib/query/query.ts';
import { foldLists } from '../../lib/query/rewrite/fold-lists.ts';
import { makeWitnesses } from '../../lib/witness/make.ts';
import { KEYWORD_FIELD } from '../../lib/witness/realise.ts';
import { startPcre } from '../engines/pcre.ts';
import { arbitraryEventNear, arbitraryQuery, FIELDS } from '../helpers/arbitrary.ts';
import { evaluate } from '../helpers/evaluate.ts';
import { createEvaluator, factsOf } from '../helpers/equivalence/facts.ts';
import { flatten, type FlatEvent } from '../helpers/equivalence/flat-event.ts';
import { createTally, judgeQuery } from '../helpers/equivalence/judge.ts';
import {
  createEsqlListTarget,
  createKustoTarget,
  eqlNumbersTarget,
  eqlTarget,
  esqlTarget,
  luceneTarget,
  splunkTarget,
  type Target,
} from '../helpers/equivalence/targets.ts';

const RUNS = Number(process.env.SIGMAQ_RUNS ?? 300);
const COLUMNS: readonly string[] = [...FIELDS, KEYWORD_FIELD];

interface Case {
  readonly query: Query;
  readonly events: readonly FlatEvent[];
}

/** Queries with lists, as backends get them. */
const arbitraryCase: fc.Arbitrary<Case> = arbitraryQuery()
  .map(foldLists)
  .chain((query) =>
    fc.array(arbitraryEventNear(query), { minLength: 6, maxLength: 10 }).map((events) => ({
      query,
      events: [...events.map((event) => flatten(event, COLUMNS)), ...witnessesOf(query)],
    })),
  );

function witnessesOf(query: Query): readonly FlatEvent[] {
  const { matching, missing } = makeWitnesses(query, createEvaluator(), { branches: 4 });
  return [...matching.slice(0, 12), ...missing.slice(0, 12)];
}

describe('equivalence of targets', () => {
  before(startPcre);

  it('starts from one meaning: the predicate agrees with the plain reading of a query', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ query, events }) => {
        const { matches } = factsOf(query);
        for (const event of events) expect(matches(event)).to.equal(evaluate(query, event));
      }),
      { numRuns: RUNS },
    );
  }).timeout(60_000 + RUNS * 100);

  const targets: readonly (readonly [string, Target])[] = [
    ['splunk', splunkTarget],
    ['kusto', createKustoTarget(COLUMNS)],
    ['eql', eqlTarget],
    ['eql with numbers where sizes are compared', eqlNumbersTarget],
    ['esql', esqlTarget],
    ['esql with lists in every field', createEsqlListTarget(COLUMNS)],
    ['lucene', luceneTarget],
  ];
  for (const [name, target] of targets) {
    it(`selects in ${name} what the predicate selects, or more where a conversion says so`, () => {
      const tally = createTally();
      const fidelities = new Map<Fidelity, number>();
      fc.assert(
        fc.property(
          arbitraryCase,
          fc.constantFrom('superset', 'any', 'never'),
          ({ query, events }, policy) => {
            tally.disagreements.length = 0;
            const fidelity = judgeQuery(target, query, events, tally, policy);
            fidelities.set(fidelity, (fidelities.get(fidelity) ?? 0) + 1);
            expect(tally.disagreements).to.deep.equal([]);
          },
        ),
        { numRuns: RUNS },
      );
      expect(fidelities.get('exact')).to.be.at.least(RUNS / 5);
      expect(tally.comparisons).to.be.at.least(RUNS * 3);
    }).timeout(60_000 + RUNS * 100);
  }
});
