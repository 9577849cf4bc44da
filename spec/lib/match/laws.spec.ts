import { expect } from 'chai';
import fc from 'fast-check';
import { not } from '../../../lib/query/build.ts';
import { foldLists } from '../../../lib/query/rewrite/fold-lists.ts';
import { pushNegation } from '../../../lib/query/rewrite/push-negation.ts';
import { arbitraryCase, MATCHER_KINDS } from '../../helpers/arbitrary.ts';
import { evaluate } from '../../helpers/evaluate.ts';
import { compile } from './helpers.ts';

const RUNS = { numRuns: 1_000 };

describe('the laws of the predicate', () => {
  for (const kind of MATCHER_KINDS) {
    it(`agrees with the plain reading of the query: ${kind}`, () => {
      fc.assert(
        fc.property(arbitraryCase({ kinds: [kind, 'equals'] }), ({ query, event }) => {
          expect(compile(foldLists(query))(event)).to.equal(evaluate(query, event));
        }),
        { numRuns: 300 },
      );
    });
  }

  it('agrees with the plain reading of the query: all kinds', () => {
    fc.assert(
      fc.property(arbitraryCase(), ({ query, event }) => {
        expect(compile(query)(event)).to.equal(evaluate(query, event));
      }),
      RUNS,
    );
  });

  it('gives the same verdict after each rewrite', () => {
    fc.assert(
      fc.property(arbitraryCase(), ({ query, event }) => {
        const verdict = evaluate(query, event);
        for (const rewrite of [foldLists, pushNegation]) {
          expect(evaluate(rewrite(query), event)).to.equal(verdict);
          expect(compile(rewrite(query))(event)).to.equal(verdict);
        }
      }),
      RUNS,
    );
  });

  it('gives the opposite verdict for the negation', () => {
    fc.assert(
      fc.property(arbitraryCase(), ({ query, event }) => {
        expect(compile(not(query))(event)).to.equal(!compile(query)(event));
      }),
      RUNS,
    );
  });

  it('is the same with a null as without the field, and the same every time', () => {
    fc.assert(
      fc.property(arbitraryCase(), ({ query, event }) => {
        const matches = compile(query);
        const verdict = matches(event);
        const bare = Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null));
        expect(matches(bare)).to.equal(verdict);
        expect(matches({ ...event, unrelated: null })).to.equal(verdict);
        expect(matches(event)).to.equal(verdict);
      }),
      RUNS,
    );
  });

  it('is tried on events of which neither nearly all nor nearly none match', () => {
    const cases = fc.sample(arbitraryCase(), 2_000);
    const matched = cases.filter(({ query, event }) => evaluate(query, event)).length;
    expect(matched / cases.length).to.be.within(0.25, 0.75);
  });
});
