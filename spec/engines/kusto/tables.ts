/**
 * Runs a parsed KQL query over tables of rows: the tabular operators that correlations are written with. Expressions in
 * them are evaluated by the file beside this one.
 *
 * https://learn.microsoft.com/kusto/query/let-statement
 * https://learn.microsoft.com/kusto/query/join-operator
 * https://learn.microsoft.com/kusto/query/summarize-operator
 */
import type { KustoNode } from '../kusto-parser.ts';
import {
  aggregateColumn,
  compileKusto,
  isAggregate,
  listed,
  nameOf,
  part,
  type KustoRow,
  type KustoValue,
} from './evaluate.ts';

export type KustoTable = readonly KustoRow[];

/**
 * The rows that the query gives.
 *
 * @param tables by name; a query that names another one is an error
 * @throws Error for what the bench does not know
 */
export function runKusto(query: KustoNode, tables: ReadonlyMap<string, KustoTable>): KustoTable {
  const known = new Map(tables);
  let result: KustoTable = [];
  for (const statement of statementsOf(query)) {
    if (statement.kind === 'LetStatement') {
      known.set(nameOf(part(statement.children, 1)), tableOf(part(statement.children, 3), known));
    } else result = tableOf(part(statement.children, 0), known);
  }
  return result;
}

function statementsOf(query: KustoNode): readonly KustoNode[] {
  return query.children.flatMap(({ kind, children }) => (kind === 'List' ? children : [])).map(ofElement);
}

function ofElement(node: KustoNode): KustoNode {
  return node.kind === 'SeparatedElement' ? part(node.children, 0) : node;
}

function tableOf(node: KustoNode, tables: ReadonlyMap<string, KustoTable>): KustoTable {
  switch (node.kind) {
    case 'NameReference': {
      const table = tables.get(nameOf(node));
      if (table === undefined) throw new Error(`no table ${nameOf(node)}`);
      return table;
    }
    case 'ParenthesizedExpression':
      return tableOf(part(node.children, 1), tables);
    case 'UnionOperator':
      return elementsOf(node).flatMap((each) => tableOf(each, tables));
    case 'MaterializeExpression': {
      // Computed once, as everything here is that has a name.
      const inner = node.children.find(({ kind }) => kind === 'PipeExpression');
      if (inner === undefined) throw new Error(`outside the bench: ${node.text}`);
      return tableOf(inner, tables);
    }
    case 'PipeExpression': {
      const rows = tableOf(part(node.children, 0), tables);
      return operate(part(node.children, 2), rows, tables);
    }
    default:
      throw new Error(`outside the bench: ${node.kind}`);
  }
}

/** The members of the last list among a node's children. */
function elementsOf(node: KustoNode): readonly KustoNode[] {
  const lists = node.children.filter(({ kind }) => kind === 'List');
  return (lists.at(-1)?.children ?? []).map(ofElement);
}

function operate(operator: KustoNode, rows: KustoTable, tables: ReadonlyMap<string, KustoTable>): KustoTable {
  switch (operator.kind) {
    case 'FilterOperator': {
      const test = compileKusto(part(operator.children, 2));
      return rows.filter((row) => test(row) === true);
    }
    case 'ProjectOperator': {
      const columns = elementsOf(operator).map(namedExpression);
      return rows.map((row) => new Map(columns.map(({ name, value }) => [name, value(row)])));
    }
    case 'ExtendOperator': {
      const columns = elementsOf(operator).map(namedExpression);
      return rows.map(
        (row) => new Map([...row, ...columns.map(({ name, value }) => [name, value(row)] as const)]),
      );
    }
    case 'MvExpandOperator': {
      const [expanded, ...others] = elementsOf(operator);
      if (expanded === undefined || others.length > 0) throw new Error(`outside the bench: ${operator.text}`);
      const { name, value } = namedExpression(part(expanded.children, 0));
      return rows.flatMap((row) => {
        const list = value(row);
        if (list !== null && !Array.isArray(list)) throw new Error(`not a list: ${operator.text}`);
        const elements: readonly KustoValue[] = list ?? [null];
        return elements.map((element) => new Map([...row, [name, element]]));
      });
    }
    case 'SerializeOperator': {
      const [numbered] = elementsOf(operator);
      if (numbered === undefined || part(numbered.children, 2).text !== 'row_number()')
        throw new Error('outside the bench: serialize without row_number()');
      const name = nameOf(part(numbered.children, 0));
      return rows.map((row, index) => new Map([...row, [name, index + 1] as const]));
    }
    case 'ProjectRenameOperator': {
      const names = new Map(
        elementsOf(operator).map((each) => [nameOf(part(each.children, 2)), nameOf(part(each.children, 0))]),
      );
      return rows.map((row) => new Map([...row].map(([name, value]) => [names.get(name) ?? name, value])));
    }
    case 'DistinctOperator': {
      const names = elementsOf(operator).map(nameOf);
      const distinct = new Map<string, KustoRow>();
      for (const row of rows) {
        const kept = new Map(names.map((name) => [name, row.get(name) ?? '']));
        distinct.set(keyOf([...kept.values()]), kept);
      }
      return [...distinct.values()];
    }
    case 'JoinOperator':
      return join(operator, rows, tables);
    case 'SummarizeOperator':
      return summarize(operator, rows);
    default:
      throw new Error(`outside the bench: ${operator.kind}`);
  }
}

