/**
 * ECMAScript, for `new RegExp(source, ECMASCRIPT_FLAGS)`: search semantics.
 *
 * The flag `u` makes a character a code point, as in PCRE; `s` makes `.` match every one of them, so that the
 * other dot can be written out. Neither `i` nor `m` is used: with `u`, `i` follows other rules of case than the
 * project's, and `m` knows more line ends than LF. Letters get both cases, anchors become lookarounds.
 * https://tc39.es/ecma262/#sec-patterns
 */
import type { RegexAnchor, RegexNode, RegexPattern } from '../ast.ts';
import type { RegexResult } from '../result.ts';
import { characterSet, hoistFlags, minLength, someNode, type RegexCharacter } from '../shape.ts';
import { characterWriter, setText } from './characters.ts';
import {
  lookaroundText,
  plainBracket,
  printTree,
  quantifierText,
  type Place,
  type RegexWords,
} from './tree.ts';

/** Every pattern is printed for these flags. */
export const ECMASCRIPT_FLAGS = 'su';

const literal = /* @__PURE__ */ characterWriter('\\^$.[]|()*+?{}', (hex) => `\\u{${hex}}`);
const member = /* @__PURE__ */ characterWriter('\\^[]-', (hex) => `\\u{${hex}}`);

/**
 * The source of a `RegExp` with the flags {@link ECMASCRIPT_FLAGS}.
 *
 * @example `(?i)a.c$` → `[Aa][^\n][Cc](?=\n?$)`
 */
export function printEcmascript(pattern: RegexPattern): RegexResult {
  const { root, flags } = hoistFlags(pattern);
  let held = 0;
  return printTree(root, flags, {
    ...ECMASCRIPT,
    // What a lookahead has matched stays as it is; a reference to it takes it up.
    hold: (text, node) => {
      if (repeatsNothing(node)) return { unsupported: NOTHING_HELD, span: node.span };
      held++;
      return `(?:(?=(?<held${held}>${text}))\\k<held${held}>)`;
    },
  });
}

const NOTHING_HELD =
  'JavaScript and PCRE disagree on repeating nothing, and there is no way back from it here';

/** Whether a repeat in there may go around without taking a character: PCRE accepts that once, JavaScript never. */
function repeatsNothing(root: RegexNode): boolean {
  return someNode(root, (node) => node.kind === 'repeat' && minLength(node.body) === 0);
}

const ECMASCRIPT: RegexWords = {
  lacks: 'JavaScript has no',
  character: characterText,
  anchor: anchorText,
  group: (_node, body) => `(?:${body})`,
  bracket: plainBracket,
  repeat: (node, body) => body + quantifierText(node),
  lookaround: lookaroundText,
  backreference: ({ span }) => ({
    unsupported: 'JavaScript takes a group that did not match for an empty one, so a reference means more',
    span,
  }),
};

function characterText(node: RegexCharacter, { flags }: Place): string {
  if (node.kind === 'dot' && flags.dotAll) return '.';
  const set = characterSet(node, flags);
  const [from, to] = set;
  return set.length === 2 && from === to ? literal(from as number) : setText(set, member);
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
