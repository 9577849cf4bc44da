/**
 * How much a backtracking engine can make of a pattern: whether the time of a failing search grows with the text,
 * with a power of it, or exponentially. For deciding which patterns may run on such an engine.
 *
 * The engine tries every path through the position automaton, so its time is the number of paths over all
 * prefixes of the text. How that number grows is a property of the automaton (Weber and Seidl, "On the degree of
 * ambiguity of finite automata", 1991):
 * - exponentially if there are two ways around a loop over the same text: `(a+)+`, `(a|aa)+`;
 * - with a power if loops stand in a row and can share a text, each raising the power by one: `a*a*`. The search
 *   itself is such a loop, since it may start anywhere: `a+b` takes quadratic time on `aaaa…`.
 *
 * Law: the answer never promises less growth than there is. Assertions, atomic groups and possessive quantifiers
 * count as if they did not hold anything back, so it may promise more.
 */
import type { RegexNode, RegexPattern } from './ast.ts';
import { ambiguityDegree } from './ambiguity.ts';
import { buildAutomaton } from './automaton.ts';

/**
 * The power of the text's length that the time of a failing search can grow with, for the pattern as
 * `printEcmascript` prints it: 1 is linear, infinite means exponentially.
 *
 * @example `foo[0-9]+bar` → 1, `foo.*bar` → 2, `x(a+)+$` → Infinity
 */
export function backtrackingDegree(pattern: RegexPattern): number {
  const { root, flags } = pattern;
  const automaton = buildAutomaton(root, flags, isAnchored(root, flags.multiline));
  return automaton === undefined ? Infinity : ambiguityDegree(automaton) + 1;
}

/** Whether matching on a backtracking engine can take time that grows faster than the text. */
export function backtracksBadly(pattern: RegexPattern): boolean {
  return backtrackingDegree(pattern) > 1;
}

/**
 * The longest text, in characters, that a backtracking engine may be given so that it takes at most some ten
 * million steps: a matter of tens of milliseconds.
 */
export function backtrackingLimit(pattern: RegexPattern): number {
  const degree = backtrackingDegree(pattern);
  return degree === 1 ? Infinity : degree === Infinity ? 0 : Math.floor(10 ** (7 / degree));
}

/** Whether a match can only start at the start of the text, so that the search has one place to try. */
function isAnchored(node: RegexNode, multiline: boolean): boolean {
  switch (node.kind) {
    case 'anchor':
      return node.at === 'text-start' || (node.at === 'start' && !multiline);
    case 'sequence':
      return node.items[0] !== undefined && isAnchored(node.items[0], multiline);
    case 'alternation':
      return node.branches.every((branch) => isAnchored(branch, multiline));
    case 'group':
      return isAnchored(node.body, node.flags?.multiline ?? multiline);
    default:
      return false;
  }
}
