/** The text targets, each with an engine that runs what its backend prints. */
import { createEql } from '../../../backends/eql/index.ts';
import { createEsql } from '../../../backends/esql/index.ts';
import { createKusto } from '../../../backends/kusto/index.ts';
import { createLucene } from '../../../backends/lucene/index.ts';
import { splunk } from '../../../backends/splunk/index.ts';
import type { Backend } from '../../../lib/backend/backend.ts';
import { leavesOf } from '../../../lib/query/leaves.ts';
import { compileEql, type EqlFieldType } from '../../engines/eql/run.ts';
import { compileEsql } from '../../engines/esql/run.ts';
import type { EsqlMapping } from '../../engines/esql/values.ts';
import { createKustoParser, nodesOf } from '../../engines/kusto-parser.ts';
import { compileKusto } from '../../engines/kusto/evaluate.ts';
import { compileLucene, type LuceneMapping } from '../../engines/lucene/run.ts';
import { compileSpl } from '../../engines/spl/run.ts';
import {
  EQL_ASSUMPTIONS,
  fieldsComparedIn,
  KUSTO_ASSUMPTIONS,
  SPLUNK_ASSUMPTIONS,
  WHOLE_NUMBERS,
  type Assumption,
} from './assumptions.ts';
import { ESQL_ASSUMPTIONS, ESQL_LIST_ASSUMPTIONS, LUCENE_ASSUMPTIONS } from './elastic-assumptions.ts';
import { leavesWith, type QueryFacts } from './facts.ts';
import type { FlatEvent } from './flat-event.ts';

/** Whether the query selects an event. */
export type Run = (event: FlatEvent) => boolean;

export interface Target {
  readonly name: 'splunk' | 'kusto' | 'eql' | 'esql' | 'lucene';
  readonly backend: Backend<string>;
  readonly assumptions: readonly Assumption[];
  /**
   * The query, ready to run, once for each way the target can be set up; by the name of that way.
   * @throws Error where the engine refuses the text
   */
  readonly read: (text: string, facts: QueryFacts) => ReadonlyMap<string, Run>;
}

export const splunkTarget: Target = {
  name: 'splunk',
  backend: splunk,
  assumptions: SPLUNK_ASSUMPTIONS,
  read: (text) => new Map([['', compileSpl(text)]]),
};

const TABLE = 'T';

/** @param columns those of the one table: to declare a table costs more than to read a query */
export function createKustoTarget(columns: Iterable<string>): Target {
  const parser = createKustoParser(Object.fromEntries([...columns].map((name) => [name, 'string'])), TABLE);
  return {
    name: 'kusto',
    backend: createKusto({ table: TABLE }),
    assumptions: KUSTO_ASSUMPTIONS,
    read(text) {
      const { diagnostics, tree } = parser.analyze(text);
      const [problem] = diagnostics;
      if (problem !== undefined) throw new Error(`${problem.code}: ${problem.message}`);
      const [filter] = nodesOf(tree, ({ kind }) => kind === 'FilterOperator');
      const condition = filter?.children.at(-1);
      if (condition === undefined) throw new Error(`no where in ${text}`);
      const holds = compileKusto(condition);
      return new Map([['', (event) => holds(toRow(event)) === true]]);
    },
  };
}

function toRow(event: FlatEvent): ReadonlyMap<string, string> {
  const row = new Map<string, string>();
  for (const [name, value] of Object.entries(event)) if (value !== null) row.set(name, String(value));
  return row;
}

export const eqlTarget: Target = {
  name: 'eql',
  backend: createEql(),
  assumptions: EQL_ASSUMPTIONS,
  read: (text, facts) => readEql(text, facts, new Set()),
};

function readEql(
  text: string,
  facts: QueryFacts,
  numeric: ReadonlySet<string | null>,
): ReadonlyMap<string, Run> {
  const run = compileEql(text);
  const addresses = new Set(leavesWith(facts, 'cidr').map(({ field }) => field));
  const typeOf = (field: string): EqlFieldType =>
    numeric.has(field) ? 'long' : addresses.has(field) ? 'ip' : 'keyword';
  const mapped = new Map([...facts.fields].map((field) => [field, typeOf(field)] as const));
  return new Map<string, Run>([
    ['every field mapped', (event) => run(event, mapped)],
    [
      'only the fields of the event mapped',
      (event) => run(event, new Map(Object.keys(event).map((field) => [field, typeOf(field)]))),
    ],
  ]);
}

/** With a mapping for each query, in which every field that it compares by size is a `long`. */
export const eqlNumbersTarget: Target = {
  name: 'eql',
  backend: {
    ...createEql(),
    convert(request) {
      const fields = request.queries.flatMap((query) => [...fieldsComparedIn(leavesOf(query))]);
      return createEql({ fields: Object.fromEntries(fields.map((field) => [field, 'long'])) }).convert(
        request,
      );
    },
  },
  assumptions: [...EQL_ASSUMPTIONS, WHOLE_NUMBERS],
  read: (text, facts) => readEql(text, facts, fieldsComparedIn(facts.leaves)),
};

export const esqlTarget: Target = {
  name: 'esql',
  backend: createEsql(),
  assumptions: ESQL_ASSUMPTIONS,
  read: readEsql,
};

/** @param fields those that may hold several values */
export function createEsqlListTarget(fields: readonly string[]): Target {
  return {
    name: 'esql',
    backend: createEsql({ multivalued: fields }),
    assumptions: ESQL_LIST_ASSUMPTIONS,
    read: readEsql,
  };
}

function readEsql(text: string, facts: QueryFacts): ReadonlyMap<string, Run> {
  const dates = new Set(leavesWith(facts, 'timePart').map(({ field }) => field));
  const mapping: EsqlMapping = new Map(
    [...facts.fields].map((field) => [field, dates.has(field) ? 'date' : 'keyword'] as const),
  );
  return new Map<string, Run>([
    ['evaluated', compileEsql(text, mapping, 'evaluated')],
    ['in the index', compileEsql(text, mapping, 'in the index')],
  ]);
}

export const luceneTarget: Target = {
  name: 'lucene',
  backend: createLucene(),
  assumptions: LUCENE_ASSUMPTIONS,
  read(text, facts) {
    const addresses = leavesWith(facts, 'cidr').map(({ field }) => [field as string, 'ip'] as const);
    const mapping: LuceneMapping = new Map(addresses);
    return new Map([['', compileLucene(text, mapping)]]);
  },
};
