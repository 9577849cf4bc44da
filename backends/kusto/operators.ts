/** The operators that compare text: https://learn.microsoft.com/kusto/query/datatypes-string-operators */
import type { FieldReferenceMatcher } from '../../lib/query/query.ts';

/** How a text stands to another; the matchers of text have these names. */
type Relation = FieldReferenceMatcher['relation'];

/**
 * @example contains → contains, contains_cs
 * @example equals → =~, ==
 */
export function textOperator(relation: Relation, cased: boolean): string {
  if (relation === 'equals') return cased ? '==' : '=~';
  return relation.toLowerCase() + (cased ? '_cs' : '');
}
