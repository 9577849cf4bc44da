/**
 * `npm run verify:engines`: what the specs take on trust about Elasticsearch, held against programs that are not ours.
 *
 * - Elastic's own parser of EQL, the Python package `eql`, reads every query that is emitted.
 * - Lucene, through the queries that Elasticsearch makes of it, gives the verdicts of the rule and of the bench in
 *   `spec/engines/eql`, for every pattern that is emitted and for generated ones.
 * - Lucene refuses, for the work they take, the patterns that are refused for it here, and no others.
 *
 * Needs Python, a JDK and Maven, and the network when it runs first; `npm test` needs none of them. With
 * `SIGMA_CORPUS` set the public rules are among those it looks at.
 */
import type { Matcher } from '../../../lib/query/query.ts';
import { CORPUS } from '../../helpers/corpus.ts';
import { caseOf, caseOfTerm, termsOf, type Case } from './cases.ts';
import { compareWithLucene } from './lucene.ts';
import { generateMatchers, matchersOf, queriesOf, readExampleRules, readPublicRules } from './rules.ts';
import { countMisread, findObjections } from './syntax.ts';
import { missingTools, MissingTool } from './tools.ts';
import { compareWork } from './work.ts';

/** With fewer, the run has not looked at what it is for. */
const FEWEST_COMPARISONS = 20_000;
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

  const asked = [...queries, ...generatedCases.map(({ query }) => query)];
  const objections = findObjections(asked);
  console.log(
    `syntax: Elastic's parser reads ${percent(asked.length - objections.length, asked.length)} queries`,
  );
  const misread = countMisread(asked);
  if (misread > 0) console.log(`  ${misread} of them with a letter for an escape that it misreads`);
  show(objections.map(({ query, objection }) => `${query}\n  ${objection}`));

  const { comparisons, differences } = compareWithLucene(cases);
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
  return (
    objections.length === 0 &&
    differences.length === 0 &&
    work.differences.length === 0 &&
    comparisons >= FEWEST_COMPARISONS
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
