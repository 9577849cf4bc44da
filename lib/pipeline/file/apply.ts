/**
 * Items of a file as steps of a pipeline: a step asks the rule, then each item of the queries, whether it is meant.
 *
 * An item counts as applied to a rule when its rule conditions hold, and as applied to an item of the rule when it
 * changed that.
 */
import { grownTooLarge, nothingLeft } from '../../diagnostics/messages/pipeline.ts';
import { and, or } from '../../query/build.ts';
import { leavesOf } from '../../query/leaves.ts';
import { mapLeaves } from '../../query/rewrite/map-leaves.ts';
import type { Leaf, LeafItem, Query } from '../../query/query.ts';
import type { PipelineContext, PipelineState, PipelineStep } from '../pipeline.ts';
import type { FileItem } from './item.ts';
import { MAX_SIZE, sizeOf } from './limits.ts';
import { mapItems, markItem, type ItemChange, type Mapped } from './items.ts';
import type { FieldEffect, ItemEffect, ValueEffect } from './transformations/transformation.ts';

export function toStep(item: FileItem): PipelineStep {
  const { id, description } = item;
  return {
    ...(id !== undefined && { id }),
    description,
    apply: (state, context) => applyItem(item, state, context),
  };
}

function applyItem(item: FileItem, state: PipelineState, context: PipelineContext): PipelineState {
  if (!item.onRule(state)) return state;
  const changed = applyEffect(item, state, context);
  if (item.id === undefined || changed.applied.has(item.id)) return changed;
  return { ...changed, applied: new Set(changed.applied).add(item.id) };
}

function applyEffect(item: FileItem, state: PipelineState, context: PipelineContext): PipelineState {
  const { effect } = item;
  switch (effect.on) {
    case 'rule':
      return effect.apply(state, context);
    case 'items':
      return effect.items.reduce((before, each) => applyItem(each, before, context), state);
    case 'placeholder':
      return state;
    case 'field':
      return mapFieldList(item, effect, changeItems(renameItem(item, effect, state), state, context));
    case 'value':
      return changeItems(changeValues(item, effect, state, context), state, context);
    case 'item':
      return changeItems(changeItem(item, effect, state, context), state, context);
  }
}

/** An item that would become too large to be made. */
const TOO_LARGE: unique symbol = /* @__PURE__ */ Symbol('too large');

type BoundedChange = (...item: Parameters<ItemChange>) => ReturnType<ItemChange> | typeof TOO_LARGE;

function changeItems(
  change: BoundedChange,
  state: PipelineState,
  { report }: PipelineContext,
): PipelineState {
  let size = 0;
  const bounded: ItemChange = (query, leaves) => {
    if (size > MAX_SIZE) return query;
    const changed = change(query, leaves);
    if (changed === TOO_LARGE) {
      size = Infinity;
      return query;
    }
    if (changed !== undefined && changed !== query) size += sizeOf(leavesOf(changed));
    return changed;
  };
  const queries = state.queries.map((query) => {
    const changed = mapItems(query, bounded);
    if (changed === undefined) report(nothingLeft(), state.rule.detection.span);
    return changed ?? query;
  });
  if (size > MAX_SIZE) {
    report(grownTooLarge(), state.rule.detection.span);
    return state;
  }
  return queries.every((query, index) => query === state.queries[index]) ? state : { ...state, queries };
}

/** Whether an item is meant: by all its values, and by its field or a field that they refer to. */
function isMeant({ onItem, onField }: FileItem, leaves: readonly Leaf[], state: PipelineState): boolean {
  if (!onItem(leaves, state)) return false;
  return leaves.some(
    ({ field, matcher, item }) =>
      onField(field, item, state) || (matcher.kind === 'fieldRef' && onField(matcher.field, item, state)),
  );
}

function changeItem(
  item: FileItem,
  effect: ItemEffect,
  state: PipelineState,
  context: PipelineContext,
): ItemChange {
  return (query, leaves) => {
    if (!isMeant(item, leaves, state)) return query;
    const changed = effect.apply(query, leaves, context);
    return changed === undefined || changed === query ? changed : mark(changed, leaves, item.id);
  };
}

function changeValues(
  item: FileItem,
  effect: ValueEffect,
  state: PipelineState,
  context: PipelineContext,
): ItemChange {
  return (query, leaves) => {
    if (!isMeant(item, leaves, state)) return query;
    const changed = mapLeaves(query, (leaf) => effect.apply(leaf, context));
    return changed === query ? query : mark(changed, leaves, item.id);
  };
}

/** All leaves as of one item again, with the id of what changed them. */
function mark(query: Query, [first]: readonly Leaf[], id: string | undefined, mapped?: Mapped): Query {
  if (first === undefined) return query;
  const item = markItem(first.item, first, id, mapped);
  return mapLeaves(query, (leaf) => ({ ...leaf, item }));
}

function renameItem(item: FileItem, { names }: FieldEffect, state: PipelineState): BoundedChange {
  const namesOf = (field: string | null, of: LeafItem | undefined): readonly string[] | undefined => {
    const found = names(field);
    return found !== undefined && item.onField(field, of, state) ? found : undefined;
  };
  return (query, leaves) => {
    const [first] = leaves;
    if (first === undefined || !item.onItem(leaves, state)) return query;
    const referring = mapLeaves(query, (leaf) => renameReference(leaf, namesOf));
    const found = namesOf(first.field, first.item);
    if (found === undefined) {
      return referring === query ? query : mark(referring, leaves, item.id, { reference: true });
    }
    // Looked at before it is made: a list of names may be as long as the file.
    if (found.length * sizeOf(leaves) > MAX_SIZE) return TOO_LARGE;
    const mapped = { field: true, reference: referring !== query };
    return mark(renameTo(referring, found), leaves, item.id, mapped);
  };
}

/**
 * In several fields all values are looked for in each. Presence and absence are the exceptions: a field that became
 * several is there when one of them is, and absent when all of them are.
 */
function renameTo(query: Query, names: readonly string[]): Query {
  const rename =
    (name: string) =>
    (leaf: Leaf): Leaf => ({ ...leaf, field: name });
  const [only] = names;
  if (names.length === 1 && only !== undefined) return mapLeaves(query, rename(only));
  if (!leavesOf(query).some(({ matcher }) => matcher.kind === 'null')) {
    return or(names.map((name) => mapLeaves(query, rename(name))));
  }
  return mapLeaves(query, (leaf) => {
    const renamed = names.map((name) => rename(name)(leaf));
    return leaf.matcher.kind === 'null' ? and(renamed) : or(renamed);
  });
}

function renameReference(
  leaf: Leaf,
  namesOf: (field: string, item: LeafItem | undefined) => readonly string[] | undefined,
): Query {
  const { matcher } = leaf;
  const names = matcher.kind === 'fieldRef' ? namesOf(matcher.field, leaf.item) : undefined;
  if (matcher.kind !== 'fieldRef' || names === undefined) return leaf;
  return or(names.map((field) => ({ ...leaf, matcher: { ...matcher, field } })));
}

/** The fields that a rule lists for people are fields as well. */
function mapFieldList(item: FileItem, { names }: FieldEffect, state: PipelineState): PipelineState {
  const { rule } = state;
  const mapped = rule.fields.map((field) =>
    item.onField(field, undefined, state) ? names(field) : undefined,
  );
  if (mapped.every((found) => found === undefined)) return state;
  const fields = new Set(rule.fields.flatMap((field, index) => mapped[index] ?? [field]));
  return { ...state, rule: { ...rule, fields: [...fields] } };
}
