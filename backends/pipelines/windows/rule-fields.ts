/** Which fields a rule names itself, and which got their names from a pipeline that ran before. */
import type { SearchNode } from '../../../lib/ast/detection.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';

/** Whether the rule, or a filter that applies to it, names the field. */
export function isNamedBy({ detection, filters = [] }: SigmaRule, field: string): boolean {
  return [detection, ...filters.map(({ filter }) => filter.detection)].some(({ searches }) =>
    [...searches.values()].some(({ body }) => names(body, field)),
  );
}

/** The reader bounds the depth of a search. */
function names(node: SearchNode, field: string): boolean {
  return node.kind === 'item' ? node.field === field : node.nodes.some((each) => names(each, field));
}
