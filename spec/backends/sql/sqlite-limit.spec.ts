import { expect } from 'chai';
import initSqlJs from 'sql.js';
import { createCollection, type ResolvedCorrelation } from '../../../lib/collection/index.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { fireInSqlite, toSqlite } from '../../helpers/sqlite-correlation.ts';

/** Ordered correlations, each of the one before and of rules that may or may not have happened. */
function chainOf(length: number): ResolvedCorrelation {
  const rules = ['a', 'b', 'c'].map(
    (name) => `title: ${name}
name: ${name}
logsource: { product: any }
detection: { selection: { ${name}: 1 }, condition: selection }
`,
  );
  const correlations = Array.from(
    { length },
    (_, index) => `title: c${index}
name: c${index}
correlation:
  type: temporal_ordered
  rules: [${index === 0 ? 'a' : `c${index - 1}`}, b, c]
  condition: (${index === 0 ? 'a' : `c${index - 1}`} and b) or c
  group-by: [user]
  timespan: 5m
`,
  );
  return createCollection(parseSigma([...rules, ...correlations].join('---\n'))).correlations.at(-1)!;
}

describe('correlations of correlations in SQLite', () => {
  const event = { at: 0, fields: { a: '1', b: '1', c: '1', user: 'anna' } };

  it('are read by SQLite as long as they are written, however many are in each other', async () => {
    const { Database } = await initSqlJs();
    let longest = 0;
    for (let length = 1; length <= 6; length++) {
      const correlation = chainOf(length);
      if (toSqlite(correlation).queries.length === 0) break;
      expect(fireInSqlite(new Database(), correlation, [event]), String(length)).to.have.lengthOf(1);
      longest = length;
    }
    expect(longest).to.be.above(1);
  });

  it('are refused where SQLite would read too many tables', () => {
    const correlation = chainOf(6);
    const { queries, diagnostics } = toSqlite(correlation);
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ code, message }) => [code, message])).to.deep.equal([
      [
        'unsupported-correlation',
        'SQLite cannot express this correlation: common tables would be written out too often: the engine does so wherever they are named',
      ],
    ]);
  });
});
