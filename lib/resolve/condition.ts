/**
 * A condition to its query: names and selectors replaced by the searches they speak of.
 *
 * Law: `1 of` and `any of` are the `or`, `all of` the `and` of the selected searches. A name nobody defined and a
 * selector that selects nothing are errors, never dropped: either would silently change what the rule means.
 */
import type { Condition, ConditionIdentifier, ConditionNode, ConditionSelector } from '../ast/condition.ts';
import { MAX_DIAGNOSTICS } from '../diagnostics/collector.ts';
import type { Finding } from '../diagnostics/diagnostic.ts';
import {
  conditionKeywordCase,
  conditionSelectorNoMatch,
  conditionUnknownIdentifier,
  queryTooLarge,
} from '../diagnostics/messages/condition.ts';
import { and, FALSE, not, or } from '../query/build.ts';
import type { Query } from '../query/query.ts';
import { MAX_LEAVES, type ResolveContext } from './context.ts';
import { selectNames } from './selectors.ts';

/** What each search of a rule means, by name. */
export type ResolvedSearches = ReadonlyMap<string, Query>;

/** One condition under way. */
interface Resolution {
  readonly searches: ResolvedSearches;
  readonly context: ResolveContext;
  /** The names each pattern selects. */
  readonly selected: Map<string, readonly string[]>;
  /** Unknown names reported so far. */
  readonly unknown: Set<string>;
  leaves: number;
}

/** The query of a condition; what is wrong is reported and leaves the constant false in its place. */
export function resolveCondition(
  condition: Condition,
  searches: ResolvedSearches,
  context: ResolveContext,
): Query {
  const resolution = { searches, context, selected: new Map(), unknown: new Set<string>(), leaves: 0 };
  const query = resolve(condition.root, resolution);
  if (resolution.leaves > MAX_LEAVES) context.collector.report(queryTooLarge(MAX_LEAVES), condition.span);
  return query;
}

function resolve(node: ConditionNode, resolution: Resolution): Query {
  // Past the limit nothing is resolved any more, so that the work is bounded too.
  if (resolution.leaves > MAX_LEAVES) return FALSE;
  switch (node.kind) {
    case 'and':
      return and(node.operands.map((operand) => resolve(operand, resolution)));
    case 'or':
      return or(node.operands.map((operand) => resolve(operand, resolution)));
    case 'not':
      return not(resolve(node.operand, resolution));
    case 'identifier':
      return resolveIdentifier(node, resolution);
    case 'selector':
      return resolveSelector(node, resolution);
  }
}

function resolveIdentifier({ name, span }: ConditionIdentifier, resolution: Resolution): Query {
  const { searches, unknown, context } = resolution;
  if (searches.has(name)) return queryOf(name, resolution);
  // Each name once: looking for what was meant costs more than all else here.
  if (!unknown.has(name) && unknown.size < MAX_DIAGNOSTICS) {
    unknown.add(name);
    context.collector.report(conditionUnknownIdentifier(name, searches.keys()), span);
  }
  return FALSE;
}

function resolveSelector(node: ConditionSelector, resolution: Resolution): Query {
  const { pattern, patternSpan, quantifier } = node;
  const { searches, selected, context } = resolution;
  let names = selected.get(pattern);
  if (names === undefined) {
    names = selectNames(pattern, searches.keys());
    selected.set(pattern, names);
    if (names.length === 0) context.collector.report(noMatch(pattern, searches), patternSpan);
  }
  if (names.length === 0) return FALSE;
  const queries = names.map((name) => queryOf(name, resolution));
  return quantifier === 'all' ? and(queries) : or(queries);
}

function noMatch(pattern: string, searches: ResolvedSearches): Finding {
  return pattern !== 'them' && pattern.toLowerCase() === 'them'
    ? conditionKeywordCase(pattern, 'them')
    : conditionSelectorNoMatch(pattern, searches.keys());
}

function queryOf(name: string, resolution: Resolution): Query {
  const query = resolution.searches.get(name) as Query;
  // Counted again for each use: at the limit the counting ends as well.
  resolution.leaves += countLeaves(query);
  return resolution.leaves > MAX_LEAVES ? FALSE : query;
}

/** How many comparisons a query makes. */
function countLeaves(query: Query): number {
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
