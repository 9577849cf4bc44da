/**
 * What the author of a rule most likely got wrong, from where and why the parser stopped.
 *
 * The parser speaks of indentation and separators; what it met is nearly always a value that should have been quoted.
 * Each mistake is told by the characters around the place, in the order of {@link MISTAKES}.
 */
import type { Finding } from '../diagnostics/diagnostic.ts';
import * as messages from '../diagnostics/messages/yaml.ts';
import type { Span } from '../source/source.ts';
import { MAX_DEPTH } from './limits.ts';

export interface SyntaxErrorExplanation extends Span {
  readonly finding: Finding;
}

/** Where the parser stopped. */
interface Stop {
  readonly text: string;
  readonly position: number;
  /** The parser's own words. */
  readonly reason: string;
  readonly lineStart: number;
  /** The line up to the position. */
  readonly before: string;
  /** The character at the position; empty at the end of the text. */
  readonly character: string;
}

type Mistake = (stop: Stop) => SyntaxErrorExplanation | undefined;

/**
 * Explains why a text is not YAML.
 *
 * @param position - Where the parser stopped, in UTF-16 units.
 * @param reason - What the parser says.
 */
export function explainSyntaxError(text: string, position: number, reason: string): SyntaxErrorExplanation {
  const stop = describeStop(text, Math.min(position, text.length), reason);
  for (const recognise of MISTAKES) {
    const explanation = recognise(stop);
    if (explanation !== undefined) return explanation;
  }
  return here(stop, messages.otherSyntaxError(reason));
}

/** How far back a line is looked at: it may be the whole text, and the patterns below look at all they are given. */
const MAX_LINE = 2000;

/** How many lines up the start of an unclosed quote is looked for. */
const MAX_LINES = 2000;

function describeStop(text: string, position: number, reason: string): Stop {
  const lineStart = startOfLine(text, position);
  const before = text.slice(lineStart, position);
  return { text, position, reason, lineStart, before, character: text.charAt(position) };
}

function startOfLine(text: string, position: number): number {
  const earliest = Math.max(0, position - MAX_LINE);
  let start = position;
  while (start > earliest && !isBreak(text.charAt(start - 1))) start--;
  return start;
}

function isBreak(character: string): boolean {
  return character === '\n' || character === '\r';
}

function here({ position, character }: Stop, finding: Finding): SyntaxErrorExplanation {
  return { finding, start: position, end: position + character.length };
}

const MISTAKES: readonly Mistake[] = [
  tooDeep,
  tabIndentation,
  controlCharacter,
  badEscape,
  unquotedStar,
  unquotedAmpersand,
  unquotedBlockIndicator,
  textAfterQuote,
  textAfterBracket,
  secondColon,
  badFirstCharacter,
  unclosed,
  missingSpace,
  notAPair,
  misaligned,
];

function tooDeep(stop: Stop): SyntaxErrorExplanation | undefined {
  return stop.reason.startsWith('nesting exceeded') ? here(stop, messages.tooDeep(MAX_DEPTH)) : undefined;
}

function tabIndentation({ text, lineStart }: Stop): SyntaxErrorExplanation | undefined {
  let end = lineStart;
  while (text.charAt(end) === ' ') end++;
  const start = end;
  while (text.charAt(end) === '\t') end++;
  return end > start ? { finding: messages.tabIndentation(), start, end } : undefined;
}

function controlCharacter(stop: Stop): SyntaxErrorExplanation | undefined {
  if (!/non-printable|valid JSON character|null byte/.test(stop.reason)) return undefined;
  return here(stop, messages.controlCharacter(stop.character));
}

function badEscape({ text, position, reason }: Stop): SyntaxErrorExplanation | undefined {
  if (!/escape sequence|hexadecimal/.test(reason)) return undefined;
  const start = text.lastIndexOf('\\', position);
  const end = Math.min(position + 1, text.length);
  return { finding: messages.badEscape(text.slice(start, end)), start, end };
}

