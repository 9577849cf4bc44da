/** Queries by hand, printed as ES|QL. */
import { expect } from 'chai';
import { createEsql, type EsqlOptions } from '../../../backends/esql/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { ApproximationPolicy, BackendResult } from '../../../lib/backend/backend.ts';
import type { Schema } from '../../../lib/backend/schema.ts';
import type { Matcher, Query } from '../../../lib/query/query.ts';
import { tokenizeEsql } from '../../engines/esql/lexer.ts';
import { at } from '../../helpers/query.ts';

export * from '../../helpers/query.ts';
export { anyOf, cidr, regex } from '../eql/helpers.ts';
export { and, not, or } from '../../../lib/query/build.ts';

export function convertQuery(
  query: Query,
  options: EsqlOptions = {},
  approximate: ApproximationPolicy = 'superset',
  schema?: Schema,
): BackendResult<string> {
  const request = { rule: NO_RULE, queries: [query], format: 'default', approximate, schema };
  return createEsql(options).convert(request);
}

/** ES|QL never looks at the rule: its text depends on the query alone. */
const NO_RULE = {} as SigmaRule;

const HEAD = 'from * metadata _id, _index, _version | where ';

/** The condition, which must be exact. */
export function condition(query: Query, options: EsqlOptions = {}): string {
  const { outputs, gaps } = convertQuery(query, options);
  expect(gaps, 'gaps').to.deep.equal([]);
  const text = outputs[0] as string;
  expect(text.startsWith(HEAD), text).to.equal(true);
  const found = text.slice(HEAD.length);
  expect(() => tokenizeEsql(found), found).to.not.throw();
  return found;
}

/** The condition for one matcher of a field. */
export function plain(matcher: Matcher, options: EsqlOptions = {}): string {
  return condition(at('f', matcher), options);
}

/** What is refused or approximated, and how. */
export function gapsOf(
  query: Query,
  options: EsqlOptions = {},
  policy?: ApproximationPolicy,
): readonly string[] {
  return convertQuery(query, options, policy).gaps.map(({ feature, outcome }) => `${feature} ${outcome}`);
}
