/** ES|QL against Elastic's own grammar, and its patterns and expressions against Lucene. */
import fc from 'fast-check';
import { esqlCorrelations } from '../../../backends/esql/correlations.ts';
import { createEsql } from '../../../backends/esql/index.ts';
import { predicate } from '../../../backends/predicate/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { Backend } from '../../../lib/backend/backend.ts';
import type { Matcher, Query } from '../../../lib/query/query.ts';
import { foldLists } from '../../../lib/query/rewrite/fold-lists.ts';
import { toQueries } from '../../../lib/resolve/to-queries.ts';
import { arbitraryQuery, FIELDS } from '../../helpers/arbitrary.ts';
import { at } from '../../helpers/query.ts';
import { parseEsql, type EsqlNode } from '../esql/parse.ts';
import { textsFor, type Case, type LuceneOperator } from './cases.ts';
import { correlationQueries } from './rules.ts';
import { runEsqlPackage } from './tools.ts';

/** What the grammar must refuse, or its consent would mean nothing. */
const BROKEN: readonly string[] = [
  'from * | where f == "\\."',
  'from * | where f == "a',
  "from * | where f == 'a'",
  'from * | where f like ("a" "b")',
  'from * | where a b == "c"',
  'from * | where f == "a" and',
  'from * | wher f == "a"',
  'from * | where not coalesce(f == 1, false',
  'from * | where `f == 1',
];

const SEED = 20260103;
const GENERATED = 1000;

export interface Objection {
  readonly query: string;
  readonly objection: string;
}

export interface EsqlSyntax {
  readonly queries: number;
  readonly objections: readonly Objection[];
}

/** The queries of rules and generated ones, with and without several values in fields, as the grammar reads them. */
export function findEsqlObjections(rules: readonly SigmaRule[]): EsqlSyntax {
  const generated = fc.sample(arbitraryQuery().map(foldLists), { seed: SEED, numRuns: GENERATED });
  const [plain, lists] = [createEsql(), createEsql({ index: 'logs-*,my index', multivalued: FIELDS })];
  const queries = [
    ...rules.flatMap((rule) => toQueries(rule).queries).flatMap((query) => convertWith(plain, query)),
    ...generated.flatMap((query) => [...convertWith(plain, query), ...convertWith(lists, query)]),
    // The grammar of 9.1 has the command of 9.2 in development, as one word.
    ...correlationQueries(esqlCorrelations).map((query) =>
      query.replaceAll('\n| inline stats ', '\n| inlinestats '),
    ),
  ];
  const answers = runEsqlPackage([...queries, ...BROKEN]);
  const wrong = BROKEN.filter((_, i) => answers[queries.length + i] === null);
  return {
    queries: queries.length,
    objections: [
      ...queries.flatMap((query, i) => {
        const objection = answers[i];
        return typeof objection === 'string' ? [{ query, objection }] : [];
      }),
      ...wrong.map((query) => ({ query, objection: 'is read without objection, and has an error' })),
    ],
  };
}

function convertWith<Output>(backend: Backend<Output>, query: Query): readonly Output[] {
  const request = {
    rule: {} as SigmaRule,
    queries: [query],
    format: 'default',
    approximate: 'superset',
  } as const;
  return backend.convert(request).outputs;
}

const esql = createEsql();

/** The case of a matcher; undefined where ES|QL refuses it, or says it without Lucene. */
export function esqlCaseOf(matcher: Matcher): Case | undefined {
  const [query] = convertWith(esql, at('f', matcher));
  const [passes] = convertWith(predicate, at('f', matcher));
  if (query === undefined || passes === undefined) return undefined;
  const term = termOf(parseEsql(query).condition);
  if (term === undefined) return undefined;
  // Lucene folds ASCII alone, and the backend assumes of values that this makes no difference.
  const texts = textsFor(matcher).filter((text) => !/[\u0130\u212a]/.test(text));
  return { ...term, query, texts, expected: texts.map((text) => passes({ f: text })) };
}

/** What Elasticsearch asks of its index for one condition. */
function termOf(node: EsqlNode): { operator: LuceneOperator; literal: string } | undefined {
  if (node.kind === 'like' || node.kind === 'rlike') {
    const [literal, ...others] = node.patterns;
    if (literal === undefined || others.length > 0) return undefined;
    if (node.kind === 'rlike') return { operator: 'regex', literal };
    return { operator: node.operand.kind === 'call' ? 'wildcard~' : 'wildcard', literal };
  }
  const isFolded = node.kind === 'compare' && node.left.kind === 'call';
  return isFolded && node.right.kind === 'text' ? { operator: 'in~', literal: node.right.value } : undefined;
}
