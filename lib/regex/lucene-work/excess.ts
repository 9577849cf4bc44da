/**
 * The note on a pattern that Lucene cannot read it within the work that Elasticsearch allows.
 *
 * Made here and not by the printer, since it takes an automaton, and only Lucene needs it: it is worked out when a
 * printer asks, and once for each text.
 */
import type { RegexExcess, RegexNode, RegexPattern, RegexRepeat } from '../ast.ts';
import { childrenOf, hoistFlags, isCharacter, mapChildren } from '../shape.ts';
import { toWholeMatch } from '../whole.ts';
import { isWithinWork } from './estimate.ts';

/**
 * Choices that a pattern leaves open, up to which no automaton is large: of sets of states there are at most some
 * hundreds for each place in it, where a dozen choices can be too many.
 */
const FEW_CHOICES = 6;
/** Rows of plain characters count a little: in a search, a set holds all places where a row may have got to. */
const PLAIN_CHARACTER = 1 / 32;

/** The pattern, with the note where it may be needed. */
export function withExcess(pattern: RegexPattern): RegexPattern {
  if (choicesIn(pattern.root) <= FEW_CHOICES) return pattern;
  return {
    ...pattern,
    get excess() {
      return findExcess(pattern);
    },
  };
}

/** How many characters, with repeats written out, are one of several or may be left out. */
function choicesIn(node: RegexNode): number {
  const inside = childrenOf(node).reduce((sum, child) => sum + choicesIn(child), 0);
  switch (node.kind) {
    case 'literal':
      return PLAIN_CHARACTER;
    case 'alternation':
      return 1 + inside;
    case 'repeat':
      return ((node.min === node.max ? 0 : 1) + inside) * Math.max(1, node.max ?? node.min);
    default:
      return isCharacter(node) ? 1 : inside;
  }
}

function findExcess(pattern: RegexPattern): RegexExcess | undefined {
  const { root } = pattern;
  if (isReadable(pattern, 0)) return undefined;
  const counts = countsIn(root).sort((a, b) => b.count - a.count);
  const span = counts[0]?.repeat.span ?? pattern.span;
  for (const least of new Set(counts.map(({ count }) => count))) {
    const wider = { ...pattern, root: withoutBounds(root, least) };
    if (isReadable(wider, least)) return { span, wider };
  }
  return { span };
}

interface Count {
  readonly repeat: RegexRepeat;
  readonly count: number;
}

/** The repeats that a count bounds, `?` aside. */
function countsIn(node: RegexNode): Count[] {
  const inside = childrenOf(node).flatMap(countsIn);
  if (node.kind !== 'repeat' || node.max === null || node.max <= 1) return inside;
  return [{ repeat: node, count: node.max }, ...inside];
}

/** Repeats that count up to `least` or further have no upper bound any more. */
function withoutBounds(node: RegexNode, least: number): RegexNode {
  const inside = mapChildren(node, (child) => withoutBounds(child, least));
  const isBounded = inside.kind === 'repeat' && inside.max !== null && inside.max >= least;
  return isBounded ? { ...inside, max: null } : inside;
}

/** Rules share expressions, and some are converted again and again; a verdict takes as long as many rules. */
const memory = /* @__PURE__ */ new Map<string, boolean>();
const MEMORY_ENTRIES = 500;

function isReadable(pattern: RegexPattern, least: number): boolean {
  const key = JSON.stringify([pattern.text, pattern.flags, least]);
  let verdict = memory.get(key);
  if (verdict === undefined) {
    const { root, flags } = hoistFlags(pattern);
    const whole = toWholeMatch(root, flags);
    // What has no form in Lucene's dialect is refused for that.
    verdict = 'unsupported' in whole || isWithinWork(whole, flags);
    if (memory.size >= MEMORY_ENTRIES) memory.clear();
    memory.set(key, verdict);
  }
  return verdict;
}
