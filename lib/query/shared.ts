/**
 * Parts that many queries have in common, such as what a filter adds to each rule it applies to: the same node in all
 * of them. What is found out of such a node once is kept as long as the node is there.
 */
import type { Query } from './query.ts';

const sharedNodes = /* @__PURE__ */ new WeakSet<Query>();

/**
 * Marks what will stand in other queries: the operands of an `and`, which `and` takes over one by one, or else the query.
 *
 * @returns The query.
 */
export function share(query: Query): Query {
  if (query.kind === 'and') for (const operand of query.operands) sharedNodes.add(operand);
  else if (query.kind !== 'constant') sharedNodes.add(query);
  return query;
}

/** Whether the node stands in many queries, so that an answer about it is worth keeping. */
export function isShared(query: Query): boolean {
  return sharedNodes.has(query);
}

/**
 * The function with its answers about shared nodes kept.
 *
 * @param find - The same answer for the same node, each time.
 * @example
 * const pushed = rememberShared((query) => share(push(query, false)));
 */
export function rememberShared<Answer>(find: (shared: Query) => Answer): (shared: Query) => Answer {
  const known = new WeakMap<Query, { readonly answer: Answer }>();
  return (query) => {
    let found = known.get(query);
    if (found === undefined) {
      found = { answer: find(query) };
      if (isShared(query)) known.set(query, found);
    }
    return found.answer;
  };
}
