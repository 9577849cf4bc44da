/**
 * Searches: what stands below a search identifier.
 * Specification: https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#detection
 *
 * | written              | read as                                              |
 * | -------------------- | ---------------------------------------------------- |
 * | a map                | all of its items                                     |
 * | a list of maps       | any of them                                          |
 * | a list of scalars    | one keyword item: any of the values, in the whole event |
 * | a scalar             | the same with one value                              |
 * | a list of both kinds | any of the maps and of the keyword items between them |
 * | a list in a list     | any of its members, again                            |
 *
 * The recursion is as deep as the document, which the reader bounds (`MAX_DEPTH`).
 */
import type { DetectionItem, DetectionValue, Search, SearchNode } from '../ast/detection.ts';
import type { Collector } from '../diagnostics/collector.ts';
import * as messages from '../diagnostics/messages/rule.ts';
import { parseFieldKey } from '../syntax/field-key.ts';
import type { YamlMapping, YamlNode, YamlPair, YamlScalar, YamlSequence } from '../yaml/node.ts';
import { outerSpan, pairSpan } from '../yaml/outer-span.ts';

/** Undefined, with an error reported, when nothing below the name can be searched for. */
export function readSearch(pair: YamlPair, collector: Collector): Search | undefined {
  const { key, value } = pair;
  if (value.kind === 'scalar' && value.value === null) {
    collector.report(messages.emptySearch(key.text), key.span);
    return undefined;
  }
  if (value.kind === 'scalar') warnAboutAttribute(key, collector);
  const body = readNode(value, collector);
  return body && { name: key.text, nameSpan: key.span, body, span: pairSpan(pair) };
}

/** Attributes of a rule that hold one word or text, and become a keyword search when they are indented too far. */
const ATTRIBUTES_WITH_TEXT: readonly string[] = [
  'level',
  'status',
  'date',
  'modified',
  'author',
  'id',
  'title',
];

function warnAboutAttribute({ text, span }: YamlScalar, collector: Collector): void {
  if (ATTRIBUTES_WITH_TEXT.includes(text)) collector.report(messages.attributeInDetection(text), span);
}

function readNode(node: YamlNode, collector: Collector): SearchNode | undefined {
  switch (node.kind) {
    case 'scalar':
      return readKeywords([node], collector);
    case 'mapping':
      return readMapping(node, collector);
    case 'sequence':
      return readSequence(node, collector);
  }
}

function readMapping(mapping: YamlMapping, collector: Collector): SearchNode | undefined {
  if (mapping.pairs.length === 0) {
    collector.report(messages.emptyCollection('map'), mapping.span);
    return undefined;
  }
  const nodes: SearchNode[] = [];
  for (const pair of mapping.pairs) {
    const item = readItem(pair, collector);
    if (item !== undefined) nodes.push(item);
  }
  return nodes.length === 0 ? undefined : { kind: 'all-of', nodes, span: mapping.span };
}

function readSequence(sequence: YamlSequence, collector: Collector): SearchNode | undefined {
  const { items, span } = sequence;
  if (items.length === 0) {
    collector.report(messages.emptyCollection('list'), span);
    return undefined;
  }
  const nodes: SearchNode[] = [];
  for (let at = 0; at < items.length;) {
    const keywords = scalarsFrom(items, at);
    const node =
      keywords.length > 0 ? readKeywords(keywords, collector) : readNode(items[at] as YamlNode, collector);
    if (node !== undefined) nodes.push(node);
    at += Math.max(1, keywords.length);
  }
  const [first] = nodes;
  // A list of keywords is one item already.
  if (nodes.length === 1 && first?.kind === 'item') return { ...first, span };
  return nodes.length === 0 ? undefined : { kind: 'any-of', nodes, span };
}

/** The scalars at `from` and directly behind. */
function scalarsFrom(items: readonly YamlNode[], from: number): readonly YamlScalar[] {
  const scalars: YamlScalar[] = [];
  for (let at = from; at < items.length; at++) {
    const item = items[at];
    if (item?.kind !== 'scalar') break;
    scalars.push(item);
  }
  return scalars;
}

function readKeywords(scalars: readonly YamlScalar[], collector: Collector): DetectionItem | undefined {
  const [first] = scalars;
  const last = scalars[scalars.length - 1];
  if (first === undefined || last === undefined) return undefined;
  const span = { start: outerSpan(first).start, end: outerSpan(last).end };
  const item: DetectionItem = {
    kind: 'item',
    field: null,
    fieldSpan: span,
    modifiers: [],
    values: scalars.map(toValue),
    span,
  };
  checkKeywords(item, collector);
  return item;
}

/** `Field|modifier: value`, or `'|modifier'` for keywords. */
function readItem(pair: YamlPair, collector: Collector): DetectionItem | undefined {
  const { key, value } = pair;
  const { text, span, verbatim } = key;
  const { diagnostics, ...parts } = parseFieldKey({ text, span, verbatim, source: collector.source });
  collector.add(diagnostics);
  const values = readValues(value, collector);
  if (values === undefined) return undefined;
  const item: DetectionItem = { kind: 'item', ...parts, values, span: pairSpan(pair) };
  if (item.field === null && diagnostics.length === 0) checkKeywords(item, collector);
  return item;
}

/** Undefined, with an error reported, for a map and for a list that holds more than scalars. */
function readValues(node: YamlNode, collector: Collector): readonly DetectionValue[] | undefined {
  if (node.kind === 'scalar') return [toValue(node)];
  if (node.kind === 'mapping') {
    collector.report(messages.valueType(node.kind), node.span);
    return undefined;
  }
  const values: DetectionValue[] = [];
  for (const item of node.items) {
    if (item.kind === 'scalar') values.push(toValue(item));
    else collector.report(messages.valueType(item.kind), item.span);
  }
  return values;
}

function toValue({ value, text, verbatim, span }: YamlScalar): DetectionValue {
  return { value, text, verbatim, span };
}

/** Null means "the field is not there", and keywords have no field. */
function checkKeywords({ values, span }: DetectionItem, collector: Collector): void {
  if (values.length === 0) collector.report(messages.keywordNull(), span);
  for (const value of values) {
    if (value.value === null) collector.report(messages.keywordNull(), value.span);
  }
}
