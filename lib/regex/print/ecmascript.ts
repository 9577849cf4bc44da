/**
 * ECMAScript, for `new RegExp(source, ECMASCRIPT_FLAGS)`: search semantics.
 *
 * The flag `u` makes a character a code point, as in PCRE; `s` makes `.` match every one of them, so that the
 * other dot can be written out. Neither `i` nor `m` is used: with `u`, `i` follows other rules of case than the
 * project's, and `m` knows more line ends than LF. Letters get both cases, anchors become lookarounds.
 * https://tc39.es/ecma262/#sec-patterns
 */
import { caseVariants } from '../../query/fold.ts';
import type {
  RegexAnchor,
  RegexClass,
  RegexGroup,
  RegexLiteral,
  RegexPattern,
  RegexShorthand,
} from '../ast.ts';
import type { RegexResult } from '../result.ts';
import { classSet, complement, setOf } from '../sets.ts';
import { hoistFlags } from '../shape.ts';
import { characterWriter, setText } from './characters.ts';
import { plainBracket, printTree, quantifierText, type Place, type RegexWords } from './tree.ts';

/** Every pattern is printed for these flags. */
export const ECMASCRIPT_FLAGS = 'su';

const literal = /* @__PURE__ */ characterWriter('\\^$.[]|()*+?{}/', (hex) => `\\u{${hex}}`);
const member = /* @__PURE__ */ characterWriter('\\^[]-', (hex) => `\\u{${hex}}`);

/**
 * The source of a `RegExp` with the flags {@link ECMASCRIPT_FLAGS}.
 *
 * @example `(?i)a.c$` → `[aA][^\n][cC](?=\n?$)`
 */
export function printEcmascript(pattern: RegexPattern): RegexResult {
  const { root, flags } = hoistFlags(pattern);
  return printTree(root, flags, ECMASCRIPT);
}

const ECMASCRIPT: RegexWords = {
  bracket: plainBracket,
  literal: literalText,
  dot: (_node, { flags }) => (flags.dotAll ? '.' : '[^\\n]'),
  class: classText,
  shorthand: shorthandText,
  anchor: anchorText,
  group: groupText,
  lookaround: ({ direction, negated }, body) =>
    `(?${direction === 'behind' ? '<' : ''}${negated ? '!' : '='}${body})`,
  backreference: ({ span }) => ({
    unsupported: 'a backreference to a group that may be unset matches nothing',
    span,
  }),
  repeat: (node, body) =>
    node.mode === 'possessive'
      ? { unsupported: 'JavaScript has no possessive quantifiers', span: node.span }
      : body + quantifierText(node) + (node.mode === 'lazy' ? '?' : ''),
};

function literalText({ codePoint }: RegexLiteral, { flags }: Place): string {
  const variants = flags.ignoreCase ? caseVariants(String.fromCodePoint(codePoint)) : [];
  return variants.length > 1 ? `[${variants.join('')}]` : literal(codePoint);
}

function shorthandText({ set, negated }: RegexShorthand): string {
  const members = setOf(set);
  return setText(negated ? complement(members) : members, member);
}

function classText(node: RegexClass, { flags }: Place): string {
  return setText(classSet(node, flags.ignoreCase), member);
}

function anchorText({ at }: RegexAnchor, { flags }: Place): string {
  switch (at) {
    case 'start':
      // Not after a newline that ends the text.
      return flags.multiline ? '(?:^|(?<=\\n)(?=.))' : '^';
    case 'text-start':
      return '^';
    case 'end':
      return flags.multiline ? '(?=\\n|$)' : '(?=\\n?$)';
    case 'text-end-or-newline':
      return '(?=\\n?$)';
    case 'text-end':
      return '$';
    case 'word-boundary':
      return '\\b';
    case 'not-word-boundary':
      return '\\B';
  }
}

function groupText({ atomic, span }: RegexGroup, body: string): RegexResult {
  return atomic ? { unsupported: 'JavaScript has no atomic groups', span } : `(?:${body})`;
}
