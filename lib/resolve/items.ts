/**
 * One item of a search to the query it stands for.
 *
 * Law: the values of an item are or'ed, under `all` they are and'ed, and `neq` negates the whole. What one value
 * becomes (the spellings of `windash`, the fragments of `base64offset`, the values of a placeholder) is or'ed in
 * either case. An empty list means null.
 */
import type { DetectionItem, DetectionValue } from '../ast/detection.ts';
import { queryTooLarge } from '../diagnostics/messages/condition.ts';
import { allSingle, existsSingle } from '../diagnostics/messages/modifier.ts';
import { applyChain, buildChain, type Chain } from '../modifiers/chain.ts';
import { and, FALSE, leaf, not, or } from '../query/build.ts';
import { isListable, listOf } from '../query/rewrite/fold-lists.ts';
import type { LeafItem, Matcher, Query } from '../query/query.ts';
import { mapLeaves } from '../query/rewrite/map-leaves.ts';
import { joinSpans } from '../source/source.ts';
import { isPlain } from '../syntax/wildcard.ts';
import { MAX_LEAVES, type ResolveContext } from './context.ts';
import { toLeaf } from './leaves.ts';

/** The query of an item; an item that is wrong is reported and leaves the constant false. */
export function resolveItem(item: DetectionItem, context: ResolveContext): Query {
  const chain = buildChain(item, context.collector.source);
  if ('code' in chain) {
    context.collector.add([chain]);
    return FALSE;
  }
  if (!isRightCount(item, chain, context)) return FALSE;

  const values = item.values.length === 0 ? [nullOf(item)] : item.values;
  const queries = values.map((value) => resolveValue(value, item.field, chain, context));
  const query = chain.all ? and(queries) : anyOf(queries);
  const marked = context.keepItems ? mark(query, item) : query;
  return chain.negated ? not(marked) : marked;
}

/** Nearly every item is a list of plain values. As a list from the start it need not be gathered later. */
function anyOf(queries: readonly Query[]): Query {
  return queries.length > 1 && queries.every(isListable) ? listOf(queries) : or(queries);
}

function resolveValue(
  origin: DetectionValue,
  field: string | null,
  chain: Chain,
  context: ResolveContext,
): Query {
  // Past the limit, which has been reported, no more work is done.
  if (context.leaves > MAX_LEAVES) return FALSE;
  const plain = context.leaves < MAX_LEAVES && field !== null ? plainMatcher(origin, chain) : undefined;
  if (plain !== undefined) {
    context.leaves++;
    return leaf(field, plain, origin.span);
  }
  const applied = applyChain(chain, origin, context.modifierOptions);
  if ('code' in applied) {
    context.collector.report(applied, origin.span);
    return FALSE;
  }
  context.leaves += 'kind' in applied ? 1 : applied.length;
  if (context.leaves > MAX_LEAVES) {
    context.collector.report(queryTooLarge(MAX_LEAVES), origin.span);
    return FALSE;
  }
  return 'kind' in applied
    ? toLeaf(applied, field, origin, context)
    : or(applied.map((value) => toLeaf(value, field, origin, context)));
}

/**
 * What becomes of nine values in ten, text without wildcards to be found at one place, without the steps between.
 *
 * Law: it is what the chain makes of the value.
 */
function plainMatcher({ value }: DetectionValue, { compares }: Chain): Matcher | undefined {
  if (compares === undefined || typeof value !== 'string' || value === '' || !isPlain(value))
    return undefined;
  return { kind: compares, value, cased: false };
}

function mark(query: Query, { span }: DetectionItem): Query {
  const item: LeafItem = { span, mapped: false, applied: [] };
  return mapLeaves(query, (each) => ({ ...each, item }));
}

/** Whether the modifiers go with the number of values; `all` on one value is only odd. */
function isRightCount(item: DetectionItem, chain: Chain, context: ResolveContext): boolean {
  const { values } = item;
  if (chain.all && values.length <= 1) {
    const use = item.modifiers.find(({ name }) => name === 'all');
    context.collector.report(allSingle(), use?.span ?? item.fieldSpan);
  }
  if (chain.single === undefined || values.length <= 1) return true;
  const [first, last] = [values[0] as DetectionValue, values.at(-1) as DetectionValue];
  context.collector.report(existsSingle(chain.single.name), joinSpans(first.span, last.span));
  return false;
}

/** What an empty list stands for. */
function nullOf(item: DetectionItem): DetectionValue {
  return { value: null, text: '', verbatim: false, span: item.fieldSpan };
}
