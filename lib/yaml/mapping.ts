/** A mapping being read: keys and values arrive in turn. */
import type { Collector } from '../diagnostics/collector.ts';
import { duplicateKey, firstOfDuplicates, keyNotScalar } from '../diagnostics/messages/yaml.ts';
import type { Span } from '../source/source.ts';
import { isMergeKey, mergeInto } from './merge.ts';
import type { YamlMapping, YamlNode, YamlPair, YamlScalar } from './node.ts';

export interface MappingBuilder {
  readonly pairs: YamlPair[];
  /** For finding duplicates; names such as `__proto__` are keys like any other. */
  readonly keys: Map<string, YamlScalar>;
  /** Merge keys and their values, in the order of the file. */
  readonly merges: YamlPair[];
  /** The key whose value comes next; undefined for a key that was refused. */
  key: YamlScalar | undefined;
  awaitsValue: boolean;
}

export function createMapping(): MappingBuilder {
  return { pairs: [], keys: new Map(), merges: [], key: undefined, awaitsValue: false };
}

/** Takes the next node: a key, or the value of the key before. */
export function addToMapping(mapping: MappingBuilder, node: YamlNode, collector: Collector): void {
  if (!mapping.awaitsValue) {
    mapping.key = acceptKey(mapping, node, collector);
    mapping.awaitsValue = true;
    return;
  }
  const { key } = mapping;
  mapping.awaitsValue = false;
  if (key === undefined) return;
  (isMergeKey(key) ? mapping.merges : mapping.pairs).push({ key, value: node });
}

function acceptKey(mapping: MappingBuilder, node: YamlNode, collector: Collector): YamlScalar | undefined {
  if (node.kind !== 'scalar') {
    collector.report(keyNotScalar(), node.span);
    return undefined;
  }
  if (isMergeKey(node)) return node;
  const first = mapping.keys.get(node.text);
  if (first !== undefined) {
    const related = [{ message: firstOfDuplicates(), span: first.span }];
    collector.report(duplicateKey(node.text), node.span, related);
    return undefined;
  }
  mapping.keys.set(node.text, node);
  return node;
}

export function finishMapping(mapping: MappingBuilder, span: Span, collector: Collector): YamlMapping {
  for (const { value } of mapping.merges) mergeInto(mapping, value, collector);
  return { kind: 'mapping', pairs: mapping.pairs, span };
}
