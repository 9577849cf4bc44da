/**
 * The parser's events to positioned trees: values, places, anchors, limits.
 *
 * One loop over a flat list with a stack of its own: no nesting can overflow the call stack.
 */
import {
  COLLECTION_STYLE,
  EVENT_ID,
  type AliasEvent,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { Collector } from '../diagnostics/collector.ts';
import * as messages from '../diagnostics/messages/yaml.ts';
import type { Span } from '../source/source.ts';
import { createAnchors, type Anchors } from './anchors.ts';
import { MAX_ALIASED_NODES, MAX_DEPTH, MAX_NODES } from './limits.ts';
import { addToMapping, createMapping, finishMapping, type MappingBuilder } from './mapping.ts';
import type { YamlNode, YamlScalar } from './node.ts';
import { endOfFlow, placeOfAbsent } from './places.ts';
import { composeScalar, emptyScalar } from './scalar.ts';
import { fitsCollection, typeTagged } from './schema.ts';

/** What the parser made of one piece of the source. */
export interface ParsedPiece {
  readonly text: string;
  /** Where the piece starts in the source. */
  readonly base: number;
  readonly events: readonly Event[];
}

/** How many nodes may still be made of the source; its documents share it. */
export interface NodeBudget {
  nodes: number;
}

export interface ComposedDocument {
  /** Undefined when a limit stopped the reading of the document. */
  readonly root: YamlNode | undefined;
  /** The index behind the document's last event. */
  readonly next: number;
}

/** The parser's mark for what is not there. */
const ABSENT = -1;

interface Composition {
  readonly piece: ParsedPiece;
  readonly budget: NodeBudget;
  readonly collector: Collector;
  readonly anchors: Anchors;
  readonly open: OpenCollection[];
  root: YamlNode | undefined;
  /** Behind what was read last, in the piece. */
  position: number;
  /** Nodes that aliases stood for. */
  aliased: number;
}

/** A collection being read. */
interface OpenCollection {
  readonly event: SequenceEvent | MappingEvent;
  /** Undefined for a sequence. */
  readonly mapping: MappingBuilder | undefined;
  readonly items: YamlNode[];
  /** The budget when it was opened. */
  readonly budgetBefore: number;
  /** Collections inside it, inside each other. */
  height: number;
}

/** The tree of the document whose first event is at `from`. */
export function composeDocument(
  piece: ParsedPiece,
  from: number,
  budget: NodeBudget,
  collector: Collector,
): ComposedDocument {
  const open: OpenCollection[] = [];
  const anchors = createAnchors();
  const composition: Composition = {
    piece,
    budget,
    collector,
    anchors,
    open,
    root: undefined,
    position: 0,
    aliased: 0,
  };
  const { events } = piece;
  for (let at = from + 1; at < events.length; at++) {
    const event = events[at] as Event;
    if (event.type === EVENT_ID.POP && open.length === 0) {
      for (const { name, span } of anchors.unused()) collector.report(messages.unusedAnchor(name), span);
      return { root: composition.root, next: at + 1 };
    }
    if (!take(composition, event)) return { root: undefined, next: startOfNext(events, at) };
  }
  return { root: composition.root, next: events.length };
}

function startOfNext(events: readonly Event[], from: number): number {
  let at = from;
  while (at < events.length && events[at]?.type !== EVENT_ID.DOCUMENT) at++;
  return at;
}

/** False when a limit stops the reading of the document. */
function take(composition: Composition, event: Event): boolean {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return takeScalar(composition, event);
    case EVENT_ID.ALIAS:
      return takeAlias(composition, event);
    case EVENT_ID.SEQUENCE:
      return openCollection(composition, event, undefined);
    case EVENT_ID.MAPPING:
      return openCollection(composition, event, createMapping());
    case EVENT_ID.POP:
      closeCollection(composition);
      return true;
    case EVENT_ID.DOCUMENT:
      return true;
  }
}

function takeScalar(composition: Composition, event: ScalarEvent): boolean {
  const { piece } = composition;
  let node: YamlScalar;
  if (event.valueStart === ABSENT) {
    const announced = Math.max(event.tagEnd, event.anchorEnd);
    composition.position = announced === ABSENT ? placeOfAbsent(piece.text, composition.position) : announced;
    node = emptyScalar(piece.base + composition.position);
  } else {
    node = composeScalar(piece.text, piece.base, event);
    const quote = node.style === 'single-quoted' || node.style === 'double-quoted' ? 1 : 0;
    composition.position = node.span.end - piece.base + quote;
  }
  if (event.tagStart !== ABSENT) node = applyTag(composition, event, node);
  if (!charge(composition, 1, node.span)) return false;
  if (event.anchorStart !== ABSENT) define(composition, event, node, 1, 0);
  attach(composition, node, 0);
  return true;
}

