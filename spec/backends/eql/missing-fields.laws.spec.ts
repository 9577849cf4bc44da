/** The law of missing fields, over queries and events at random. */
import { expect } from 'chai';
import fc from 'fast-check';
import { guardNegations } from '../../../backends/eql/missing-fields.ts';
import { foldLists } from '../../../lib/query/rewrite/fold-lists.ts';
import { pushNegation } from '../../../lib/query/rewrite/push-negation.ts';
import type { Query } from '../../../lib/query/query.ts';
import { arbitraryCase, FIELDS } from '../../helpers/arbitrary.ts';
import { evaluate } from '../../helpers/evaluate.ts';

type Verdict = boolean | null;
type Event = Readonly<Record<string, unknown>>;

/** As Elasticsearch evaluates it: a test of an optional field that no index maps is null, and so is its opposite. */
function run(query: Query, event: Event, unmapped: ReadonlySet<string>): Verdict {
  switch (query.kind) {
    case 'leaf':
      if (query.field === null || !unmapped.has(query.field)) return evaluate(query, event);
      return query.matcher.kind === 'null' ? true : query.matcher.kind === 'exists' ? false : null;
    case 'any-of':
      return anyTrue(query.leaves.map((leaf) => run(leaf, event, unmapped)));
    case 'or':
      return anyTrue(query.operands.map((operand) => run(operand, event, unmapped)));
    case 'and': {
      const verdicts = query.operands.map((operand) => run(operand, event, unmapped));
      return verdicts.includes(false) ? false : verdicts.includes(null) ? null : true;
    }
    case 'not': {
      const verdict = run(query.operand, event, unmapped);
      return verdict === null ? null : !verdict;
    }
    case 'constant':
      return query.value;
  }
}

function anyTrue(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes(true) ? true : verdicts.includes(null) ? null : false;
}

const guarded = (query: Query): Query => guardNegations(pushNegation(foldLists(query)));

const cases = arbitraryCase({ kinds: ['equals', 'contains', 'number', 'exists', 'null'], keywords: false });

describe('the law of missing fields in EQL', () => {
  it('holds for fields that are mapped: the verdict is that of the rule', () => {
    fc.assert(
      fc.property(cases, ({ query, event }) => {
        expect(evaluate(guarded(query), event)).to.equal(evaluate(query, event));
      }),
      { numRuns: 1000 },
    );
  });

  it('holds for fields that no index maps: the query matches exactly where the rule does', () => {
    fc.assert(
      fc.property(cases, fc.subarray([...FIELDS]), ({ query, event }, fields) => {
        const unmapped = new Set(fields);
        const without = Object.fromEntries(
          Object.entries(event).filter(
            ([key]) => !fields.some((field) => field === key || field.startsWith(`${key}.`)),
          ),
        );
        expect(run(guarded(query), without, unmapped) === true).to.equal(evaluate(query, without));
      }),
      { numRuns: 1000 },
    );
  });
});
