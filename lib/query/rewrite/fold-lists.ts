/**
 * Gathers or'ed leaves of one field into an `any-of`, which targets write as a list.
 *
 * Law: the rewritten query gives the same verdict on every event. `or` does not care for order, so leaves
 * may move next to each other; each list stands where its first leaf stood.
 */
import { and, not, or } from '../build.ts';
import type { AnyOfQuery, Leaf, OrQuery, Query } from '../query.ts';

/**
 * @example Image = 'a' or User = 'x' or Image endsWith 'b' → any-of(Image: = 'a', endsWith 'b') or User = 'x'
 */
export function foldLists(query: Query): Query {
  switch (query.kind) {
    case 'leaf':
    case 'any-of':
    case 'constant':
      return query;
    case 'not':
      return not(foldLists(query.operand));
    case 'and':
      return and(query.operands.map(foldLists));
    case 'or':
      return foldOr(query);
  }
}

function foldOr(query: OrQuery): Query {
  const lists = new Map<string | null, Leaf[]>();
  const slots: (Leaf[] | Query)[] = [];
  for (const operand of query.operands) {
    const folded = foldLists(operand);
    const leaves = leavesOf(folded);
    const [first] = leaves;
    if (first === undefined) {
      slots.push(folded);
      continue;
    }
    const { field } = first;
    const list = lists.get(field);
    if (list !== undefined) for (const leaf of leaves) list.push(leaf);
    else {
      const started = [...leaves];
      lists.set(field, started);
      slots.push(started);
    }
  }
  return or(slots.map((slot) => (Array.isArray(slot) ? listOf(slot) : slot)));
}

/** The leaves that may go into a list; none when the query is no such leaf. */
function leavesOf(query: Query): readonly Leaf[] {
  if (query.kind === 'any-of') return query.leaves;
  return isListable(query) ? [query] : [];
}

/** Whether the query is a leaf that may stand in a list. */
export function isListable(query: Query): query is Leaf {
  return query.kind === 'leaf' && query.matcher.kind !== 'expression';
}

/** One leaf is itself; more are an `any-of`. All must be of one field. */
export function listOf(leaves: readonly Leaf[]): Leaf | AnyOfQuery {
  const first = leaves[0] as Leaf;
  return leaves.length === 1 ? first : { kind: 'any-of', field: first.field, leaves };
}