interface NamedExpression {
  readonly name: string;
  readonly node: KustoNode;
  readonly value: (row: KustoRow) => KustoValue;
}

function namedExpression(node: KustoNode): NamedExpression {
  if (node.kind !== 'SimpleNamedExpression') return { name: nameOf(node), node, value: compileKusto(node) };
  const expression = part(node.children, 2);
  return { name: nameOf(part(node.children, 0)), node: expression, value: compileKusto(expression) };
}

function join(operator: KustoNode, rows: KustoTable, tables: ReadonlyMap<string, KustoTable>): KustoTable {
  const { children } = operator;
  const right = tableOf(part(children, 2), tables);
  const names = elementsOf(part(children, 3)).map(joinedNames);
  const key = (row: KustoRow, side: 'left' | 'right'): string =>
    keyOf(names.map((each) => row.get(each[side]) ?? ''));
  const byKey = new Map<string, KustoRow[]>();
  for (const row of right) {
    byKey.set(key(row, 'right'), [...(byKey.get(key(row, 'right')) ?? []), row]);
  }
  switch (/kind=(\w+)/.exec(part(children, 1).text)?.[1]) {
    case 'leftsemi':
      return rows.filter((row) => byKey.has(key(row, 'left')));
    case 'leftanti':
      return rows.filter((row) => !byKey.has(key(row, 'left')));
    case 'inner':
      return rows.flatMap((row) =>
        (byKey.get(key(row, 'left')) ?? []).map((other) => new Map([...row, ...renamed(other, row)])),
      );
    default:
      throw new Error('outside the bench: a join of another kind');
  }
}

/** Columns of the right side whose names are taken get a 1 behind theirs. */
function renamed(right: KustoRow, left: KustoRow): readonly (readonly [string, KustoValue])[] {
  return [...right].map(([name, value]) => [left.has(name) ? `${name}1` : name, value]);
}

/** `Name`, or `$left.Name == $right.Other`. */
function joinedNames(node: KustoNode): { readonly left: string; readonly right: string } {
  if (node.kind !== 'EqualExpression') return { left: nameOf(node), right: nameOf(node) };
  const [left, right] = [part(node.children, 0), part(node.children, 2)];
  if (part(left.children, 0).text !== '$left' || part(right.children, 0).text !== '$right')
    throw new Error(`outside the bench: ${node.text}`);
  return { left: nameOf(part(left.children, 2)), right: nameOf(part(right.children, 2)) };
}

function summarize(operator: KustoNode, rows: KustoTable): KustoTable {
  const aggregates = elementsOf(operator).map(namedExpression);
  const by = operator.children.find(({ kind }) => kind === 'SummarizeByClause');
  const keys = by === undefined ? [] : elementsOf(by).map(namedExpression);
  const groups = new Map<string, { readonly held: KustoRow; readonly rows: KustoRow[] }>();
  for (const row of rows) {
    const held = new Map(keys.map(({ name, value }) => [name, value(row)]));
    const key = keyOf([...held.values()]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { held, rows: [row] });
    else group.rows.push(row);
  }
  const calls = aggregates.flatMap(({ node }) => aggregateCalls(node));
  return [...groups.values()].map((group) => {
    const computed = new Map(calls.map((call) => [aggregateColumn(call), aggregate(call, group.rows)]));
    return new Map([...group.held, ...aggregates.map(({ name, value }) => [name, value(computed)] as const)]);
  });
}

function aggregateCalls(node: KustoNode): readonly KustoNode[] {
  if (node.kind === 'FunctionCallExpression' && isAggregate(nameOf(part(node.children, 0)))) return [node];
  return node.children.flatMap(aggregateCalls);
}

function aggregate(call: KustoNode, rows: KustoTable): KustoValue {
  const [argument] = listed(part(call.children, 1)).map(compileKusto);
  const values = argument === undefined ? [] : rows.map(argument).filter((value) => value !== null);
  const numbers = (): readonly number[] =>
    values.map((value) => (value instanceof Date ? value.getTime() : Number(value)));
  const extreme = (best: (...values: readonly number[]) => number): KustoValue => {
    if (values.length === 0) return null;
    const found = best(...numbers());
    return values[0] instanceof Date ? new Date(found) : found;
  };
  const sum = (): number => numbers().reduce((all, each) => all + each, 0);
  switch (nameOf(part(call.children, 0))) {
    case 'count':
      return rows.length;
    case 'countif':
      return values.filter((value) => value === true).length;
    case 'count_distinct':
      return new Set(values.map((value) => keyOf([value]))).size;
    case 'sum':
      return sum();
    case 'avg':
      return values.length === 0 ? Number.NaN : sum() / values.length;
    case 'min':
      return extreme(Math.min);
    case 'max':
      return extreme(Math.max);
    case 'make_list':
      return values;
    default:
      throw new Error(`outside the bench: ${call.text}`);
  }
}

function keyOf(values: readonly KustoValue[]): string {
  return JSON.stringify(values);
}
