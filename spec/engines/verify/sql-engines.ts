/** The engines of SQL that do not run in Node: ClickHouse and Spark themselves, over witness events of rules. */
import { createSql, type SqlDialect } from '../../../backends/sql/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { fidelityOf, type Fidelity } from '../../../lib/backend/backend.ts';
import { leaf } from '../../../lib/query/build.ts';
import type { Matcher, Query } from '../../../lib/query/query.ts';
import { toQueries } from '../../../lib/resolve/to-queries.ts';
import { makeWitnesses } from '../../../lib/witness/make.ts';
import { WHOLE_CHARACTERS } from '../../helpers/equivalence/assumptions.ts';
import { createEvaluator, factsOf, type QueryFacts } from '../../helpers/equivalence/facts.ts';
import type { FlatEvent } from '../../helpers/equivalence/flat-event.ts';
import { agrees } from '../../helpers/equivalence/judge.ts';
import { DUCKDB_ASSUMPTIONS } from '../../helpers/equivalence/sql-assumptions.ts';
import { cellOf } from '../sql/bench.ts';
import { runClickhouse, runSpark, type SqlTable } from './tools.ts';

/** Queries of rules and of generated matchers: planning one takes Spark up to a second. */
const QUERIES = 180;
const MATCHERS = 90;
/** Queries that share a table. */
const QUERIES_OF_TABLE = 12;
const BRANCHES = 4;
/** Witnesses of either kind. */
const MOST = 8;
/** Statements with lists of a thousand hashes say no more than shorter ones. */
const MAX_LENGTH = 8_000;

const ENGINES = { clickhouse: runClickhouse, spark: runSpark } as const;

export interface EngineVerdicts {
  readonly dialect: SqlDialect;
  readonly queries: number;
  readonly comparisons: number;
  readonly differences: readonly string[];
}

interface Asked {
  readonly facts: QueryFacts;
  readonly condition: string;
  readonly fidelity: Fidelity;
}

interface Table {
  readonly asked: readonly Asked[];
  readonly columns: readonly string[];
  readonly events: readonly FlatEvent[];
}

/** Where an engine selects an event that it should not, or the other way round. */
export function compareWithSqlEngines(
  rules: readonly SigmaRule[],
  matchers: readonly Matcher[],
): readonly EngineVerdicts[] {
  const [{ span } = { span: { start: 0, end: 0 } }] = rules;
  const queries = [
    ...sample(
      rules.flatMap((rule) => toQueries(rule).queries),
      QUERIES,
    ),
    ...sample(matchers, MATCHERS).map((matcher) => leaf('field', matcher, span)),
  ];
  return (Object.keys(ENGINES) as (keyof typeof ENGINES)[]).map((dialect) => compare(dialect, queries));
}

/** So many of them, evenly. */
function sample<T>(all: readonly T[], count: number): readonly T[] {
  const stride = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, index) => index % stride === 0);
}

function compare(dialect: keyof typeof ENGINES, queries: readonly Query[]): EngineVerdicts {
  const tables: Table[] = [];
  for (let i = 0; i < queries.length; i += QUERIES_OF_TABLE)
    tables.push(tableOf(dialect, queries.slice(i, i + QUERIES_OF_TABLE)));
  const answers = ENGINES[dialect](tables.map(toRows));

  let comparisons = 0;
  const differences: string[] = [];
  for (const [i, { asked, events }] of tables.entries()) {
    for (const [j, { facts, condition, fidelity }] of asked.entries()) {
      const answer = answers[i]?.[j] ?? 'no answer';
      if (typeof answer === 'string') {
        differences.push(`${dialect}: ${condition}\n  ${answer}`);
        continue;
      }
      const selected = new Set(answer);
      for (const [place, event] of events.entries()) {
        if (DUCKDB_ASSUMPTIONS.some(({ excludes }) => excludes(event, facts))) continue;
        comparisons++;
        const expected = facts.matches(event);
        if (!agrees(fidelity, expected, selected.has(place)))
          differences.push(`${dialect}: ${condition}\n  on ${JSON.stringify(event)}: ${String(!expected)}`);
      }
    }
  }
  return {
    dialect,
    queries: tables.reduce((sum, { asked }) => sum + asked.length, 0),
    comparisons,
    differences,
  };
}

function tableOf(dialect: SqlDialect, queries: readonly Query[]): Table {
  const events: FlatEvent[] = [];
  const columns = new Map<string, string>();
  const kept: Query[] = [];
  for (const query of queries) {
    const facts = factsOf(query);
    const fields = [...facts.fields];
    // Names that differ in case alone are one column in some catalogues.
    if (fields.some((field) => (columns.get(field.toLowerCase()) ?? field) !== field)) continue;
    for (const field of fields) columns.set(field.toLowerCase(), field);
    const { matching, missing } = makeWitnesses(query, createEvaluator(), { branches: BRANCHES });
    const made = [...matching.slice(0, MOST), ...missing.slice(0, MOST)] as FlatEvent[];
    // What is no text cannot be stored.
    events.push(...made.filter((event) => !WHOLE_CHARACTERS.excludes(event, facts)));
    kept.push(query);
  }
  for (const event of events) for (const field of Object.keys(event)) columns.set(field.toLowerCase(), field);
  const names = [...columns.values()];
  const backend = createSql({ dialect, keywords: names });
  const asked = kept.flatMap((query): readonly Asked[] => {
    const request = {
      rule: {} as SigmaRule,
      queries: [query],
      format: 'where',
      approximate: 'superset',
    } as const;
    const { outputs, gaps } = backend.convert(request);
    const [condition] = outputs;
    if (condition === undefined || condition.length > MAX_LENGTH) return [];
    return [{ facts: factsOf(query), condition, fidelity: fidelityOf(gaps) }];
  });
  return { asked, columns: names, events };
}

function toRows({ asked, columns, events }: Table): SqlTable {
  return {
    columns,
    rows: events.map((event) => columns.map((column) => cellOf(event, column))),
    conditions: asked.map(({ condition }) => condition),
  };
}
