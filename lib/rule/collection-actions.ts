/**
 * Rule collections of Sigma 1: documents of one text that complete each other.
 * https://github.com/SigmaHQ/sigma-specification/blob/main/archives/wiki.md
 *
 * | document         | effect                                                                                 |
 * | ---------------- | -------------------------------------------------------------------------------------- |
 * | `action: global` | no rule: its attributes are added to every document behind it; several add up          |
 * | `action: reset`  | no rule: ends the effect of the global documents before it                             |
 * | `action: repeat` | the rule before it once more, completed and changed by the attributes of this document |
 * | any other        | a rule (or a correlation, or a filter), completed by the global documents              |
 *
 * Maps are merged attribute by attribute; everything else is replaced. Where a document has a value that a global
 * one has too, the global one counts, as in the tools that this format comes from; that is warned about.
 *
 * Trees are merged before anything is read, and a node keeps its place, so every diagnostic points to the document
 * in which the text stands.
 */
import { createCollector, type Collector } from '../diagnostics/collector.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import * as messages from '../diagnostics/messages/collection.ts';
import type { Source } from '../source/source.ts';
import type { YamlMapping, YamlNode, YamlPair, YamlScalar } from '../yaml/node.ts';

/** What a document is in its collection. */
export type MergedDocument =
  | { readonly kind: 'document'; readonly tree: YamlMapping; readonly diagnostics: readonly Diagnostic[] }
  /** `global` and `reset`: there is nothing to load. */
  | { readonly kind: 'action'; readonly diagnostics: readonly Diagnostic[] }
  /** A `repeat` that cannot be. */
  | { readonly kind: 'unusable'; readonly diagnostics: readonly Diagnostic[] };

/** Merges the documents of one text, given in their order. */
export interface CollectionMerger {
  readonly add: (tree: YamlMapping) => MergedDocument;
}

/**
 * Nodes that global and repeated documents may add to the others, all together. A text of a few megabytes could
 * otherwise ask for billions.
 */
const MAX_MERGED_NODES = 500_000;

export function createMerger(source: Source): CollectionMerger {
  let shared: YamlMapping | undefined;
  let previous: YamlMapping | undefined;
  let budget = MAX_MERGED_NODES;

  /** `extra` is what a document gets from another one. */
  const isAffordable = (extra: YamlMapping): boolean => {
    budget -= countNodes(extra, budget);
    return budget > 0;
  };

  return {
    add(tree) {
      const action = actionOf(tree);
      const collector = createCollector(source);
      const { diagnostics } = collector;
      const own = action === undefined ? tree : without(tree, action);
      switch (action?.text) {
        case 'global':
          shared = shared === undefined ? own : merge(shared, own);
          return { kind: 'action', diagnostics };
        case 'reset':
          shared = undefined;
          if (own.pairs.length > 0) collector.report(messages.resetWithContent(), action.span);
          return { kind: 'action', diagnostics };
        case 'repeat':
          if (previous === undefined) {
            collector.report(messages.nothingToRepeat(), action.span);
            return { kind: 'unusable', diagnostics };
          }
          if (!isAffordable(previous)) return tooLarge(collector, own);
          previous = merge(previous, own);
          return { kind: 'document', tree: previous, diagnostics };
        default:
          if (shared === undefined) {
            previous = tree;
            return { kind: 'document', tree, diagnostics };
          }
          if (!isAffordable(shared)) return tooLarge(collector, own);
          previous = merge(own, shared, collector);
          return { kind: 'document', tree: previous, diagnostics };
      }
    },
  };
}

function tooLarge(collector: Collector, { pairs, span }: YamlMapping): MergedDocument {
  collector.report(messages.tooMuchMerged(MAX_MERGED_NODES), pairs[0]?.key.span ?? span);
  return { kind: 'unusable', diagnostics: collector.diagnostics };
}

const ACTIONS: readonly string[] = ['global', 'reset', 'repeat'];

/** The value of `action` if it is one of these; any other is an attribute like any other. */
function actionOf(tree: YamlMapping): YamlScalar | undefined {
  const action = tree.pairs.find(({ key }) => key.text === 'action')?.value;
  return action?.kind === 'scalar' && ACTIONS.includes(action.text) ? action : undefined;
}

function without({ pairs, ...rest }: YamlMapping, action: YamlScalar): YamlMapping {
  return { ...rest, pairs: pairs.filter(({ value }) => value !== action) };
}

/**
 * Both maps in one: what `over` has, and what only `base` has. The order and the place are those of `base`.
 *
 * @param collector - Told of values that lose; omitted where losing is the point.
 */
function merge(base: YamlMapping, over: YamlMapping, collector?: Collector): YamlMapping {
  const overriding = new Map(over.pairs.map((pair) => [pair.key.text, pair]));
  const pairs = base.pairs.map((pair): YamlPair => {
    const other = overriding.get(pair.key.text);
    if (other === undefined) return pair;
    overriding.delete(pair.key.text);
    if (pair.value.kind === 'mapping' && other.value.kind === 'mapping') {
      return { key: pair.key, value: merge(pair.value, other.value, collector) };
    }
    const related = [{ message: messages.globalValue(), span: other.key.span }];
    collector?.report(messages.overridden(pair.key.text), pair.key.span, related);
    return other;
  });
  return { kind: 'mapping', pairs: [...pairs, ...overriding.values()], span: base.span };
}

/** Stops counting above the limit. The reader bounds the depth. */
function countNodes(node: YamlNode, limit: number): number {
  if (node.kind === 'scalar') return 1;
  const children = node.kind === 'sequence' ? node.items : node.pairs.map(({ value }) => value);
  let count = 1;
  for (const child of children) {
    if (count > limit) break;
    count += countNodes(child, limit - count);
  }
  return count;
}
