/** Queries by hand, printed as SQL. */
import { expect } from 'chai';
import { createSql, type SqlDialect, type SqlOptions } from '../../../backends/sql/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { ApproximationPolicy, BackendResult } from '../../../lib/backend/backend.ts';
import { leaf, type Leaf, type Matcher, type MatcherOf, type Query } from '../../../lib/query/index.ts';
import { regexMatcher } from '../../../lib/regex/literals.ts';
import { flagsOf, patternOf } from '../../helpers/parse-pattern.ts';

export const DIALECTS: readonly SqlDialect[] = [
  'duckdb',
  'clickhouse',
  'spark',
  'trino',
  'postgres',
  'sqlite',
];

const SPAN = { start: 3, end: 9 };

export function on(field: string | null, matcher: Matcher): Leaf {
  return leaf(field, matcher, SPAN);
}

export function text(
  kind: 'equals' | 'contains' | 'startsWith' | 'endsWith',
  value: string,
  cased = false,
): Matcher {
  return { kind, value, cased };
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

export function number(value: number, written = String(value)): Matcher {
  return { kind: 'number', value, text: written };
}

export function regex(source: string, flags = ''): Matcher {
  return regexMatcher(patternOf(source, flagsOf(flags)));
}

/** A network in canonical form. */
export function cidr(network: string): MatcherOf<'cidr'> {
  const [address = '', length = ''] = network.split('/');
  const family = address.includes(':') ? 6 : 4;
  return { kind: 'cidr', family, network, address: addressOf(address), prefixLength: Number(length) };
}

function addressOf(address: string): bigint {
  if (!address.includes(':'))
    return address.split('.').reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...new Array<string>(missing).fill('0'), ...groups(tail)];
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

export function anyOf(field: string | null, ...matchers: readonly Matcher[]): Query {
  return { kind: 'any-of', field, leaves: matchers.map((matcher) => on(field, matcher)) };
}

export function convertQuery(
  query: Query,
  options: SqlOptions = {},
  approximate: ApproximationPolicy = 'superset',
  format = 'where',
): BackendResult<string> {
  return createSql(options).convert({ rule: {} as SigmaRule, queries: [query], format, approximate });
}

/** The exact condition of a query. */
export function sql(query: Query, options: SqlOptions = {}): string {
  const { outputs, gaps } = convertQuery(query, options);
  expect(gaps, 'gaps').to.deep.equal([]);
  return outputs[0] as string;
}

/** The exact conditions of a query by dialect. */
export function everySql(query: Query, options: SqlOptions = {}): Record<string, string> {
  return Object.fromEntries(DIALECTS.map((dialect) => [dialect, sql(query, { ...options, dialect })]));
}
