/** Names of fields: what a correlation groups by and what it counts. */
import type { FieldName } from '../../ast/correlation.ts';
import type { Collector } from '../../diagnostics/collector.ts';
import type { Finding } from '../../diagnostics/diagnostic.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { MAX_FIELDS } from './limits.ts';

export interface FieldMessages {
  readonly notAName: () => Finding;
  readonly repeated: (name: string) => Finding;
  readonly tooMany: (limit: number) => Finding;
}

/** Those that are usable, each once. A text alone is a list of one. */
export function readFields(
  node: YamlNode,
  messages: FieldMessages,
  collector: Collector,
): readonly FieldName[] {
  const items = node.kind === 'sequence' ? node.items : [node];
  if (items.length > MAX_FIELDS) {
    collector.report(messages.tooMany(MAX_FIELDS), node.span);
    return [];
  }
  const fields = new Map<string, FieldName>();
  for (const item of items) {
    if (item.kind !== 'scalar' || item.value === null || item.text.trim() === '') {
      collector.report(messages.notAName(), item.span);
    } else if (fields.has(item.text)) collector.report(messages.repeated(item.text), item.span);
    else fields.set(item.text, { name: item.text, span: item.span });
  }
  return [...fields.values()];
}
