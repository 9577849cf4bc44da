/**
 * Lucene's regular expressions, for the `regex` operator of EQL, `RLIKE` of ES|QL and the like.
 *
 * They match whole values and have no anchors: a search is written `.*(…).*`, and an anchor at an end leaves the
 * `.*` there out, branch by branch. `.` matches a newline as well, so the dot that does not is `[^<newline>]`.
 * Case, shorthands and flags are written out as classes; control characters stand for themselves, since an escape
 * such as `\n` means the letter.
 * https://www.elastic.co/docs/reference/query-languages/query-dsl/regexp-syntax
 */
import type { RegexExcess, RegexGroup, RegexNode, RegexPattern } from '../ast.ts';
import type { RegexRefusal, RegexResult } from '../result.ts';
import { ANYTHING, isSameSet } from '../sets.ts';
import { characterSet, hoistFlags, mapChildren, type RegexCharacter } from '../shape.ts';
import { toWholeMatch } from '../whole.ts';
import { setText } from './characters.ts';
import { countText, printTree, type Place, type RegexWords } from './tree.ts';

/** `index.max_regex_length` of Elasticsearch, unless an index sets another. */
export const MAX_LUCENE_LENGTH = 1000;

/** The operators, also those that Elasticsearch switches on beyond the standard ones, and what looks like one. */
const SPECIAL = '.?+*|{}[]()"\\#@&<>~^$';
const SPECIAL_IN_CLASS = '\\[]^-';

/**
 * The pattern as one that matches whole values, not yet quoted for the query language around it.
 *
 * @example `^a\d|b` → `a[0-9].*|.*b.*`
 */
export function printLucene(pattern: RegexPattern): RegexResult {
  const { root, flags } = hoistFlags(pattern);
  const whole = toWholeMatch(root, flags);
  if ('unsupported' in whole) return whole;
  const text = printTree(withoutEmptyBranches(whole), flags, LUCENE);
  if (typeof text !== 'string') return text;
  if (text.length > MAX_LUCENE_LENGTH) {
    return {
      unsupported: `it takes ${text.length} characters in Lucene's dialect, and Elasticsearch reads ${MAX_LUCENE_LENGTH}`,
      span: pattern.span,
    };
  }
  return pattern.excess === undefined ? text : refuseWork(pattern.excess);
}

function refuseWork({ span, wider }: RegexExcess): RegexRefusal {
  const text = wider && printLucene(wider);
  return {
    unsupported:
      'such a count takes more work to compile than Elasticsearch allows (`max_determinized_states`)',
    span,
    ...(typeof text === 'string' && { wider: text }),
  };
}

const LUCENE: RegexWords = {
  lacks: 'Lucene has no',
  character: characterText,
  anchor: ({ span }) => ({ unsupported: 'Lucene has no anchors', span }),
  group: (_node, body) => `(${body})`,
  bracket: (text) => `(${text})`,
  // Lazy and greedy quantifiers match the same texts; a `?` after a quantifier would make it optional.
  repeat: ({ min, max }, body) => (max === 0 ? '()' : body + countText(min, max)),
};

/** A literal, a dot or a class as the set of characters it stands for. */
function characterText(node: RegexCharacter, { flags }: Place): RegexResult {
  const set = characterSet(node, flags);
  const [from, to] = set;
  if (from === undefined) return { unsupported: 'Lucene has no class without members', span: node.span };
  if (set.length > 2 || from !== to) return isSameSet(set, ANYTHING) ? '.' : setText(set, member);
  const character = String.fromCodePoint(from);
  return SPECIAL.includes(character) ? `\\${character}` : character;
}

function member(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  return SPECIAL_IN_CLASS.includes(character) ? `\\${character}` : character;
}

/** `(a|)` is a syntax error; `(a)?` says it. */
function withoutEmptyBranches(node: RegexNode): RegexNode {
  const alternatives = node.kind === 'group' ? node.body : node;
  if (alternatives.kind !== 'alternation' || !alternatives.branches.some(isEmpty)) {
    return mapChildren(node, withoutEmptyBranches);
  }
  const { span } = node;
  const branches = alternatives.branches.filter((branch) => !isEmpty(branch)).map(withoutEmptyBranches);
  const body: RegexNode =
    branches.length === 1 ? (branches[0] as RegexNode) : { kind: 'alternation', branches, span };
  const group: RegexGroup =
    node.kind === 'group' ? { ...node, body } : { kind: 'group', capture: false, atomic: false, body, span };
  if (branches.length === 0) return { ...group, body: { kind: 'sequence', items: [], span } };
  return { kind: 'repeat', body: group, min: 0, max: 1, mode: 'greedy', span };
}

function isEmpty(node: RegexNode): boolean {
  return node.kind === 'sequence' && node.items.length === 0;
}
