/**
 * How many characters a backtracking engine looks at in a search, counted by running one: the plainest there is,
 * in the order of ECMAScript, with neither memory nor shortcuts.
 */
import type { RegexFlags, RegexNode, RegexPattern } from '../../lib/regex/ast.ts';
import { characterSet, flagsWithin, isCharacter } from '../../lib/regex/shape.ts';

/** The count, or infinity when it gets beyond `limit`. Patterns without anchors but those of the text, and without lookarounds. */
export function countSteps({ root, flags }: RegexPattern, text: string, limit: number): number {
  const characters = Array.from(text, (character) => character.codePointAt(0) as number);
  let steps = 0;

  type Next = (at: number) => boolean;

  function match(node: RegexNode, at: number, flags: RegexFlags, next: Next): boolean {
    if (isCharacter(node)) {
      if (++steps > limit) throw new RangeError('too many steps');
      const code = characters[at];
      return code !== undefined && isIn(characterSet(node, flags), code) && next(at + 1);
    }
    switch (node.kind) {
      case 'alternation':
        return node.branches.some((branch) => match(branch, at, flags, next));
      case 'sequence':
        return matchItems(node.items, 0, at, flags, next);
      case 'group':
        return match(node.body, at, flagsWithin(flags, node.flags), next);
      case 'repeat':
        return matchRepeat(node.body, node.min, node.max ?? Infinity, node.mode === 'lazy', at, flags, next);
      case 'anchor': {
        const isStart = node.at === 'start' || node.at === 'text-start';
        return (isStart ? at === 0 : at === characters.length) && next(at);
      }
      default:
        throw new Error(`${node.kind} is not counted`);
    }
  }

  function matchItems(
    items: readonly RegexNode[],
    i: number,
    at: number,
    flags: RegexFlags,
    next: Next,
  ): boolean {
    const item = items[i];
    if (item === undefined) return next(at);
    return match(item, at, flags, (end) => matchItems(items, i + 1, end, flags, next));
  }

  function matchRepeat(
    body: RegexNode,
    min: number,
    max: number,
    lazy: boolean,
    at: number,
    flags: RegexFlags,
    next: Next,
  ): boolean {
    const again = (): boolean =>
      max > 0 &&
      match(body, at, flags, (end) => {
        if (end === at && min === 0) return false;
        return matchRepeat(body, Math.max(0, min - 1), max - 1, lazy, end, flags, next);
      });
    if (min > 0) return again();
    return lazy ? next(at) || again() : again() || next(at);
  }

  try {
    for (let start = 0; start <= characters.length; start++) {
      if (match(root, start, flags, () => true)) break;
      // An engine that knows the start to be the only place does not try others.
      if (isAnchored(root)) break;
    }
    return steps;
  } catch (error) {
    if (error instanceof RangeError) return Infinity;
    throw error;
  }
}

function isAnchored(root: RegexNode): boolean {
  const first = root.kind === 'sequence' ? root.items[0] : root;
  return first?.kind === 'anchor' && (first.at === 'start' || first.at === 'text-start');
}

function isIn(set: readonly number[], code: number): boolean {
  for (let i = 0; i < set.length; i += 2) {
    if ((set[i] as number) <= code && code <= (set[i + 1] as number)) return true;
  }
  return false;
}
