/**
 * Words for engines whose flags and anchors follow rules of their own: no flag is used. Letters get both cases, the dot
 * and the shorthands become sets, anchors become lookarounds.
 */
import type { RegexAnchor } from '../ast.ts';
import { characterSet, type RegexCharacter } from '../shape.ts';
import { setText, type WriteCharacter } from './characters.ts';
import { plainBracket, quantifierText, type Place, type RegexWords } from './tree.ts';

/** What differs between them. */
export interface Spelling {
  /** The start of a refusal: `Java has no`. */
  readonly lacks: string;
  readonly literal: WriteCharacter;
  /** A character inside a class. */
  readonly member: WriteCharacter;
  /** Any character, line breaks included. */
  readonly anything: string;
  /** The end of the text alone. */
  readonly textEnd: string;
}

type SpelledWord = 'lacks' | 'character' | 'anchor' | 'group' | 'bracket' | 'repeat';

export function spelledWords({
  lacks,
  literal,
  member,
  anything,
  textEnd,
}: Spelling): Pick<RegexWords, SpelledWord> {
  function character(node: RegexCharacter, { flags }: Place): string {
    if (node.kind === 'dot' && flags.dotAll) return anything;
    const set = characterSet(node, flags);
    const [from, to] = set;
    return set.length === 2 && from === to ? literal(from as number) : setText(set, member);
  }

  function anchor({ at }: RegexAnchor, { flags }: Place): string {
    switch (at) {
      case 'start':
        // Not after a newline that ends the text.
        return flags.multiline ? `(?:\\A|(?<=\\n)(?!${textEnd}))` : '\\A';
      case 'text-start':
        return '\\A';
      case 'end':
        return flags.multiline ? `(?=\\n|${textEnd})` : `(?=\\n?${textEnd})`;
      case 'text-end-or-newline':
        return `(?=\\n?${textEnd})`;
      case 'text-end':
        return textEnd;
      case 'word-boundary':
        return `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`;
      case 'not-word-boundary':
        return `(?:(?<=${WORD})(?=${WORD})|(?<!${WORD})(?!${WORD}))`;
    }
  }

  return {
    lacks,
    character,
    anchor,
    group: (_node, body) => `(?:${body})`,
    bracket: plainBracket,
    repeat: (node, body) => body + quantifierText(node),
  };
}

/** As PCRE has it; the engines count letters of every script. */
const WORD = '[0-9A-Za-z_]';
