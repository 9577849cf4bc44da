/**
 * `npm run verify:engines`: what the specs take on trust about engines, held against programs that are not ours.
 *
 * - Elastic's own parser of EQL, the Python package `eql`, reads every query that is emitted, and Elastic's grammar of
 *   ES|QL, in the package `esql-parser`, every query of that language.
 * - Lucene, through the queries that Elasticsearch makes of it, gives the verdicts of the rule and of the benches in
 *   `spec/engines/eql` and `spec/engines/esql`, for every pattern that is emitted and for generated ones.
 * - Lucene's classic parser finds by query strings the events that the rule and the bench in `spec/engines/lucene` do.
 * - The package `sqlglot` reads every statement for the engines of SQL that do not run in the specs, and Java finds by
 *   the expressions for Spark and Trino what the rule does. ClickHouse and Spark themselves run a sample of them.
 * - Lucene refuses, for the work they take, the patterns that are refused for it here, and no others.
 *
 * Needs Python, a JDK and Maven, and the network when it runs first; `npm test` needs none of them. With
 * `SIGMA_CORPUS` set the public rules are among those it looks at.
 */
import { eqlCorrelations } from '../../../backends/eql/correlations.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { Matcher } from '../../../lib/query/query.ts';
import { CORPUS } from '../../helpers/corpus.ts';
import { caseOf, caseOfTerm, termsOf, type Case } from './cases.ts';
import { esqlCaseOf, findEsqlObjections } from './esql.ts';
import { compareWithLucene, eqlBench, esqlBench } from './lucene.ts';
import { compareQueryStrings } from './query-strings.ts';
import {
  correlationQueries,
  generateMatchers,
  matchersOf,
  queriesOf,
  readExampleRules,
  readPublicRules,
} from './rules.ts';
import { compareWithSqlEngines } from './sql-engines.ts';
import { compareWithJava, findSqlObjections } from './sql.ts';
import { countMisread, findObjections } from './syntax.ts';
import { missingTools, MissingTool } from './tools.ts';
import { compareWork } from './work.ts';

/** With fewer, the run has not looked at what it is for. */
const FEWEST_COMPARISONS = 20_000;
/** The engines of SQL are asked about fewer queries, each of which they take longer for. */
const FEWEST_IN_ENGINES = 5_000;
/** Enough to see what is wrong. */
const SHOWN = 20;

function verify(): boolean {
  const rules = [...readExampleRules(), ...(CORPUS ? readPublicRules(CORPUS) : [])];
  const queries = queriesOf(rules);
  const generated = generateMatchers();
  const generatedCases = casesOf(generated);
  const known = [...casesOf(matchersOf(rules)), ...generatedCases];
  const cases = [...known, ...casesOfQueries(queries, known)];
  console.log(
    `${rules.length} rules${CORPUS ? '' : ' (SIGMA_CORPUS is not set: those of the examples)'}, ` +
      `${generated.length} generated matchers`,
  );

  const asked = [
    ...queries,
    ...correlationQueries(eqlCorrelations),
    ...generatedCases.map(({ query }) => query),
  ];
  const objections = findObjections(asked);
  console.log(
    `syntax: Elastic's parser reads ${percent(asked.length - objections.length, asked.length)} queries`,
  );
  const misread = countMisread(asked);
  if (misread > 0) console.log(`  ${misread} of them with a letter for an escape that it misreads`);
  show(objections.map(({ query, objection }) => `${query}\n  ${objection}`));

  const { comparisons, differences } = compareWithLucene(cases, eqlBench);
  console.log(
    `leaves: Lucene agrees in ${percent(comparisons - differences.length, comparisons)} comparisons ` +
      `on ${cases.length} patterns`,
  );
  show(differences);

  const work = compareWork();
  console.log(
    `work: of ${work.patterns} patterns near the limit Lucene reads ${work.read}, and agrees on ` +
      percent(work.patterns - work.differences.length, work.patterns),
  );
  show(work.differences);
  if (comparisons < FEWEST_COMPARISONS) console.error(`fewer than ${FEWEST_COMPARISONS} comparisons`);
  const areOthersRight = [
    verifyEsql(rules, generated),
    verifyQueryStrings(rules),
    verifySql(rules, [...matchersOf(rules), ...generated]),
  ].every(Boolean);
  return (
    areOthersRight &&
    objections.length === 0 &&
    differences.length === 0 &&
    work.differences.length === 0 &&
    comparisons >= FEWEST_COMPARISONS
  );
}

