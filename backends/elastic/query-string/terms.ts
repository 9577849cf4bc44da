/**
 * Values as a query string compares them, and how one or many of them are written against a field.
 *
 * A term is text ready to be printed: a value, a pattern with `*` and `?`, an expression between slashes, a range.
 * https://www.elastic.co/docs/reference/query-languages/query-dsl/query-dsl-query-string-query
 */
import type { Unsupported } from '../../../lib/backend/dialect.ts';

/** Why there is no term, and one that more texts match, if there is one. */
export interface NoTerm extends Omit<Unsupported, 'wider' | 'narrower'> {
  readonly widerTerm?: string;
}

export type Terms = readonly string[] | NoTerm;

/**
 * @param field - undefined for a search in all of them
 * @example f, ['a', '"b c"'] → f:(a OR "b c")
 */
export function printTerms(field: string | undefined, terms: readonly string[]): string {
  const list = terms.length === 1 ? (terms[0] as string) : `(${terms.join(' OR ')})`;
  return field === undefined ? list : `${field}:${list}`;
}
