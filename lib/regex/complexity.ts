/** Whether a backtracking engine can take very long over a pattern: repeats inside repeats. */
import type { RegexNode, RegexPattern } from './ast.ts';
import { childrenOf, someNode } from './shape.ts';

/** Whether matching on a backtracking engine can take time that grows faster than the text. */
export function backtracksBadly(pattern: RegexPattern): boolean {
  return someNode(
    pattern.root,
    (node) => isLoop(node) && childrenOf(node).some((body) => someNode(body, isLoop)),
  );
}

function isLoop(node: RegexNode): boolean {
  return node.kind === 'repeat' && (node.max === null || node.max > 1);
}
