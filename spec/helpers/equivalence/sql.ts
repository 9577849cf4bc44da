/** The engines of the SQL family that run here, each with the backend for it, and the law of equivalence for them. */
import {
  createSql,
  createSqlStatements,
  type SqlDialect,
  type SqlOptions,
} from '../../../backends/sql/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { fidelityOf, type ApproximationPolicy, type Fidelity } from '../../../lib/backend/backend.ts';
import type { Query } from '../../../lib/query/query.ts';
import type { SqlBench } from '../../engines/sql/bench.ts';
import { startDuckdb } from '../../engines/sql/duckdb.ts';
import { startPostgres } from '../../engines/sql/postgres.ts';
import { startSqlite } from '../../engines/sql/sqlite.ts';
import type { Assumption } from './assumptions.ts';
import { factsOf, type QueryFacts } from './facts.ts';
import type { FlatEvent } from './flat-event.ts';
import { agrees, type Tally } from './judge.ts';
import { DUCKDB_ASSUMPTIONS, POSTGRES_ASSUMPTIONS, SQLITE_ASSUMPTIONS } from './sql-assumptions.ts';

export interface SqlTarget {
  readonly name: SqlDialect;
  readonly options: SqlOptions;
  readonly assumptions: readonly Assumption[];
  readonly start: () => Promise<SqlBench>;
}

export const SQL_TARGETS: readonly SqlTarget[] = [
  {
    name: 'duckdb',
    options: { dialect: 'duckdb' },
    assumptions: DUCKDB_ASSUMPTIONS,
    start: startDuckdb,
  },
  {
    name: 'postgres',
    options: { dialect: 'postgres' },
    assumptions: POSTGRES_ASSUMPTIONS,
    start: startPostgres,
  },
  {
    name: 'sqlite',
    options: { dialect: 'sqlite' },
    assumptions: SQLITE_ASSUMPTIONS,
    start: startSqlite,
  },
];

const NO_RULE = {} as SigmaRule;

/**
 * Converts one query, with its texts inside and apart from it, runs both and adds to the tally.
 *
 * @param change - What a mutant of the printer does to the condition.
 */
export async function judgeSql(
  target: SqlTarget,
  bench: SqlBench,
  query: Query,
  events: readonly FlatEvent[],
  columns: readonly string[],
  tally: Tally,
  approximate: ApproximationPolicy = 'superset',
  change: (text: string) => string = (text) => text,
): Promise<Fidelity> {
  // In SQLite a row cannot be taken apart, so the columns for keywords are named.
  const options = target.name === 'sqlite' ? { ...target.options, keywords: columns } : target.options;
  const request = { rule: NO_RULE, queries: [query], format: 'where', approximate } as const;
  const { outputs, gaps } = createSql(options).convert(request);
  const fidelity = fidelityOf(gaps);
  const [printed] = outputs;
  if (printed === undefined) return fidelity;
  const condition = change(printed);
  const [statement] = createSqlStatements(options).convert(request).outputs;
  const facts = factsOf(query);
  const judged = events.filter((event) => isInside(target, event, facts, tally));
  try {
    await bench.fill(columns, judged);
    const inside = await bench.selects(condition);
    const apart = await bench.selects(statement!.text, statement!.values);
    for (const [i, event] of judged.entries()) {
      const expected = facts.matches(event);
      for (const found of [inside[i]!, apart[i]!]) {
        tally.comparisons++;
        if (!agrees(fidelity, expected, found)) {
          tally.disagreements.push({ target: target.name, text: condition, event, expected, found });
        }
      }
    }
  } catch (error) {
    tally.disagreements.push({
      target: target.name,
      text: condition,
      event: {},
      expected: false,
      found: String(error),
    });
  }
  return fidelity;
}

function isInside({ assumptions }: SqlTarget, event: FlatEvent, facts: QueryFacts, tally: Tally): boolean {
  const outside = assumptions.find(({ excludes }) => excludes(event, facts));
  if (outside === undefined) return true;
  tally.excluded.set(outside, (tally.excluded.get(outside) ?? 0) + 1);
  return false;
}
