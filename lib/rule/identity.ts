/** What a rule is called and which others it is related to: `id` and `related`. */
import type { RelatedRule, RelationType } from '../ast/rule.ts';
import type { Collector } from '../diagnostics/collector.ts';
import * as messages from '../diagnostics/messages/rule.ts';
import type { YamlMapping, YamlNode } from '../yaml/node.ts';
import { readText, readWord } from './text.ts';

/** Any version: the specification recommends 4 and asks for no other. */
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** An identifier that is no UUID is kept: it is the name by which its author knows the rule. */
export function readId(name: string, node: YamlNode, collector: Collector): string | undefined {
  const text = readText(name, node, collector);
  if (text !== undefined && !UUID.test(text)) collector.report(messages.badId(name, text), node.span);
  return text;
}

const RELATION_TYPES: readonly RelationType[] = ['derived', 'obsolete', 'merged', 'renamed', 'similar'];

export function readRelated(node: YamlNode, collector: Collector): readonly RelatedRule[] | undefined {
  if (node.kind === 'scalar') {
    collector.report(messages.attributeType('related', 'a list of maps', node.kind), node.span);
    return undefined;
  }
  if (node.kind === 'mapping') collector.report(messages.attributeNotAList('related'), node.span);
  const items = node.kind === 'mapping' ? [node] : node.items;
  return items.flatMap((item) => readRelation(item, collector) ?? []);
}

/** Undefined for an entry that does not say which rule or how it is related. */
function readRelation(node: YamlNode, collector: Collector): RelatedRule | undefined {
  if (node.kind !== 'mapping') {
    collector.report(messages.relationNotAMap(), node.span);
    return undefined;
  }
  const idNode = valueOf(node, 'id');
  const typeNode = valueOf(node, 'type');
  if (idNode === undefined || typeNode === undefined) {
    collector.report(messages.relationIncomplete(idNode === undefined ? 'id' : 'type'), node.span);
    return undefined;
  }
  const id = readId('related id', idNode, collector);
  const type = readWord('related type', typeNode, RELATION_TYPES, collector);
  return id === undefined || type === undefined ? undefined : { id, type, span: node.span };
}

function valueOf(mapping: YamlMapping, key: string): YamlNode | undefined {
  return mapping.pairs.find((pair) => pair.key.text === key)?.value;
}
