/**
 * Tags: `namespace.name`, in lower case.
 * Specification: https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-appendix-tags.md
 */
import type { Collector } from '../diagnostics/collector.ts';
import * as messages from '../diagnostics/messages/rule.ts';
import type { YamlNode } from '../yaml/node.ts';
import { readTexts } from './text.ts';

const TAG = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/;
/** Names of D3FEND artifacts have capitals: `d3fend.d3f-WindowsNtOpenFile`. */
const D3FEND_TAG = /^d3fend\.[A-Za-z0-9_-]+$/;

/** Tags of another shape are kept and warned about: tools may know what to do with them. */
export function readTags(node: YamlNode, collector: Collector): readonly string[] | undefined {
  const tags = readTexts('tags', node, collector);
  if (tags === undefined || tags.every(isTag)) return tags;
  const items = node.kind === 'sequence' ? node.items : [node];
  for (const item of items) {
    if (item.kind === 'scalar' && item.value !== null && !isTag(item.text)) {
      collector.report(messages.badTag(item.text), item.span);
    }
  }
  return tags;
}

function isTag(text: string): boolean {
  return TAG.test(text) || D3FEND_TAG.test(text);
}
