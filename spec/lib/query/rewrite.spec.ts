import { expect } from 'chai';
import fc from 'fast-check';
import { and, FALSE, not, or, TRUE } from '../../../lib/query/build.ts';
import { leavesOf } from '../../../lib/query/leaves.ts';
import type { Query } from '../../../lib/query/query.ts';
import { foldLists } from '../../../lib/query/rewrite/fold-lists.ts';
import { mapLeaves } from '../../../lib/query/rewrite/map-leaves.ts';
import { pushNegation } from '../../../lib/query/rewrite/push-negation.ts';
import { arbitraryCase } from '../../helpers/arbitrary.ts';
import { evaluate } from '../../helpers/evaluate.ts';
import { at, contains, equals } from '../../helpers/query.ts';

const a1 = at('a', equals('1'));
const a2 = at('a', contains('2'));
const b = at('b', equals('3'));

describe('gathering lists', () => {
  it('makes a list of or’ed leaves of one field, where the first of them stood', () => {
    expect(foldLists(or([a1, b, a2]))).to.deep.equal(
      or([{ kind: 'any-of', field: 'a', leaves: [a1, a2] }, b]),
    );
  });

  it('reaches into negations and groups', () => {
    expect(foldLists(not(and([or([a1, a2]), b])))).to.deep.equal(
      not(and([{ kind: 'any-of', field: 'a', leaves: [a1, a2] }, b])),
    );
  });

  it('adds leaves to lists that are there already', () => {
    const list: Query = { kind: 'any-of', field: 'a', leaves: [a1, a2] };
    expect(foldLists(or([list, b, a1]))).to.deep.equal(
      or([{ kind: 'any-of', field: 'a', leaves: [a1, a2, a1] }, b]),
    );
  });

  it('does not gather what is and’ed', () => {
    expect(foldLists(and([a1, a2]))).to.deep.equal(and([a1, a2]));
  });
});

describe('pushing negations', () => {
  it('leaves them at leaves and lists alone', () => {
    expect(pushNegation(not(and([a1, not(or([a2, b]))])))).to.deep.equal(or([not(a1), a2, b]));
    const list = foldLists(or([a1, a2]));
    expect(pushNegation(not(and([list, b])))).to.deep.equal(or([not(list), not(b)]));
  });
});

describe('mapping leaves', () => {
  const query = and([a1, not(foldLists(or([a2, a1]))), or([b, a2])]);

  it('reaches every leaf, from left to right, and keeps what joins them', () => {
    expect(leavesOf(query)).to.deep.equal([a1, a2, a1, b, a2]);
    const mapped = mapLeaves(query, (leaf) => (leaf === a2 ? b : leaf));
    expect(mapped).to.deep.equal(and([a1, not(or([b, a1])), or([b, b])]));
  });

  it('gives the query itself where every leaf is kept', () => {
    expect(mapLeaves(query, (leaf) => leaf)).to.equal(query);
  });

  it('absorbs a leaf that became true or false', () => {
    expect(mapLeaves(query, (leaf) => (leaf === b ? TRUE : leaf))).to.deep.equal(
      and([a1, not(foldLists(or([a2, a1])))]),
    );
    expect(mapLeaves(query, () => FALSE)).to.deep.equal(FALSE);
  });
});

/** The law of `mapLeaves`, with leaves replaced by what means the same. */
const doubled = (query: Query): Query => mapLeaves(query, (leaf) => not(or([not(leaf), not(leaf)])));

describe('rewrites', () => {
  for (const [name, rewrite] of Object.entries({ foldLists, pushNegation, doubled })) {
    it(`keep verdicts: ${name}`, () => {
      fc.assert(
        fc.property(arbitraryCase(), ({ query, event }) => {
          expect(evaluate(rewrite(query), event)).to.equal(evaluate(query, event));
        }),
        { numRuns: 500 },
      );
    });
  }
});
