/** Why the grammar stopped where it stopped, in words of the pattern's author. */
import type { Finding } from '../diagnostics/diagnostic.ts';
import {
  groupName,
  groupNotClosed,
  groupNotOpened,
  nothingToRepeat,
  posixClassOutside,
  regexUnsupported,
  trailingBackslash,
  unexpectedCharacter,
  unknownEscape,
  unknownGroup,
  unknownPosixClass,
} from '../diagnostics/messages/regex.ts';
import { scanPattern, type PatternScan } from './scan.ts';

export interface Failure {
  readonly finding: Finding;
  /** Offsets into the pattern. */
  readonly start: number;
  readonly end: number;
}

/** Escapes of PCRE that are no part of the grammar, with the name of what they are. */
const UNSUPPORTED_ESCAPES: readonly (readonly [RegExp, string])[] = [
  [/^\\p/i, 'a Unicode property class'],
  [/^\\R/, 'the newline sequence `\\R`'],
  [/^\\X/, 'the grapheme class `\\X`'],
  [/^\\K/, 'the match reset `\\K`'],
  [/^\\G/, 'the anchor `\\G`'],
  [/^\\C/, 'the single byte `\\C`'],
  [/^\\N\{/, 'a named character'],
  [/^\\g[<']/, 'a call of a group'],
];

/** Openings of groups of PCRE that are no part of the grammar. */
const UNSUPPORTED_GROUPS: readonly (readonly [RegExp, string])[] = [
  [/^\(\?[\^ims-]*x/, 'extended syntax'],
  [/^\(\?[\^ims-]*[nJU]/, 'this flag'],
  [/^\(\?\|/, 'a branch reset group'],
  [/^\(\?\(/, 'a condition'],
  [/^\(\?(?:R|[+-]?\d|&|P>)/, 'recursion'],
  [/^\(\?C/, 'a callout'],
  [/^\(\*/, 'a control verb'],
];

/** The pieces a wrong pattern falls into: whole escapes and openings, however malformed, else single characters. */
const PIECE =
  /\\Q[^]*?(?:\\E|$)|\\(?:[xo]\{[^}]*\}?|u[\da-f]{0,4}|[kgpN](?:\{[^}]*\}?|<[^>]*>?|'[^']*'?)?|[^]|$)|\(\?#[^)]*\)?|\(\*[^)]*\)?|\(\?(?:P?<[=!]?|P?['=>&|(!]|[\^a-z\d+-]*[:)]?)|\[[:.=][^\]\\]*[:.=]\]|[^]/giu;

/**
 * Explains a failed match. `position` is the rightmost offset that any rule of the grammar got to: at or within
 * the piece that is wrong, or at the end when something is missing there.
 */
export function explainFailure(text: string, position: number, scan: PatternScan): Failure {
  if (position >= text.length && scan.openGroup !== undefined) {
    return failure(groupNotClosed(), scan.openGroup, '(');
  }
  const { start, piece } = pieceAt(text, position);
  const before = text.slice(0, start);
  if (/\(\?P?[<']\w*$/.test(before)) return failure(groupName(), start, piece);
  const isPosixClass = piece.length > 1 && piece.startsWith('[');
  if (isPosixClass && scanPattern(before).openClass === undefined) {
    return failure(posixClassOutside(piece), start, piece);
  }
  return failure(explainPiece(piece), start, piece);
}

function pieceAt(text: string, position: number): { readonly start: number; readonly piece: string } {
  let start = 0;
  for (const [piece] of text.matchAll(PIECE)) {
    const end = start + piece.length;
    if (position < end || end === text.length) return { start, piece };
    start = end;
  }
  return { start: 0, piece: text };
}

function explainPiece(piece: string): Finding {
  if (piece === '\\') return trailingBackslash();
  if (piece.startsWith('\\')) {
    const known = UNSUPPORTED_ESCAPES.find(([pattern]) => pattern.test(piece));
    return known === undefined ? unknownEscape(piece) : regexUnsupported(known[1]);
  }
  if (piece.startsWith('(')) {
    const known = UNSUPPORTED_GROUPS.find(([pattern]) => pattern.test(piece));
    return known === undefined ? unknownGroup() : regexUnsupported(known[1]);
  }
  if (piece === ')') return groupNotOpened();
  if (/^[*+?{]/.test(piece)) return nothingToRepeat();
  return piece.startsWith('[') ? unknownPosixClass() : unexpectedCharacter();
}

function failure(finding: Finding, start: number, piece: string): Failure {
  return { finding, start, end: start + piece.length };
}
