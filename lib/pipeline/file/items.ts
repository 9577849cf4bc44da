/**
 * The items of a rule inside its query: the leaves that one line of a search became, found by the item they hold.
 *
 * Law: what is said of all items of a query is said of each leaf once.
 */
import { and, not, or } from '../../query/build.ts';
import type { Leaf, LeafItem, Query } from '../../query/query.ts';
import { leavesOf } from '../../query/leaves.ts';

/** What becomes of an item: another query, or undefined to leave it out of whatever it stood in. */
export type ItemChange = (item: Query, leaves: readonly Leaf[]) => Query | undefined;

/**
 * The query with each item changed; undefined when all were left out. It is the query itself when all came back as they
 * were.
 */
export function mapItems(query: Query, change: ItemChange): Query | undefined {
  switch (query.kind) {
    case 'constant':
      return query;
    case 'leaf':
      return change(query, [query]);
    case 'not': {
      const operand = mapItems(query.operand, change);
      if (operand === undefined) return undefined;
      return operand === query.operand ? query : not(operand);
    }
    case 'any-of':
      return mapGroups(query, query.leaves, or, change);
    case 'and':
      return mapGroups(query, query.operands, and, change);
    case 'or':
      return mapGroups(query, query.operands, or, change);
  }
}

function mapGroups(
  query: Query,
  operands: readonly Query[],
  join: (operands: readonly Query[]) => Query,
  change: ItemChange,
): Query | undefined {
  const results: Query[] = [];
  let isSame = true;
  for (const group of groupByItem(operands)) {
    const [first] = group.operands;
    if (group.item === undefined && first !== undefined) {
      const mapped = mapItems(first, change);
      if (mapped !== undefined) results.push(mapped);
      isSame &&= mapped === first;
      continue;
    }
    const whole = group.operands.length === operands.length ? query : join(group.operands);
    const changed = change(whole, [...leavesOf(whole)]);
    if (changed !== undefined) results.push(changed);
    isSame &&= changed === whole;
  }
  if (isSame) return query;
  return results.length === 0 ? undefined : join(results);
}

interface Group {
  /** Undefined for an operand with several items in it, which is a group of its own. */
  readonly item: LeafItem | Leaf | undefined;
  readonly operands: Query[];
}

/** The operands of each item together, at the place of the first. */
function groupByItem(operands: readonly Query[]): readonly Group[] {
  const byItem = new Map<LeafItem | Leaf, Group>();
  const groups: Group[] = [];
  for (const operand of operands) {
    const item = itemOf(operand);
    const known = item === undefined ? undefined : byItem.get(item);
    if (known !== undefined) {
      known.operands.push(operand);
      continue;
    }
    const group: Group = { item, operands: [operand] };
    if (item !== undefined) byItem.set(item, group);
    groups.push(group);
  }
  return groups;
}

/** The one item that a query is made of. A leaf that says nothing of its item is one by itself. */
function itemOf(query: Query): LeafItem | Leaf | undefined {
  switch (query.kind) {
    case 'leaf':
      return query.item ?? query;
    case 'any-of':
      return sharedItem(query.leaves);
    case 'and':
    case 'or':
      return sharedItem(query.operands);
    default:
      return undefined;
  }
}

function sharedItem(queries: readonly Query[]): LeafItem | Leaf | undefined {
  const [first] = queries;
  const item = first && itemOf(first);
  return item !== undefined && queries.every((each) => itemOf(each) === item) ? item : undefined;
}

/** Which of its fields a step had a name for. */
export interface Mapped {
  readonly field?: boolean;
  readonly reference?: boolean;
}

/** The item with one more id of a step that changed it. */
export function markItem(
  item: LeafItem | undefined,
  leaf: Leaf,
  id: string | undefined,
  mapped: Mapped = {},
): LeafItem {
  const { span, applied, ...before } = item ?? { span: leaf.span, mapped: false, applied: [] };
  const referenceMapped = before.referenceMapped === true || mapped.reference === true;
  return {
    span,
    mapped: before.mapped || mapped.field === true,
    ...(referenceMapped ? { referenceMapped } : {}),
    applied: id === undefined || applied.includes(id) ? applied : [...applied, id],
  };
}

/**
 * An item with each value changed; undefined leaves a value out. The values stay or'ed or and'ed as they were; undefined
 * when none is left.
 */
export function mapItemValues(item: Query, change: (leaf: Leaf) => Query | undefined): Query | undefined {
  switch (item.kind) {
    case 'leaf':
      return change(item);
    case 'any-of':
      return joinDefined(item.leaves.map(change), or);
    case 'and':
      return joinDefined(
        item.operands.map((operand) => mapItemValues(operand, change)),
        and,
      );
    case 'or':
      return joinDefined(
        item.operands.map((operand) => mapItemValues(operand, change)),
        or,
      );
    default:
      return item;
  }
}

function joinDefined(
  queries: readonly (Query | undefined)[],
  join: (queries: readonly Query[]) => Query,
): Query | undefined {
  const defined = queries.filter((query) => query !== undefined);
  return defined.length === 0 ? undefined : join(defined);
}
