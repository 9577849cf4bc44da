/** The engines of the SQL family that do not run in the specs: their syntax by a parser, Java's expressions by Java. */
import { createSqlCorrelations } from '../../../backends/sql/correlations/index.ts';
import { createSql, type SqlDialect } from '../../../backends/sql/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { convert } from '../../../lib/convert.ts';
import type { Matcher } from '../../../lib/query/query.ts';
import { printJava } from '../../../lib/regex/print/java.ts';
import { sampleRegex } from '../../../lib/witness/regex-samples.ts';
import { searchRegex } from '../../helpers/regex-search.ts';
import { correlationQueries } from './rules.ts';
import type { Objection } from './syntax.ts';
import { runJavaRegex, runSqlglot } from './tools.ts';

const DIALECTS: readonly SqlDialect[] = ['clickhouse', 'spark', 'trino'];
/** The parser is written in Python; longer statements are longer lists. */
const MAX_LENGTH = 8_000;

/** What the parser must refuse, or its consent would mean nothing. */
const BROKEN: readonly (readonly [SqlDialect, string])[] = [
  ['trino', `SELECT * FROM "events" WHERE "f" = 'a`],
  ['trino', `SELECT * FROM "events" WHERE ("f" = 'a'`],
  ['trino', `SELECT * FROM "events" WHERE "f" = 'a' AND`],
  ['spark', "SELECT * FROM `events` WHERE `f` LIKE '%\\'"],
  ['spark', "SELECT * FROM `events` WHERE `f` IN ('a' 'b',"],
  ['clickhouse', "SELECT * FROM `events` WHERE `f` = 'a\\'"],
  ['clickhouse', "SELECT * FROM `events` WHERE `f = 'a'"],
];

export interface SqlSyntax {
  readonly queries: number;
  readonly objections: readonly Objection[];
}

/** Statements of correlations; those of DuckDB and PostgreSQL run in the specs. */
function correlationStatements(): readonly (readonly [SqlDialect, string])[] {
  return DIALECTS.flatMap((dialect) =>
    correlationQueries(createSqlCorrelations({ dialect })).map((query) => [dialect, query] as const),
  );
}

/** The statements that the parser refuses, and those it should have refused. */
export function findSqlObjections(rules: readonly SigmaRule[]): SqlSyntax {
  const single = DIALECTS.flatMap((dialect) => {
    const backend = createSql({ dialect, keywords: ['message'], columns: { tags: 'texts' } });
    return rules
      .flatMap((rule) => convert(rule, backend).queries)
      .filter(({ length }) => length <= MAX_LENGTH)
      .map((query) => [dialect, query] as const);
  });
  const asked = [...single, ...correlationStatements()];
  const answers = runSqlglot([...asked, ...BROKEN]);
  return {
    queries: asked.length,
    objections: [
      ...asked.flatMap(([dialect, query], i) => {
        const objection = answers[i];
        return typeof objection === 'string' ? [{ query: `${dialect}: ${query}`, objection }] : [];
      }),
      ...BROKEN.filter((_, i) => answers[asked.length + i] === null).map(([dialect, query]) => ({
        query: `${dialect}: ${query}`,
        objection: 'is read without objection, and has an error',
      })),
    ],
  };
}

export interface JavaVerdicts {
  readonly comparisons: number;
  readonly differences: readonly string[];
}

/** Where Java finds an expression that it should not, or the other way round. */
export function compareWithJava(matchers: readonly Matcher[]): JavaVerdicts {
  const cases = matchers.flatMap((matcher) => {
    if (matcher.kind !== 'regex') return [];
    const expression = printJava(matcher.pattern);
    if (typeof expression !== 'string') return [];
    const samples = sampleRegex(matcher.pattern, 8).filter((text) => text.length < 200);
    const texts = samples.flatMap((text) => [
      text,
      `${text}\n`,
      `${text}\r\n`,
      `b${text}b`,
      text.toUpperCase(),
      'é\u2028',
    ]);
    const whole = texts.filter((text) => !/\p{Cs}/u.test(text));
    return [{ pattern: matcher.pattern, expression, texts: whole }];
  });
  const encode = (text: string): string => Buffer.from(text).toString('base64');
  const answers = runJavaRegex(
    cases.map(({ expression, texts }) => [expression, ...texts].map(encode).join('\t')),
  );

  let comparisons = 0;
  const differences: string[] = [];
  for (const [i, { pattern, expression, texts }] of cases.entries()) {
    const answer = answers[i] as string;
    if (answer.startsWith('!')) differences.push(`${expression}\n  ${answer}`);
    else {
      for (const [j, text] of texts.entries()) {
        comparisons++;
        const expected = searchRegex(pattern, text);
        if ((answer[j] === '1') !== expected) {
          differences.push(`${expression} on ${JSON.stringify(text)}: ${String(!expected)}`);
        }
      }
    }
  }
  return { comparisons, differences };
}
