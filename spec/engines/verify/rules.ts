/** What the judges are shown: the rules of the examples, the public ones where they are at hand, and generated leaves. */
import { regexMatcher } from '../../../lib/regex/literals.ts';
import fc from 'fast-check';
import { createEql } from '../../../backends/eql/index.ts';
import { ecs } from '../../../backends/pipelines/elastic/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { CorrelationBackend } from '../../../lib/backend/correlation.ts';
import { createCollection } from '../../../lib/collection/index.ts';
import { convertCorrelation } from '../../../lib/convert-correlation.ts';
import { convert } from '../../../lib/convert.ts';
import { parseSigma } from '../../../lib/parse.ts';
import type { Leaf, Matcher, Query } from '../../../lib/query/query.ts';
import { toQueries } from '../../../lib/resolve/to-queries.ts';
import { arbitraryMatcher } from '../../helpers/arbitrary.ts';
import { arbitraryPattern } from '../../helpers/arbitrary-pattern.ts';
import { readConformanceCases } from '../../helpers/conformance.ts';
import { readRuleFiles } from '../../helpers/corpus.ts';
import { flagsOf, patternOf } from '../../helpers/parse-pattern.ts';
import { listFiles, readProjectFile } from '../../helpers/project.ts';

/** The same leaves in every run: a failure is one that can be looked at. */
const SEED = 20260101;
const GENERATED_PATTERNS = 2000;
const GENERATED_TEXTS = 2000;
/** The public rules have tens of thousands, each much like the others; Lucene takes milliseconds for each. */
const MOST_TEXTS = 4000;

/** With optional fields, the longer form. Generated leaves are printed with plain ones, see `cases.ts`. */
const eql = createEql();

export function readExampleRules(): readonly SigmaRule[] {
  return listFiles('examples/rules')
    .filter((path) => path.endsWith('.yml'))
    .flatMap((path) => parseSigma(readProjectFile(path), { name: path }).rules);
}

export function readPublicRules(corpus: string): readonly SigmaRule[] {
  return readRuleFiles(corpus).flatMap(({ path, text }) => parseSigma(text, { name: path }).rules);
}

/** Every query that the EQL backend makes of the rules, in their own terms and in those of Elastic. */
export function queriesOf(rules: readonly SigmaRule[]): readonly string[] {
  return rules.flatMap((rule) => [
    ...convert(rule, eql).queries,
    ...convert(rule, eql, { pipelines: [ecs] }).queries,
  ]);
}

/** Matchers of the rules that look at text, each once. */
export function matchersOf(rules: readonly SigmaRule[]): readonly Matcher[] {
  const matchers = new Map<string, Matcher>();
  const visit = (query: Query): void => {
    if (query.kind === 'leaf') addMatcher(query, matchers);
    else if (query.kind === 'any-of') for (const leaf of query.leaves) addMatcher(leaf, matchers);
    else if (query.kind === 'not') visit(query.operand);
    else if (query.kind !== 'constant') query.operands.forEach(visit);
  };
  for (const rule of rules) toQueries(rule).queries.forEach(visit);
  return thinOut([...matchers.values()]);
}

/** Every regular expression, and texts and patterns with stars from the whole length of the list. */
function thinOut(matchers: readonly Matcher[]): readonly Matcher[] {
  const plain = matchers.filter(({ kind }) => kind !== 'regex');
  const step = Math.ceil(plain.length / MOST_TEXTS);
  return [...matchers.filter(({ kind }) => kind === 'regex'), ...plain.filter((_, i) => i % step === 0)];
}

function addMatcher({ matcher }: Leaf, matchers: Map<string, Matcher>): void {
  const key = keyOf(matcher);
  if (key !== undefined) matchers.set(key, matcher);
}

function keyOf(matcher: Matcher): string | undefined {
  switch (matcher.kind) {
    case 'equals':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
    case 'wildcard':
      return JSON.stringify(matcher);
    case 'regex':
      return JSON.stringify([matcher.pattern.text, matcher.pattern.flags]);
    default:
      return undefined;
  }
}

/** Matchers full of what some language reads as more than itself. */
export function generateMatchers(): readonly Matcher[] {
  const texts = fc
    .constantFrom('equals', 'startsWith', 'endsWith', 'contains', 'wildcard')
    .chain((kind) => arbitraryMatcher(kind, []));
  const patterns = fc.tuple(
    arbitraryPattern({ exotic: false }),
    fc.constantFrom('', '', '', 'i', 'm', 's', 'ims'),
  );
  return [
    ...fc.sample(texts, { seed: SEED, numRuns: GENERATED_TEXTS }),
    ...fc.sample(patterns, { seed: SEED, numRuns: GENERATED_PATTERNS }).flatMap(parsePattern),
  ];
}

/** A generated pattern may have errors; a rule with them has no query. */
function parsePattern([text, letters]: readonly [string, string]): readonly Matcher[] {
  try {
    return [regexMatcher(patternOf(text, flagsOf(letters)))];
  } catch {
    return [];
  }
}

/** The conformance cases of correlations, as far as the target has a form for them. */
export function correlationQueries(backend: CorrelationBackend): readonly string[] {
  return readConformanceCases().flatMap(({ sigma }) =>
    createCollection(parseSigma(sigma)).correlations.flatMap(
      (correlation) => convertCorrelation(correlation, backend).queries,
    ),
  );
}
