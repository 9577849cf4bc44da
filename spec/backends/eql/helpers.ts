/** Queries by hand, printed as EQL. */
import { regexMatcher } from '../../../lib/regex/literals.ts';
import { expect } from 'chai';
import { createEql, type EqlOptions } from '../../../backends/eql/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { ApproximationPolicy, BackendResult } from '../../../lib/backend/backend.ts';
import type { Matcher, Query } from '../../../lib/query/query.ts';
import { parseRegex } from '../../../lib/regex/parse.ts';
import { tokenizeEql } from '../../engines/eql-tokenizer.ts';
import { at } from '../../helpers/query.ts';

export * from '../../helpers/query.ts';
export { and, not, or } from '../../../lib/query/build.ts';

export function convertQuery(
  query: Query,
  options: EqlOptions = {},
  approximate: ApproximationPolicy = 'superset',
): BackendResult<string> {
  return createEql(options).convert({ rule: NO_RULE, queries: [query], format: 'default', approximate });
}

/** EQL never looks at the rule: its text depends on the query alone. */
const NO_RULE = {} as SigmaRule;

/** The condition, which must be exact. */
export function condition(query: Query, options: EqlOptions = {}): string {
  const { outputs, gaps } = convertQuery(query, options);
  expect(gaps, 'gaps').to.deep.equal([]);
  const text = outputs[0] as string;
  expect(() => tokenizeEql(text), text).to.not.throw();
  expect(text.startsWith('any where '), text).to.equal(true);
  return text.slice('any where '.length);
}

/** The condition for one field with settings in which it is written plainly. */
export function plain(matcher: Matcher, options: EqlOptions = {}): string {
  return condition(at('f', matcher), { ...options, optional: false });
}

/** The condition for a list of values of one field. */
export function listed(matchers: readonly Matcher[], options: EqlOptions = {}): string {
  return condition(anyOf('f', matchers), { ...options, optional: false });
}

export function anyOf(field: string, matchers: readonly Matcher[]): Query {
  return { kind: 'any-of', field, leaves: matchers.map((matcher) => at(field, matcher)) };
}

export function regex(text: string, flags = ''): Matcher {
  const span = { start: 0, end: text.length };
  const { pattern, diagnostics } = parseRegex(
    { text, source: { name: 'spec', text }, span, verbatim: true },
    { ignoreCase: flags.includes('i'), multiline: flags.includes('m'), dotAll: flags.includes('s') },
  );
  expect(diagnostics).to.deep.equal([]);
  if (pattern === undefined) throw new Error(`no pattern: ${text}`);
  return regexMatcher(pattern);
}

/** A network, its address given as a number. */
export function cidr(network: string, address: bigint): Matcher {
  return {
    kind: 'cidr',
    family: network.includes(':') ? 6 : 4,
    network,
    address,
    prefixLength: Number(network.split('/')[1]),
  };
}
