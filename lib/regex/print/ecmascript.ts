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
import { plainBracket, printTree, quantifierText, type Place, type RegexWords } from './tree.ts';

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
  // What a lookahead has matched stays as it is; a reference to it takes it up.
  const hold = (text: string): string => {
    held++;
    return `(?=(?<held${held}>${text}))\\k<held${held}>`;
  };
  return printTree(root, flags, {
    ...ECMASCRIPT,
    group: (node, body) => {
      if (!node.atomic || node.harmless === true) return `(?:${body})`;
      return repeatsNothing(node) ? { unsupported: NOTHING_HELD, span: node.span } : `(?:${hold(body)})`;
    },
    repeat: (node, body) => {
      const counted = body + quantifierText(node);
      if (node.mode !== 'possessive' || node.harmless === true)
        return node.mode === 'lazy' ? `${counted}?` : counted;
      return repeatsNothing(node) ? { unsupported: NOTHING_HELD, span: node.span } : hold(counted);
    },
  });
}

const NOTHING_HELD =
  'JavaScript and PCRE disagree on repeating nothing, and there is no way back from it here';

/** Whether a repeat in there may go around without taking a character: PCRE accepts that once, JavaScript never. */
function repeatsNothing(root: RegexNode): boolean {
  return someNode(root, (node) => node.kind === 'repeat' && minLength(node.body) === 0);
}

const ECMASCRIPT: Omit<RegexWords, 'group' | 'repeat'> = {
  bracket: plainBracket,
  literal: charactersText,
  dot: (node, place) => (place.flags.dotAll ? '.' : charactersText(node, place)),
  class: charactersText,
  shorthand: charactersText,
  anchor: anchorText,
  lookaround: ({ direction, negated }, body) =>
    `(?${direction === 'behind' ? '<' : ''}${negated ? '!' : '='}${body})`,
  backreference: ({ span }) => ({
    unsupported: 'in JavaScript a reference to a group that did not match is empty, in PCRE it fails',
    span,
  }),
};

function charactersText(node: RegexCharacter, { flags }: Place): string {
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
