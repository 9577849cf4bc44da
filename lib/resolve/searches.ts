/**
 * The body of a search to the query it stands for.
 *
 * Law: a map is the `and` of its items, a list of maps the `or` of them.
 */
import type { SearchNode } from '../ast/detection.ts';
import { and, or } from '../query/build.ts';
import type { Query } from '../query/query.ts';
import type { ResolveContext } from './context.ts';
import { resolveItem } from './items.ts';

export function resolveSearch(node: SearchNode, context: ResolveContext): Query {
  switch (node.kind) {
    case 'item':
      return resolveItem(node, context);
    case 'all-of':
      return and(node.nodes.map((each) => resolveSearch(each, context)));
    case 'any-of':
      return or(node.nodes.map((each) => resolveSearch(each, context)));
  }
}
