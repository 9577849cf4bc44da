/** Queries by hand, printed as query strings. */
import { expect } from 'chai';
import { createLucene, type LuceneOptions } from '../../../backends/lucene/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { ApproximationPolicy, BackendResult } from '../../../lib/backend/backend.ts';
import type { Schema } from '../../../lib/backend/schema.ts';
import type { Matcher, Query } from '../../../lib/query/query.ts';
import { parseLuceneQuery } from '../../engines/lucene/parse.ts';
import { at } from '../../helpers/query.ts';

export * from '../../helpers/query.ts';
export { anyOf, cidr, regex } from '../eql/helpers.ts';
export { and, not, or } from '../../../lib/query/build.ts';

export function convertQuery(
  query: Query,
  options: LuceneOptions = {},
  approximate: ApproximationPolicy = 'superset',
  schema?: Schema,
): BackendResult<string> {
  const request = { rule: NO_RULE, queries: [query], format: 'default', approximate, schema };
  return createLucene(options).convert(request);
}

/** A query string never looks at the rule: its text depends on the query alone. */
const NO_RULE = {} as SigmaRule;

/** The query, which must be exact. */
export function print(query: Query, options: LuceneOptions = {}): string {
  const { outputs, gaps } = convertQuery(query, options);
  expect(gaps, 'gaps').to.deep.equal([]);
  const text = outputs[0] as string;
  expect(() => parseLuceneQuery(text), text).to.not.throw();
  return text;
}

/** The query for one matcher of a field. */
export function plain(matcher: Matcher, options: LuceneOptions = {}): string {
  return print(at('f', matcher), options);
}

/** What is refused or approximated, and how. */
export function gapsOf(
  query: Query,
  options: LuceneOptions = {},
  policy?: ApproximationPolicy,
): readonly string[] {
  return convertQuery(query, options, policy).gaps.map(({ feature, outcome }) => `${feature} ${outcome}`);
}
