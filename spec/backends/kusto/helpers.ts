/** Queries by hand, printed as KQL and read back by Microsoft's parser. */
import { expect } from 'chai';
import { createKusto, type ColumnType } from '../../../backends/kusto/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { ApproximationPolicy, BackendResult } from '../../../lib/backend/backend.ts';
import { leaf, type Matcher, type MatcherOf, type Query, type Leaf } from '../../../lib/query/index.ts';
import {
  createKustoParser,
  mixedTypes,
  type KustoAnalysis,
  type KustoParser,
} from '../../engines/kusto-parser.ts';

export type Columns = Readonly<Record<string, ColumnType>>;

/** Kusto never looks at the rule: its queries depend on the Query alone. */
const RULE = {} as SigmaRule;

const SPAN = { start: 3, end: 9 };

export function on(field: string | null, matcher: Matcher): Leaf {
  return leaf(field, matcher, SPAN);
}

export function equals(value: string, cased = false): Matcher {
  return { kind: 'equals', value, cased };
}

export function contains(value: string, cased = false): Matcher {
  return { kind: 'contains', value, cased };
}

export function startsWith(value: string, cased = false): Matcher {
  return { kind: 'startsWith', value, cased };
}

export function endsWith(value: string, cased = false): Matcher {
  return { kind: 'endsWith', value, cased };
}

/** A pattern whose `*` and `?` are wildcards, without escapes. */
export function wildcard(pattern: string, cased = false): MatcherOf<'wildcard'> {
  const parts = pattern
    .split(/([*?])/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece === '*'
        ? ({ kind: 'many' } as const)
        : piece === '?'
          ? ({ kind: 'one' } as const)
          : ({ kind: 'text', text: piece } as const),
    );
  return { kind: 'wildcard', parts, cased };
}

export function number(value: number, text = String(value)): Matcher {
  return { kind: 'number', value, text };
}

export function boolean(value: boolean): Matcher {
  return { kind: 'boolean', value };
}

/** A network in canonical form. */
export function cidr(network: string): Matcher {
  const [address = '', length = ''] = network.split('/');
  const family = address.includes(':') ? 6 : 4;
  return { kind: 'cidr', family, network, address: addressOf(address), prefixLength: Number(length) };
}

function addressOf(text: string): bigint {
  if (!text.includes(':')) return text.split('.').reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
  const [head = '', tail = ''] = text.split('::');
  const groups = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...new Array<string>(missing).fill('0'), ...groups(tail)];
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

export function anyOf(field: string | null, ...matchers: readonly Matcher[]): Query {
  return { kind: 'any-of', field, leaves: matchers.map((matcher) => on(field, matcher)) };
}

/** What the backend answers for one query. */
export function convertQuery(
  query: Query,
  columns: Columns = {},
  approximate: ApproximationPolicy = 'superset',
): BackendResult<string> {
  return createKusto({ columns }).convert({ rule: RULE, queries: [query], format: 'default', approximate });
}

/** The exact text of a query, which Microsoft's parser must accept for a table with the columns it names. */
export function kql(query: Query, columns: Columns = {}): string {
  const { outputs, gaps } = convertQuery(query, columns);
  expect(gaps, 'gaps').to.deep.equal([]);
  const text = outputs[0] as string;
  const { diagnostics, tree } = analyze(text, query, columns);
  expect(diagnostics, text).to.deep.equal([]);
  expect(mixedTypes(tree), text).to.deep.equal([]);
  return text;
}

/** The body of a `where`, read against a table that has the columns of the query. */
export function analyze(body: string, query: Query, columns: Columns = {}): KustoAnalysis {
  return parserFor({ ...undeclared(query, columns), ...columns }).analyze(`T | where ${body}`);
}

const parsers = new Map<string, KustoParser>();

function parserFor(columns: Columns): KustoParser {
  const key = JSON.stringify(columns);
  let parser = parsers.get(key);
  if (parser === undefined) parsers.set(key, (parser = createKustoParser(columns)));
  return parser;
}

/** The fields of a query that are no place inside a declared dynamic column, as string columns. */
function undeclared(query: Query, columns: Columns): Columns {
  const isPath = (field: string): boolean =>
    Object.keys(columns).some((name) => columns[name] === 'dynamic' && field.startsWith(`${name}.`));
  return Object.fromEntries(
    [...fieldsOf(query)].filter((field) => !isPath(field)).map((field) => [field, 'string']),
  );
}

/** Every field a query names. */
export function fieldsOf(query: Query, into: Set<string> = new Set<string>()): Set<string> {
  switch (query.kind) {
    case 'and':
    case 'or':
      for (const operand of query.operands) fieldsOf(operand, into);
      break;
    case 'not':
      fieldsOf(query.operand, into);
      break;
    case 'any-of':
      for (const each of query.leaves) fieldsOf(each, into);
      break;
    case 'leaf':
      if (query.field !== null) into.add(query.field);
      if (query.matcher.kind === 'fieldRef') into.add(query.matcher.field);
      break;
    case 'constant':
  }
  return into;
}
