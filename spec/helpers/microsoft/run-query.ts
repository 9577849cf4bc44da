/** Runs a whole query of a table, `T | extend … | where …`, over rows; Microsoft's own binder reads it first. */
import type { ColumnType } from '../../../backends/kusto/index.ts';
import type { FieldType, Schema } from '../../../lib/backend/schema.ts';
import {
  type KustoAnalysis,
  createKustoParser,
  mixedTypes,
  nodesOf,
  type KustoNode,
  type KustoParser,
} from '../../engines/kusto-parser.ts';
import { compileKusto, type KustoExpression, type KustoValue } from '../../engines/kusto/evaluate.ts';

const COLUMN_TYPES: Readonly<Record<FieldType, ColumnType>> = {
  string: 'string',
  wildcard: 'string',
  text: 'string',
  ip: 'string',
  integer: 'long',
  real: 'real',
  boolean: 'bool',
  datetime: 'datetime',
  guid: 'guid',
  dynamic: 'dynamic',
};

/** By columns: two products have tables of one name. */
const parsers = new Map<Schema['types'], KustoParser>();

/** The parser of the table, which is declared with these columns once. */
function parserOf(table: string, columns: Schema['types']): KustoParser {
  let parser = parsers.get(columns);
  if (parser === undefined) {
    const types = Object.fromEntries([...columns].map(([name, type]) => [name, COLUMN_TYPES[type]]));
    parsers.set(columns, (parser = createKustoParser(types, table)));
  }
  return parser;
}

let last: { query: string; columns: Schema['types']; analysis: KustoAnalysis } | undefined;

/** Reading takes its time, and most queries are asked about twice in a row. */
function analyze(query: string, table: string, columns: Schema['types']): KustoAnalysis {
  if (last?.query !== query || last.columns !== columns) {
    last = { query, columns, analysis: parserOf(table, columns).analyze(query) };
  }
  return last.analysis;
}

/** What the binder has against a query, comparisons of two types included. */
export function findingsOf(query: string, table: string, columns: Schema['types']): readonly string[] {
  const { diagnostics, tree } = analyze(query, table, columns);
  return [...diagnostics.map(({ code, message, text }) => `${code} ${message} ${text}`), ...mixedTypes(tree)];
}

/** The query as a test of rows of its table. Columns without a value are empty texts, or null if of another type. */
export function compileQuery(
  query: string,
  table: string,
  columns: Schema['types'],
): (values: Readonly<Record<string, KustoValue | undefined>>) => boolean {
  const { tree } = analyze(query, table, columns);
  const computed = nodesOf(tree, ({ kind }) => kind === 'SimpleNamedExpression').map(
    ({ children }): readonly [string, KustoExpression] => [
      (children[0] as KustoNode).text,
      compileKusto(children[2] as KustoNode),
    ],
  );
  const condition = nodesOf(tree, ({ kind }) => kind === 'FilterOperator')[0]?.children.at(-1);
  if (condition === undefined) throw new Error(`no where in ${query}`);
  const holds = compileKusto(condition);
  const empty = new Map(
    [...columns].map(([name, type]) => [name, COLUMN_TYPES[type] === 'string' ? '' : null]),
  );
  return (values) => {
    const row = new Map<string, KustoValue>(empty);
    for (const [name, value] of Object.entries(values)) {
      if (!columns.has(name)) throw new Error(`${table} has no column ${name}`);
      if (value !== undefined && value !== null) row.set(name, value);
    }
    for (const [name, expression] of computed) row.set(name, expression(row));
    return holds(row) === true;
  };
}