function applyTag({ piece, collector }: Composition, event: ScalarEvent, node: YamlScalar): YamlScalar {
  const tag = piece.text.slice(event.tagStart, event.tagEnd);
  const value = typeTagged(tag, node.text);
  if (value !== undefined) return { ...node, value };
  collector.report(messages.unknownTag(tag), tagSpan(piece, event));
  return node;
}

function tagSpan({ base }: ParsedPiece, { tagStart, tagEnd }: ScalarEvent | OpenCollection['event']): Span {
  return { start: base + tagStart, end: base + tagEnd };
}

/** An alias is the very node it stands for: counted again, but never copied. */
function takeAlias(composition: Composition, event: AliasEvent): boolean {
  const { piece, collector, anchors, open } = composition;
  const name = piece.text.slice(event.anchorStart, event.anchorEnd);
  const span = { start: piece.base + event.anchorStart - 1, end: piece.base + event.anchorEnd };
  composition.position = event.anchorEnd;

  const anchor = anchors.use(name);
  if (anchor === undefined) {
    const isInside = open.some(({ event: { anchorStart, anchorEnd } }) => {
      return anchorStart !== ABSENT && piece.text.slice(anchorStart, anchorEnd) === name;
    });
    collector.report(
      isInside ? messages.recursiveAlias(name) : messages.unknownAlias(name, anchors.names()),
      span,
    );
    attach(composition, emptyScalar(span.start), 0);
    return charge(composition, 1, span);
  }

  composition.aliased += anchor.nodes;
  if (composition.aliased > MAX_ALIASED_NODES) {
    collector.report(messages.tooManyAliasedNodes(MAX_ALIASED_NODES), span);
    return false;
  }
  if (open.length + anchor.height > MAX_DEPTH) {
    collector.report(messages.tooDeep(MAX_DEPTH), span);
    return false;
  }
  attach(composition, anchor.node, anchor.height);
  return charge(composition, anchor.nodes, span);
}

function openCollection(
  composition: Composition,
  event: SequenceEvent | MappingEvent,
  mapping: MappingBuilder | undefined,
): boolean {
  const { piece, budget, collector, open } = composition;
  if (event.tagStart !== ABSENT) {
    const tag = piece.text.slice(event.tagStart, event.tagEnd);
    const fits = fitsCollection(tag, mapping === undefined ? 'sequence' : 'mapping');
    if (!fits) collector.report(messages.unknownTag(tag), tagSpan(piece, event));
  }
  open.push({ event, mapping, items: [], budgetBefore: budget.nodes, height: 0 });
  const isFlow = event.style === COLLECTION_STYLE.FLOW;
  composition.position = event.start + (isFlow ? 1 : 0);
  return charge(composition, 1, { start: piece.base + event.start, end: piece.base + event.start + 1 });
}

function closeCollection(composition: Composition): void {
  const { piece, budget, collector, open } = composition;
  const closed = open.pop();
  if (closed === undefined) return;
  const { event, mapping, items, budgetBefore } = closed;
  if (event.style === COLLECTION_STYLE.FLOW) {
    composition.position = endOfFlow(piece.text, event.start, composition.position);
  }
  const span = { start: piece.base + event.start, end: piece.base + composition.position };
  const node: YamlNode =
    mapping === undefined ? { kind: 'sequence', items, span } : finishMapping(mapping, span, collector);
  const height = closed.height + 1;
  if (event.anchorStart !== ABSENT) define(composition, event, node, budgetBefore - budget.nodes, height);
  attach(composition, node, height);
}

function define(
  { piece, anchors }: Composition,
  { anchorStart, anchorEnd }: ScalarEvent | SequenceEvent | MappingEvent,
  node: YamlNode,
  nodes: number,
  height: number,
): void {
  const name = piece.text.slice(anchorStart, anchorEnd);
  const span = { start: piece.base + anchorStart - 1, end: piece.base + anchorEnd };
  anchors.define({ name, node, nodes, height, span });
}

function attach(composition: Composition, node: YamlNode, height: number): void {
  const { open, collector } = composition;
  const parent = open[open.length - 1];
  if (parent === undefined) {
    composition.root = node;
    return;
  }
  if (height > parent.height) parent.height = height;
  if (parent.mapping === undefined) parent.items.push(node);
  else addToMapping(parent.mapping, node, collector);
}

/** Takes nodes off the budget; false, and said so, when there are not as many. */
function charge({ budget, collector }: Composition, nodes: number, span: Span): boolean {
  budget.nodes -= nodes;
  if (budget.nodes >= 0) return true;
  collector.report(messages.tooManyNodes(MAX_NODES), span);
  return false;
}
