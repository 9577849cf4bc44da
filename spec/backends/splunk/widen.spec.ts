import { expect } from 'chai';
import fc from 'fast-check';
import { widen } from '../../../backends/splunk/widen.ts';
import { saysLeaf } from '../../../backends/splunk/search.ts';
import { leavesOf } from '../../../lib/query/leaves.ts';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import { evaluate } from '../../helpers/evaluate.ts';
import {
  and,
  anyOf,
  contains,
  endsWith,
  equals,
  exists,
  isNull,
  not,
  or,
  regex,
  startsWith,
  wildcard,
} from './query.ts';

/** Short texts over few letters, so that values and patterns meet often; the star is a literal one. */
const text = fc.string({ unit: fc.constantFrom('a', 'B', '*', '\n', '/', '1'), minLength: 1, maxLength: 3 });
const field = fc.constantFrom('f', 'g', 'earliest');

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.tuple(field, text, fc.boolean()).map(([name, value, cased]) => equals(name, value, cased)),
  fc.tuple(field, text, fc.boolean()).map(([name, value, cased]) => startsWith(name, value, cased)),
  fc.tuple(field, text, fc.boolean()).map(([name, value, cased]) => endsWith(name, value, cased)),
  fc.tuple(field, text, fc.boolean()).map(([name, value, cased]) => contains(name, value, cased)),
  fc.tuple(field, fc.constantFrom('a?', '?a*', '*a?B*', 'a*B')).map(([name, value]) => wildcard(name, value)),
  fc.tuple(field, fc.constantFrom('^a', 'B+', 'a.?B', '[ab]')).map(([name, value]) => regex(name, value)),
  field.map(exists),
  field.map(isNull),
);

const { query } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.tuple(tie('query'), tie('query')).map(and),
    fc.tuple(tie('query'), tie('query')).map(or),
    tie('query').map(not),
    fc
      .tuple(fc.array(leaf, { minLength: 2, maxLength: 3 }), field)
      .map(([leaves, name]) => anyOf(...leaves.map((each) => ({ ...each, field: name })))),
  ),
}));

const event = fc.dictionary(field, fc.oneof(text, fc.array(text, { maxLength: 2 }), fc.constant('')), {
  maxKeys: 3,
});

describe('the widened query', () => {
  it('matches every event that the query matches', () => {
    fc.assert(
      fc.property(query, event, (each, holder) => {
        if (evaluate(each, holder)) expect(evaluate(widen(each), holder)).to.equal(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is what the search command can say', () => {
    fc.assert(fc.property(query, (each) => leavesOf(widen(each)).every(saysLeaf)));
  });

  it('is the query itself where search can say it', () => {
    const sayable = and([equals('a', 'x'), not(or([exists('b'), startsWith('c', 'y')]))]);
    expect(widen(sayable)).to.deep.equal(sayable);
  });
});
