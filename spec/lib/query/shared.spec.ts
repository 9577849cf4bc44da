import { expect } from 'chai';
import fc from 'fast-check';
import { createEql, eql } from '../../../backends/eql/index.ts';
import { createEsql, esql } from '../../../backends/esql/index.ts';
import { kusto } from '../../../backends/kusto/index.ts';
import { lucene } from '../../../backends/lucene/index.ts';
import { splunk } from '../../../backends/splunk/index.ts';
import { sql } from '../../../backends/sql/index.ts';
import type { Backend } from '../../../lib/backend/backend.ts';
import { and, leaf, not, or, TRUE } from '../../../lib/query/build.ts';
import type { Query } from '../../../lib/query/query.ts';
import { foldLists } from '../../../lib/query/rewrite/fold-lists.ts';
import { isShared, rememberShared, share } from '../../../lib/query/shared.ts';
import { arbitraryQuery } from '../../helpers/arbitrary.ts';
import { ruleOf } from '../../helpers/resolve-rule.ts';

const RULE = ruleOf(['selection: {a: b}', 'condition: selection']);
const NOWHERE = { start: 0, end: 0 };
const a = leaf('a', { kind: 'equals', value: 'x', cased: false }, NOWHERE);
const b = leaf('b', { kind: 'equals', value: 'y', cased: false }, NOWHERE);

describe('parts that queries share', () => {
  it('are the operands of an and, which another and takes over, or else the query', () => {
    const [both, either] = [and([a, b]), or([a, b])];
    expect([share(both), share(either)]).to.deep.equal([both, either]);
    expect([a, b, both, either].map(isShared)).to.deep.equal([true, true, false, true]);
  });

  it('are no constants, which are the same in all queries as it is', () => {
    expect(isShared(share(TRUE))).to.equal(false);
  });

  it('are asked about once, others each time', () => {
    const asked: Query[] = [];
    const kindOf = rememberShared((query) => {
      asked.push(query);
      return query.kind;
    });
    const shared = share(not(a));
    const own = not(b);
    expect([shared, own, shared, own].map(kindOf)).to.deep.equal(['not', 'not', 'not', 'not']);
    expect(asked).to.deep.equal([shared, own, own]);
  });

  it('print as they would by themselves, whatever stands beside them and whatever was printed before', () => {
    const backends: readonly Backend<string>[] = [
      ...[splunk, kusto, sql, lucene, eql, createEql({ optional: false })],
      ...[esql, createEsql({ multivalued: ['Image'] })],
    ];
    fc.assert(
      fc.property(
        arbitraryQuery().map(foldLists),
        fc.array(arbitraryQuery().map(foldLists), { minLength: 2, maxLength: 2 }),
        fc.constantFrom(...backends),
        fc.constantFrom<'never' | 'superset' | 'any'>('never', 'superset', 'any'),
        (part, others, backend, approximate) => {
          const print = (query: Query): unknown => {
            return backend.convert({ rule: RULE, queries: [query], format: 'default', approximate });
          };
          const shared = share(structuredClone(part));
          for (const other of [...others, TRUE]) {
            expect(print(and([other, shared]))).to.deep.equal(print(and([other, part])));
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
