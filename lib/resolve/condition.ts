/**
 * A condition to its query: names and selectors replaced by the searches they speak of.
 *
 * Law: `1 of` and `any of` are the `or`, `all of` the `and` of the selected searches. A name nobody defined and a
 * selector that selects nothing are errors, never dropped: either would silently change what the rule means.
 */
import type { Condition, ConditionIdentifier, ConditionNode, ConditionSelector } from '../ast/condition.ts';
import { MAX_DIAGNOSTICS } from '../diagnostics/collector.ts';
import {
  conditionKeywordCase,
  conditionSelectorNoMatch,
  conditionUnknownIdentifier,
  queryTooLarge,
} from '../diagnostics/messages/condition.ts';
import { and, FALSE, not, or } from '../query/build.ts';
import type { Query } from '../query/query.ts';
import type { ResolveContext } from './context.ts';
import { selectNames } from './selectors.ts';

/**
 * Leaves in the query of one condition. A condition of 64 KiB can name the same thousand values ten thousand
 * times; public rules stay below 3,000.
 */
const MAX_LEAVES = 250_000;

export interface ResolvedSearch {
  readonly query: Query;
  readonly leaves: number;
}

export type ResolvedSearches = ReadonlyMap<string, ResolvedSearch>;

/** The query of a condition; what is wrong is reported and leaves the constant false in its place. */
export function resolveCondition(
  condition: Condition,
  searches: ResolvedSearches,
  context: ResolveContext,
): Query {
  const selected = new Map<string, readonly string[]>();
  const unknown = new Set<string>();
  let leaves = 0;

  function resolve(node: ConditionNode): Query {
    // Everything after the limit is counted no further, so the work stays bounded too.
    if (leaves > MAX_LEAVES) return FALSE;
    switch (node.kind) {
      case 'and':
        return and(node.operands.map(resolve));
      case 'or':
        return or(node.operands.map(resolve));
      case 'not':
        return not(resolve(node.operand));
      case 'identifier':
        if (searches.has(node.name)) return queryOf(node.name);
        reportUnknown(node);
        return FALSE;
      case 'selector':
        return resolveSelector(node);
    }
  }

  function resolveSelector(node: ConditionSelector): Query {
    let names = selected.get(node.pattern);
    if (names === undefined) {
      names = selectNames(node.pattern, searches.keys());
      selected.set(node.pattern, names);
      if (names.length === 0) reportNoMatch(node);
    }
    if (names.length === 0) return FALSE;
    const queries = names.map(queryOf);
    return node.quantifier === 'all' ? and(queries) : or(queries);
  }

  function queryOf(name: string): Query {
    const search = searches.get(name) as ResolvedSearch;
    leaves += search.leaves;
    return leaves > MAX_LEAVES ? FALSE : search.query;
  }

  /** Each name once: looking for what was meant costs more than all else here. */
  function reportUnknown({ name, span }: ConditionIdentifier): void {
    if (unknown.has(name) || unknown.size >= MAX_DIAGNOSTICS) return;
    unknown.add(name);
    context.collector.report(conditionUnknownIdentifier(name, searches.keys()), span);
  }

  function reportNoMatch({ pattern, patternSpan }: ConditionSelector): void {
    const finding =
      pattern.toLowerCase() === 'them' && pattern !== 'them'
        ? conditionKeywordCase(pattern, 'them')
        : conditionSelectorNoMatch(pattern, searches.keys());
    context.collector.report(finding, patternSpan);
  }

  const query = resolve(condition.root);
  if (leaves > MAX_LEAVES) context.collector.report(queryTooLarge(MAX_LEAVES), condition.span);
  return query;
}

/** How many comparisons a query makes. */
export function countLeaves(query: Query): number {
  switch (query.kind) {
    case 'leaf':
      return 1;
    case 'constant':
      return 0;
    case 'any-of':
      return query.leaves.length;
    case 'not':
      return countLeaves(query.operand);
    case 'and':
    case 'or':
      return query.operands.reduce((count, operand) => count + countLeaves(operand), 0);
  }
}
