/** The log source: which events a rule is about. Wrong here means a query over the wrong events, so errors are errors. */
import type { LogSource } from '../ast/rule.ts';
import type { Collector } from '../diagnostics/collector.ts';
import * as messages from '../diagnostics/messages/rule.ts';
import type { YamlNode, YamlPair, YamlScalar } from '../yaml/node.ts';
import { toPlain } from '../yaml/plain.ts';
import { readText } from './text.ts';
import { likelyMeant } from './typos.ts';

type LogSourceAttribute = 'category' | 'product' | 'service' | 'definition';

const LOG_SOURCE_ATTRIBUTES: readonly LogSourceAttribute[] = ['category', 'product', 'service', 'definition'];

export function readLogSource(node: YamlNode, collector: Collector, key: YamlScalar): LogSource | undefined {
  if (node.kind !== 'mapping') {
    collector.report(messages.sectionType('logsource', node.kind), key.span);
    return undefined;
  }
  const attributes: Partial<Record<LogSourceAttribute, string>> = {};
  const custom = new Map<string, unknown>();
  for (const pair of node.pairs) {
    const name = LOG_SOURCE_ATTRIBUTES.find((each) => each === pair.key.text);
    if (name === undefined) keepCustom(pair, custom, collector);
    else {
      const text = readAttribute(name, pair, collector);
      if (text !== undefined) attributes[name] = text;
    }
  }
  const { category, product, service } = attributes;
  if (category === undefined && product === undefined && service === undefined) {
    collector.report(messages.logSourceEmpty(), key.span);
  }
  return { ...attributes, custom, span: node.span };
}

function readAttribute(
  name: LogSourceAttribute,
  { value }: YamlPair,
  collector: Collector,
): string | undefined {
  if (value.kind === 'scalar' || name === 'definition') return readText(name, value, collector);
  // A list would have to mean "any of these", which the specification does not know.
  collector.report(messages.logSourceType(name, value.kind), value.span);
  return undefined;
}

function keepCustom({ key, value }: YamlPair, custom: Map<string, unknown>, collector: Collector): void {
  const meant = likelyMeant(key.text, LOG_SOURCE_ATTRIBUTES);
  if (meant !== undefined) collector.report(messages.unknownAttribute(key.text, meant), key.span);
  custom.set(key.text, toPlain(value));
}
