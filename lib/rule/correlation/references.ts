/** References to other rules: one, or a list. Shared by correlations and filters, which word their mistakes themselves. */
import type { RuleReference } from '../../ast/correlation.ts';
import type { Collector } from '../../diagnostics/collector.ts';
import type { Finding } from '../../diagnostics/diagnostic.ts';
import type { YamlNode } from '../../yaml/node.ts';

export interface ReferenceMessages {
  readonly notText: (kind: YamlNode['kind']) => Finding;
  readonly repeated: (text: string) => Finding;
}

/** Those that are usable, each once. A text alone is a list of one. */
export function readReferences(
  node: YamlNode,
  messages: ReferenceMessages,
  collector: Collector,
): readonly RuleReference[] {
  const items = node.kind === 'sequence' ? node.items : [node];
  const references = new Map<string, RuleReference>();
  for (const item of items) {
    if (item.kind !== 'scalar' || item.value === null || item.text.trim() === '') {
      collector.report(messages.notText(item.kind), item.span);
    } else if (references.has(item.text)) {
      collector.report(messages.repeated(item.text), item.span);
    } else references.set(item.text, { text: item.text, span: item.span });
  }
  return [...references.values()];
}
