/**
 * Texts that a regular expression is likely to match.
 *
 * Likely, not certain: lookarounds, backreferences and inner anchors are passed over. Whoever uses the samples
 * asks an evaluator for the verdict, so a wrong sample is a wasted one and nothing worse.
 */
import type { RegexClass, RegexNode, RegexPattern, RegexSetName } from '../regex/ast.ts';

/** A member of each set, and one character that is in none of them but `print`, `graph` and `ascii`. */
const SET_MEMBER: Readonly<Record<RegexSetName, string>> = {
  digit: '7',
  word: 'w',
  space: ' ',
  'horizontal-space': ' ',
  'vertical-space': '\n',
  alpha: 'a',
  alnum: 'a',
  upper: 'U',
  lower: 'l',
  punct: '.',
  xdigit: 'f',
  blank: ' ',
  cntrl: '\t',
  graph: 'g',
  print: 'p',
  ascii: 'a',
};

/** Outside the set of that name, for negated shorthands. */
const SET_STRANGER: Readonly<Record<RegexSetName, string>> = {
  digit: 'x',
  word: '-',
  space: 'x',
  'horizontal-space': 'x',
  'vertical-space': 'x',
  alpha: '1',
  alnum: '-',
  upper: 'l',
  lower: 'U',
  punct: 'a',
  xdigit: 'z',
  blank: 'x',
  cntrl: 'x',
  graph: ' ',
  print: '\t',
  ascii: 'é',
};

/** Longest sample: `a{1000}{1000}` must not fill the memory. */
const MAX_LENGTH = 4_000;

/**
 * Up to `limit` texts: the shortest repetitions first, then one more of each, one for every alternative.
 *
 * @example `^ab+(c|d)$` → 'abc', 'abd', 'abbc', 'abbd'
 */
export function sampleRegex(pattern: RegexPattern, limit: number): readonly string[] {
  return [...new Set(expand(pattern.root, limit))].filter((text) => text.length <= MAX_LENGTH);
}

function expand(node: RegexNode, limit: number): string[] {
  switch (node.kind) {
    case 'literal':
      return [String.fromCodePoint(node.codePoint)];
    case 'dot':
      return ['x'];
    case 'shorthand':
      return [(node.negated ? SET_STRANGER : SET_MEMBER)[node.set]];
    case 'class':
      return expandClass(node).slice(0, limit);
    case 'group':
      return expand(node.body, limit);
    case 'alternation':
      return node.branches
        .flatMap((branch) => expand(branch, Math.ceil(limit / node.branches.length)))
        .slice(0, limit);
    case 'sequence':
      return node.items.reduce<string[]>((heads, item) => combine(heads, expand(item, limit), limit), ['']);
    case 'repeat':
      return expandRepeat(expand(node.body, limit), node.min, node.max, limit);
    case 'anchor':
    case 'lookaround':
    case 'backreference':
      return [''];
  }
}

/** Pairs of head and tail, each head and each tail at least once before the limit cuts. */
function combine(heads: readonly string[], tails: readonly string[], limit: number): string[] {
  const pairs: string[] = [];
  const longest = Math.max(heads.length, tails.length);
  for (let i = 0; i < longest; i++) {
    pairs.push((heads[i % heads.length] ?? '') + (tails[i % tails.length] ?? ''));
  }
  for (const head of heads) {
    for (const tail of tails) {
      if (pairs.length >= limit) return [...new Set(pairs)].slice(0, limit);
      pairs.push(head + tail);
    }
  }
  return [...new Set(pairs)];
}

function expandRepeat(bodies: readonly string[], min: number, max: number | null, limit: number): string[] {
  const counts = new Set([min, max === null ? min + 1 : Math.min(max, min + 1)]);
  const texts: string[] = [];
  for (const count of counts) {
    for (const body of bodies) texts.push(body.length * count > MAX_LENGTH ? '' : body.repeat(count));
  }
  return [...new Set(texts)].slice(0, limit);
}

function expandClass(node: RegexClass): string[] {
  if (node.negated) return [strangerTo(node)];
  return node.items.flatMap((item) => {
    if (item.kind === 'shorthand') return [(item.negated ? SET_STRANGER : SET_MEMBER)[item.set]];
    const ends = item.from === item.to ? [item.from] : [item.from, item.to];
    return ends.map((codePoint) => String.fromCodePoint(codePoint));
  });
}

/** A plain character that none of the ranges of a negated class holds. */
function strangerTo(node: RegexClass): string {
  const inRanges = (codePoint: number): boolean =>
    node.items.some((item) => item.kind === 'range' && item.from <= codePoint && codePoint <= item.to);
  const avoided = node.items.flatMap((item) =>
    item.kind === 'shorthand' && !item.negated ? [SET_STRANGER[item.set]] : [],
  );
  const candidates = [...avoided, 'x', 'Q', '5', '_', '~', ' ', '!', 'é'];
  return candidates.find((candidate) => !inRanges(candidate.codePointAt(0) as number)) ?? 'ж';
}
