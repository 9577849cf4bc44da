/** The engines see mistakes: each defect that the printer of SQL could have, made on purpose, shows in a disagreement. */
import { expect } from 'chai';
import { createSql, type SqlDialect } from '../../backends/sql/index.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { parseSigma } from '../../lib/parse.ts';
import type { Query } from '../../lib/query/query.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';
import { makeWitnesses } from '../../lib/witness/make.ts';
import { KEYWORD_FIELD } from '../../lib/witness/realise.ts';
import type { SqlBench } from '../engines/sql/bench.ts';
import { DETECTIONS } from '../helpers/equivalence/detections.ts';
import { createEvaluator } from '../helpers/equivalence/facts.ts';
import type { FlatEvent } from '../helpers/equivalence/flat-event.ts';
import { createTally, type Disagreement } from '../helpers/equivalence/judge.ts';
import { judgeSql, SQL_TARGETS, type SqlTarget } from '../helpers/equivalence/sql.ts';

const COLUMNS: readonly string[] = ['A', 'B', 'C', KEYWORD_FIELD];

type Mutant = readonly [name: string, pattern: RegExp, replacement: string];

const EVERYWHERE: readonly Mutant[] = [
  ['drops the test for null of a negation', /\((.*)\) IS NOT TRUE/g, 'NOT ($1)'],
  ['drops a negation', / IS NOT TRUE/g, ''],
  ['takes AND for OR', / OR /g, ' AND '],
  ['takes OR for AND', / AND /g, ' OR '],
  ['drops brackets', /^\((.*?)\) AND/g, '$1 AND'],
  ['takes contains for endsWith', /'%\\cmd\.exe'/g, `'%\\cmd.exe%'`],
  ['takes startsWith for contains', /'%abc%'/g, `'abc%'`],
  ['loses the last value of a list', /IN \((.*), '[^']*'\)/g, 'IN ($1)'],
  ['takes a value that is there for one that is not', / IS NULL/g, ' IS NOT NULL'],
  ['takes a value that is not there for one that is', / IS NOT NULL/g, ' IS NULL'],
  ['takes > for >=', />= 10/g, '> 10'],
];

const MUTANTS: Readonly<Partial<Record<SqlDialect, readonly Mutant[]>>> = {
  duckdb: [
    ['minds case', /lower\(("\w+")\)/g, '$1'],
    ['lets a percent sign be a wildcard', /!%/g, '%'],
    ['loses the start of an expression', /'\^/g, `'`],
    ['loses the end of an expression', /(?:\\n\?)?\$'/g, `'`],
    ['loses the flag i', /\(\?i\)/g, ''],
    ['takes the dot of a text for any character', /\\\./g, '.'],
    ['takes the dot of an address for any character', /\[\.\]/g, '.'],
    ['takes another network', /\^\(\?:10\[/g, '^(?:11['],
    ['takes any text for a number', /regexp_matches\("A", '\^-[^']*'\) AND /g, ''],
    ['minds case in a comparison of columns', /lower\("(\w)"\) = lower\("(\w)"\)/g, '"$1" = "$2"'],
    [
      'does not look which column is longer',
      /length\(lower\("A"\)\) >= length\(lower\("B"\)\) AND /g,
      'TRUE OR ',
    ],
    ['looks for a keyword in one column', /list_bool_or\(list_transform\(.*\)\)/g, `"A" LIKE '%key word%'`],
    ['ignores case where it counts', /"A" = 'One'/g, `lower("A") = 'one'`],
    ['takes one character for any number', /a_c%d/g, 'a%c%d'],
  ],
  postgres: [
    ['minds case in patterns', /ILIKE/g, 'LIKE'],
    ['minds case in equality', /lower\(("\w+")\) =/g, '$1 ='],
    ['lets a percent sign be a wildcard', /!%/g, '%'],
    ['leaves out the escape character', / ESCAPE '!'/g, ''],
    ['loses the start of an expression', /\\A/g, ''],
    ['loses the end of an expression', /\(\?=\\n\?\\Z\)/g, ''],
    ['casts what is no number', /CASE WHEN .* THEN (.*) END/g, '$1'],
  ],
  sqlite: [
    ['minds case in equality', / COLLATE NOCASE/g, ''],
    ['ignores case where it counts', /GLOB '\*One\*'/g, `LIKE '%One%'`],
    ['lets a percent sign be a wildcard', /!%/g, '%'],
    ['takes any text for a number', /`A` GLOB '\*\[0-9\]' AND .* AND CAST/g, 'CAST'],
    ['takes a name for a text', /`A` IS NULL/g, `'A' IS NULL`],
    ['takes another network', /'10\.\*'/g, `'11.*'`],
  ],
};

interface Sample {
  readonly query: Query;
  readonly events: readonly FlatEvent[];
}

describe('mutants of the printer of SQL', () => {
  const samples = DETECTIONS.map(readSample);

  for (const target of SQL_TARGETS) {
    describe(target.name, () => {
      let bench: SqlBench;

      before(async function () {
        this.timeout(60_000);
        bench = await target.start();
      });

      after(() => bench.close());

      it('leave nothing to find when there are none', async () => {
        expect(await findDisagreement(target, bench, samples, (text) => text)).to.equal(undefined);
      }).timeout(60_000);

      for (const [name, pattern, replacement] of [...EVERYWHERE, ...(MUTANTS[target.name] ?? [])]) {
        it(`are caught: ${name}`, async function () {
          const change = (text: string): string => text.replace(pattern, replacement);
          const changed = samples.filter(({ query }) =>
            printed(target, query).some((text) => change(text) !== text),
          );
          expect(changed.length, 'the mutant changes nothing').to.be.at.least(1);
          expect(await findDisagreement(target, bench, changed, change)).to.not.equal(undefined);
        }).timeout(60_000);
      }
    });
  }
});

function printed(target: SqlTarget, query: Query): readonly string[] {
  const options = target.name === 'sqlite' ? { ...target.options, keywords: COLUMNS } : target.options;
  const request = {
    rule: {} as SigmaRule,
    queries: [query],
    format: 'where',
    approximate: 'superset',
  } as const;
  return createSql(options).convert(request).outputs;
}

/** The first disagreement over all queries. */
async function findDisagreement(
  target: SqlTarget,
  bench: SqlBench,
  samples: readonly Sample[],
  change: (text: string) => string,
): Promise<Disagreement | undefined> {
  const tally = createTally();
  for (const { query, events } of samples) {
    await judgeSql(target, bench, query, events, COLUMNS, tally, 'superset', change);
    if (tally.disagreements.length > 0) return tally.disagreements[0];
  }
  return undefined;
}

function readSample(detection: string): Sample {
  const { rules } = parseSigma(`title: T\nlogsource: { product: windows }\ndetection: ${detection}\n`);
  const query = toQueries(rules[0]!).queries[0]!;
  const { matching, missing } = makeWitnesses(query, createEvaluator());
  return { query, events: [...matching, ...missing] };
}
