/** Whatever a rule holds, it stays inside its quotes: each engine's own rules for them take a statement apart again. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { SqlDialect } from '../../../backends/sql/index.ts';
import { startDuckdb } from '../../engines/sql/duckdb.ts';
import { startPostgres } from '../../engines/sql/postgres.ts';
import { startSqlite } from '../../engines/sql/sqlite.ts';
import type { SqlBench } from '../../engines/sql/bench.ts';
import { and, type Matcher, type Query } from '../../../lib/query/index.ts';
import { convertQuery, DIALECTS, on } from './helpers.ts';

interface Quotes {
  readonly name: '"' | '`';
  /** Whether a backslash takes the next character along, in texts and in names. */
  readonly escapes: boolean;
  readonly escapesInNames: boolean;
}

const QUOTES: Readonly<Record<SqlDialect, Quotes>> = {
  duckdb: { name: '"', escapes: false, escapesInNames: false },
  trino: { name: '"', escapes: false, escapesInNames: false },
  postgres: { name: '"', escapes: false, escapesInNames: false },
  sqlite: { name: '`', escapes: false, escapesInNames: false },
  spark: { name: '`', escapes: true, escapesInNames: false },
  clickhouse: { name: '`', escapes: true, escapesInNames: true },
};

/** The statement with each text as `T` and each name as `N`. */
function skeleton(statement: string, { name, escapes, escapesInNames }: Quotes): string {
  let text = '';
  for (let at = 0; at < statement.length; at++) {
    const quote = statement[at]!;
    if (quote !== "'" && quote !== name) {
      text += quote;
      continue;
    }
    const canEscape = quote === "'" ? escapes : escapesInNames;
    for (at++; ; at++) {
      if (at >= statement.length) throw new Error(`open quote in ${statement}`);
      if (canEscape && statement[at] === '\\') at++;
      else if (statement[at] === quote) {
        if (statement[at + 1] !== quote) break;
        at++;
      }
    }
    text += quote === "'" ? 'T' : 'N';
  }
  return text;
}

const HOSTILE = [
  `'`,
  `"`,
  '`',
  '\\',
  `' OR 1=1 --`,
  `\\' OR 1=1 --`,
  '\0',
  '\n',
  '%',
  '_',
  '!',
  '$1',
  '?',
  '{p1:String}',
  '/*',
  '\u202e',
  '😀',
  'ı',
  '[',
  '*',
  ']',
];
const arbitraryText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 3 })), { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(''))
  .filter((text) => !/\p{Cs}/u.test(text));

const arbitraryMatcher: fc.Arbitrary<(value: string) => Matcher> = fc
  .tuple(fc.constantFrom('equals', 'contains', 'startsWith', 'endsWith'), fc.boolean())
  .map(([kind, cased]) => (value) => ({ kind, value, cased }));

/** Two leaves with texts between them: what breaks out of one would change the other. */
function queryOf(field: string, value: string, make: (value: string) => Matcher): Query {
  return and([on(field, make(value)), on('end', { kind: 'equals', value: 'z', cased: true })]);
}

describe('quotes of SQL', () => {
  for (const dialect of DIALECTS) {
    it(`hold every text and every name in ${dialect}`, () => {
      fc.assert(
        fc.property(arbitraryText, arbitraryText, arbitraryMatcher, (field, value, make) => {
          const { outputs, gaps } = convertQuery(queryOf(field, value, make), { dialect });
          if (outputs[0] === undefined) {
            expect(field.includes('\0') || value.includes('\0') || gaps.length > 0).to.equal(true);
            return;
          }
          const found = skeleton(outputs[0], QUOTES[dialect]);
          expect(found, outputs[0]).to.match(
            /^(?:(?:lower|lowerUTF8)\(N\)|N)(?: COLLATE NOCASE)? (?:=|LIKE|ILIKE|GLOB) (?:T|\((?:T|(?:chr|char)\(\d+\))(?: \|\| (?:T|(?:chr|char)\(\d+\)))*\)|(?:chr|char)\(\d+\))(?: ESCAPE T)? AND N = T$|^FALSE AND N = T$/,
          );
          // Nobody ends up reading what cannot be seen, but in a name, which has no escapes.
          if (!field.includes('\u202e')) expect(outputs[0]).to.not.match(/[\0\u202e]/);
        }),
        { numRuns: 300 },
      );
    });
  }

  it('are read back by the engines themselves', async function () {
    this.timeout(120_000);
    const benches: readonly (readonly [SqlDialect, SqlBench])[] = [
      ['duckdb', await startDuckdb()],
      ['postgres', await startPostgres()],
      ['sqlite', await startSqlite()],
    ];
    await fc.assert(
      fc.asyncProperty(arbitraryText, arbitraryText, async (field, value) => {
        if (
          field === '' ||
          field.toLowerCase() === 'end' ||
          (field + value).includes('\0') ||
          Buffer.byteLength(field) > 60
        )
          return;
        const event = { [field]: value, end: 'z' };
        const query = queryOf(field, value, (text) => ({ kind: 'equals', value: text, cased: true }));
        for (const [dialect, bench] of benches) {
          const { outputs } = convertQuery(query, { dialect });
          await bench.fill([field, 'end'], [event, { [field]: `${value}x`, end: 'z' }]);
          expect(await bench.selects(outputs[0]!), `${dialect} ${outputs[0]!}`).to.deep.equal([true, false]);
        }
      }),
      { numRuns: 60 },
    );
    for (const [, bench] of benches) await bench.close();
  });

  it('cannot hold half a character, and say so', () => {
    const { gaps } = convertQuery(on('f', { kind: 'contains', value: 'a\ud800', cased: false }));
    expect(gaps.map(({ feature, outcome }) => `${feature} ${outcome}`)).to.deep.equal(['value refused']);
    for (const field of ['', 'a\0b', '\udc00', 'a${b}']) {
      expect(convertQuery(on(field, { kind: 'exists' })).gaps[0]!.feature).to.equal('field-name');
    }
  });

  it('are no variables in Spark, which replaces them in texts too', () => {
    const variable = on('f', { kind: 'contains', value: '\\${x} $', cased: true });
    expect(convertQuery(variable, { dialect: 'spark' }).outputs).to.deep.equal([
      "`f` LIKE '%\\\\\\u0024{x} $%' ESCAPE '!'",
    ]);
  });

  it('have no zero byte in PostgreSQL, where no value has one', () => {
    const zero = on('f', { kind: 'contains', value: 'a\0', cased: false });
    expect(convertQuery(zero, { dialect: 'postgres' }).outputs).to.deep.equal(['FALSE']);
    expect(convertQuery(zero, { dialect: 'duckdb' }).outputs).to.deep.equal([
      `lower("f") LIKE ('%a' || chr(0) || '%')`,
    ]);
    expect(convertQuery(zero, { dialect: 'spark' }).outputs).to.deep.equal(["lower(`f`) LIKE '%a\\u0000%'"]);
    expect(convertQuery(zero, { dialect: 'clickhouse' }).outputs).to.deep.equal([
      "lowerUTF8(`f`) LIKE '%a\\x00%'",
    ]);
    expect(convertQuery(zero, { dialect: 'sqlite' }).gaps[0]!.feature).to.equal('value');
  });
});
