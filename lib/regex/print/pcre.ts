/**
 * PCRE, the dialect of Splunk's `regex`, `rex`, `match` and `mvfind`: search semantics, nothing is lost.
 *
 * What a version or an option could make ambiguous is written out: literal braces and hyphens are escaped,
 * `\u0041`, `\Q..\E` and the like are written as the characters they stand for.
 * https://www.pcre.org/current/doc/html/pcre2syntax.html
 */
import type {
  RegexClass,
  RegexClassItem,
  RegexGroup,
  RegexPattern,
  RegexSetName,
  RegexShorthand,
} from '../ast.ts';
import type { RegexResult } from '../result.ts';
import type { RegexCharacter } from '../shape.ts';
import { bracedHex, characterWriter, rangeText } from './characters.ts';
import {
  flagChange,
  lookaroundText,
  plainBracket,
  printWithFlags,
  quantifierText,
  type RegexWords,
} from './tree.ts';

const literal = /* @__PURE__ */ characterWriter('\\^$.[|()*+?{}', bracedHex);
const member = /* @__PURE__ */ characterWriter('\\]^-[', bracedHex);

const SHORTHANDS: Readonly<Partial<Record<RegexSetName, string>>> = {
  digit: 'd',
  word: 'w',
  space: 's',
  'horizontal-space': 'h',
  'vertical-space': 'v',
};

const ANCHORS = {
  start: '^',
  end: '$',
  'text-start': '\\A',
  'text-end': '\\z',
  'text-end-or-newline': '\\Z',
  'word-boundary': '\\b',
  'not-word-boundary': '\\B',
} as const;

/**
 * The pattern in PCRE syntax, not yet quoted for the query language around it.
 *
 * @example `(?i)foo[\w-.]{2}` → `(?i)foo[\w\-.]{2}`
 */
export function printPcre(pattern: RegexPattern): RegexResult {
  return printWithFlags(pattern, PCRE);
}

const PCRE: RegexWords = {
  lacks: 'PCRE has no',
  character: characterText,
  anchor: ({ at }) => ANCHORS[at],
  group: (node, body) => `${groupOpening(node)}${body})`,
  bracket: plainBracket,
  repeat: (node, body) => body + quantifierText(node) + (node.mode === 'possessive' ? '+' : ''),
  hold: (text) => text,
  lookaround: lookaroundText,
  backreference: ({ to }) => (typeof to === 'number' ? `\\g{${to}}` : `\\k<${to}>`),
};

function characterText(node: RegexCharacter): string {
  switch (node.kind) {
    case 'literal':
      return literal(node.codePoint);
    case 'dot':
      return '.';
    case 'class':
      return classText(node);
    case 'shorthand':
      return shorthandText(node);
  }
}

function groupOpening({ capture, name, flags, atomic }: RegexGroup): string {
  if (name !== undefined) return `(?<${name}>`;
  if (capture) return '(';
  if (atomic) return '(?>';
  return flags === undefined ? '(?:' : `(?${flagChange(flags)}:`;
}

/**
 * POSIX classes come first: PCRE2 before 10.45 takes `[\D[:upper:]]` to leave out everything beyond U+00FF, since
 * a POSIX class makes it forget the complement before it.
 */
function classText({ negated, items }: RegexClass): string {
  const posix = items.filter(isPosixClass);
  const ordered = posix.length === 0 ? items : [...posix, ...items.filter((item) => !isPosixClass(item))];
  const text = ordered.map(itemText).join('');
  // `[.`, `[:` and `[=` open what PCRE calls POSIX syntax, if anything further on closes it.
  if (negated) return `[^${text}]`;
  return /^[.:=]/.test(text) ? `[\\${text}]` : `[${text}]`;
}

function isPosixClass(item: RegexClassItem): boolean {
  return item.kind === 'shorthand' && !item.negated && SHORTHANDS[item.set] === undefined;
}

function itemText(item: RegexClassItem): string {
  return item.kind === 'range' ? rangeText(item.from, item.to, member) : shorthandText(item);
}

function shorthandText({ set, negated }: RegexShorthand): string {
  const letter = SHORTHANDS[set];
  if (letter !== undefined) return `\\${negated ? letter.toUpperCase() : letter}`;
  return `[:${negated ? '^' : ''}${set}:]`;
}
