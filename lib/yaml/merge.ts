/**
 * Merge keys: `<<: *base` gives a mapping the pairs of another that it does not have itself.
 *
 * YAML 1.2 has no such thing, but the loader of the reference implementation follows them, so a rule that uses them
 * works there and must mean the same here. Specification: https://yaml.org/type/merge.html
 */
import type { Collector } from '../diagnostics/collector.ts';
import { mergeValue } from '../diagnostics/messages/yaml.ts';
import type { MappingBuilder } from './mapping.ts';
import type { YamlNode, YamlScalar } from './node.ts';

/** Only the plain spelling is a merge key; `'<<'` in quotes is a key like any other. */
export function isMergeKey(key: YamlScalar): boolean {
  return key.text === '<<' && key.style === 'plain';
}

/** Adds the pairs of a mapping, or of a list of mappings, whose keys are new. Earlier pairs win. */
export function mergeInto(mapping: MappingBuilder, value: YamlNode, collector: Collector): void {
  const sources = value.kind === 'sequence' ? value.items : [value];
  for (const source of sources) {
    if (source.kind !== 'mapping') {
      collector.report(mergeValue(), source.span);
      continue;
    }
    for (const pair of source.pairs) {
      if (mapping.keys.has(pair.key.text)) continue;
      mapping.keys.set(pair.key.text, pair.key);
      mapping.pairs.push(pair);
    }
  }
}