/** `Image: *` and `Image: *.exe or so`; a lone `*.exe` passes as an alias that nobody defined. */
function unquotedStar(stop: Stop): SyntaxErrorExplanation | undefined {
  const start = stop.before.search(/(?<=^|[\s,[{])\*\S*\s*$/);
  if (start < 0) return undefined;
  return { finding: messages.unquotedStar(), start: stop.lineStart + start, end: stop.position };
}

function unquotedAmpersand({ position, reason }: Stop): SyntaxErrorExplanation | undefined {
  if (!reason.startsWith('name of an anchor node')) return undefined;
  return { finding: messages.unquotedAmpersand(), start: position - 1, end: position };
}

/** `CommandLine: | findstr`: a bar or `>` promises a block on the lines below. */
function unquotedBlockIndicator({
  before,
  lineStart,
  position,
  reason,
}: Stop): SyntaxErrorExplanation | undefined {
  if (reason !== 'a line break is expected') return undefined;
  const start = Math.max(before.lastIndexOf('|'), before.lastIndexOf('>'), 0);
  return {
    finding: messages.unquotedIndicator(before.charAt(start)),
    start: lineStart + start,
    end: position,
  };
}

/** `'it's'` and `'a' or 'b'`. */
function textAfterQuote(stop: Stop): SyntaxErrorExplanation | undefined {
  const quote = /^\s*(?:- +)*(?:[^\s'"#][^:]*:\s+)?(['"]).*\1\s*$/.exec(stop.before)?.[1];
  return quote === undefined ? undefined : here(stop, messages.textAfterQuote(quote));
}

/** `[x] y`. */
function textAfterBracket(stop: Stop): SyntaxErrorExplanation | undefined {
  const bracket = /^\s*(?:- +)*(?:[^\s'"#][^:]*:\s+)?[[{].*([\]}])\s*$/.exec(stop.before)?.[1];
  return bracket === undefined ? undefined : here(stop, messages.textAfterBracket(bracket));
}

/** `title: Foo: bar`. */
function secondColon(stop: Stop): SyntaxErrorExplanation | undefined {
  const isSecond = stop.character === ':' && /^\s*(?:- +)*[^\s'"#][^:]*:\s+\S/.test(stop.before);
  return isSecond ? here(stop, messages.secondColon()) : undefined;
}

/** `%temp%`, `@here`, `[` closed too often. */
function badFirstCharacter(stop: Stop): SyntaxErrorExplanation | undefined {
  const isFirst = /^\s*(?:(?:- +)+|(?:- +)*[^\s'"#][^:]*:\s+)$/.test(stop.before);
  const isBad = stop.character !== '' && '%@`,]}-?:'.includes(stop.character);
  return isFirst && isBad ? here(stop, messages.unquotedIndicator(stop.character)) : undefined;
}

/** A quote or bracket that nothing closes runs on into lines which then make no sense. */
function unclosed(stop: Stop): SyntaxErrorExplanation | undefined {
  if (!/deficient indentation|within a (single|double) quoted|within a flow/.test(stop.reason))
    return undefined;
  let lineEnd = stop.position;
  for (let line = 0; line < MAX_LINES && lineEnd >= 0; line++) {
    const lineStart = startOfLine(stop.text, lineEnd);
    const opening = findOpening(stop.text.slice(lineStart, lineEnd));
    if (opening !== undefined) {
      const start = lineStart + opening.at;
      return { finding: messages.unclosed(opening.character), start, end: start + 1 };
    }
    lineEnd = lineStart - 1;
  }
  return here(stop, messages.unclosedSomewhere());
}

/** A quote or bracket that opens the value of a line and is not closed on it. */
function findOpening(line: string): { readonly at: number; readonly character: string } | undefined {
  const match = /^(\s*(?:- +)*(?:[^\s'"#][^:]*:\s+)?)(['"[{])(.*)$/s.exec(line);
  if (match === null) return undefined;
  const [, prefix = '', character = '', rest = ''] = match;
  const closed = { "'": /'/, '"': /(?<!\\)"/, '[': /\]/, '{': /\}/ }[character]?.test(
    rest.replaceAll("''", ''),
  );
  return closed === true ? undefined : { at: prefix.length, character };
}

/** `key:value`. */
function missingSpace(stop: Stop): SyntaxErrorExplanation | undefined {
  for (const start of [stop.lineStart, startOfLineAbove(stop)]) {
    const match = /^\s*(?:- +)*[\w|.-]+:(?=[^\s:/\\])/.exec(stop.text.slice(start, start + MAX_LINE));
    if (match !== null && !/^[^\n\r]*:\s/.test(stop.text.slice(start, start + MAX_LINE))) {
      const end = start + match[0].length;
      return { finding: messages.missingSpace(), start: end - 1, end };
    }
  }
  return undefined;
}

function startOfLineAbove({ text, lineStart }: Stop): number {
  let end = lineStart;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  return startOfLine(text, end);
}

/** A line of a map without a key. The parser notices when it has left the line. */
function notAPair(stop: Stop): SyntaxErrorExplanation | undefined {
  if (!/block mapping entry|after a mapping key/.test(stop.reason)) return undefined;
  const start = stop.before.trim() === '' || stop.character === ':' ? startOfLineAbove(stop) : stop.lineStart;
  const line = /^\s*([^\n\r]*)/.exec(stop.text.slice(start, start + MAX_LINE));
  const content = line?.[1] ?? '';
  const from = start + (line?.[0].length ?? 0) - content.length;
  return { finding: messages.notAPair(), start: from, end: from + content.length };
}

function misaligned(stop: Stop): SyntaxErrorExplanation | undefined {
  if (!stop.reason.startsWith('bad indentation')) return undefined;
  const start = stop.lineStart + (stop.before.length - stop.before.trimStart().length);
  return { finding: messages.misaligned(), start, end: stop.position + stop.character.length };
}