function verifyEsql(rules: readonly SigmaRule[], generated: readonly Matcher[]): boolean {
  const { queries, objections } = findEsqlObjections(rules);
  console.log(
    `ES|QL syntax: Elastic's grammar reads ${percent(queries - objections.length, queries)} queries`,
  );
  show(objections.map(({ query, objection }) => `${query}\n  ${objection}`));

  const cases = [...matchersOf(rules), ...generated].map(esqlCaseOf).filter((each) => each !== undefined);
  const { comparisons, differences } = compareWithLucene(cases, esqlBench);
  console.log(
    `ES|QL leaves: Lucene agrees in ${percent(comparisons - differences.length, comparisons)} comparisons ` +
      `on ${cases.length} patterns`,
  );
  show(differences);
  return objections.length === 0 && differences.length === 0 && comparisons >= FEWEST_COMPARISONS;
}

function verifyQueryStrings(rules: readonly SigmaRule[]): boolean {
  const { queries, comparisons, differences } = compareQueryStrings(rules);
  console.log(
    `query strings: Lucene agrees in ${percent(comparisons - differences.length, comparisons)} comparisons ` +
      `on ${queries} queries`,
  );
  show(differences);
  return differences.length === 0 && comparisons >= FEWEST_COMPARISONS;
}

function verifySql(rules: readonly SigmaRule[], matchers: readonly Matcher[]): boolean {
  const { queries, objections } = findSqlObjections(rules);
  console.log(`SQL syntax: sqlglot reads ${percent(queries - objections.length, queries)} queries`);
  show(objections.map(({ query, objection }) => `${query}\n  ${objection}`));

  const { comparisons, differences } = compareWithJava(matchers);
  console.log(
    `SQL expressions: Java agrees in ${percent(comparisons - differences.length, comparisons)} comparisons`,
  );
  show(differences);

  const engines = compareWithSqlEngines(rules, matchers);
  for (const engine of engines) {
    const agreed = engine.comparisons - engine.differences.length;
    console.log(
      `SQL in ${engine.dialect}: it agrees in ${percent(agreed, engine.comparisons)} comparisons ` +
        `on ${engine.queries} queries`,
    );
    show(engine.differences);
  }
  return (
    objections.length === 0 &&
    differences.length === 0 &&
    comparisons >= FEWEST_COMPARISONS &&
    engines.every((engine) => engine.differences.length === 0 && engine.comparisons >= FEWEST_IN_ENGINES)
  );
}

function casesOf(matchers: readonly Matcher[]): readonly Case[] {
  return matchers.map(caseOf).filter((each) => each !== undefined);
}

/** Regular expressions in the queries that no matcher alone led to. */
function casesOfQueries(queries: readonly string[], known: readonly Case[]): readonly Case[] {
  const keyOf = ({ operator, literal }: Pick<Case, 'operator' | 'literal'>): string =>
    `${operator} ${literal}`;
  const rest = new Map(queries.flatMap(termsOf).map((term) => [keyOf(term), term]));
  for (const each of known) rest.delete(keyOf(each));
  // Plain patterns are left to the selection among the matchers.
  return [...rest.values()].filter(({ operator }) => operator.startsWith('regex')).map(caseOfTerm);
}

function percent(part: number, whole: number): string {
  // Rounded down: 100 % are all of them.
  return `${Math.floor((part / whole) * 10_000) / 100} % of ${whole}`;
}

function show(descriptions: readonly string[]): void {
  for (const description of descriptions.slice(0, SHOWN)) console.error(description);
  if (descriptions.length > SHOWN) console.error(`… and ${descriptions.length - SHOWN} more`);
}

function main(): number {
  const missing = missingTools();
  if (missing.length > 0) {
    console.error(
      `npm run verify:engines needs what is not here:\n${missing.map((what) => `- ${what}`).join('\n')}`,
    );
    return 1;
  }
  try {
    return verify() ? 0 : 1;
  } catch (error) {
    if (!(error instanceof MissingTool)) throw error;
    console.error(`could not install an engine:\n${error.message}`);
    return 1;
  }
}

process.exitCode = main();
