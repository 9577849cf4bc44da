/**
 * Why a text is no condition: from the place where parsing stopped to the mistake a rule author made.
 *
 * The parser knows what it wanted to see next. What was meant shows in the words around that place.
 */
import {
  conditionAggregation,
  conditionEmpty,
  conditionKeywordCase,
  conditionPatternWithoutQuantifier,
  conditionQuantifier,
  conditionSyntax,
  conditionUnclosed,
} from '../diagnostics/messages/condition.ts';
import type { ConditionFailure } from './condition.ts';

const KEYWORDS = ['and', 'or', 'not', 'of'];
const QUANTIFIERS = ['1', 'any', 'all'];

/** What ends a word. */
const BREAK = /^[\s()|]$/;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * @param text - A condition that does not parse.
 * @param offset - The rightmost place up to which it does.
 */
export function explainFailure(text: string, offset: number): ConditionFailure {
  if (text.trim() === '') return { finding: conditionEmpty(), start: 0, end: text.length };

  const found = wordAt(text, offset);
  const before = wordBefore(text, offset);
  if (found.text === '|') {
    return { finding: conditionAggregation(), start: found.start, end: text.trimEnd().length };
  }
  const miscased = [found, before].find((word) => word !== undefined && isMiscased(word.text));
  if (miscased !== undefined) {
    const keyword = miscased.text.toLowerCase();
    return { finding: conditionKeywordCase(miscased.text, keyword), ...placeOf(miscased) };
  }
  if (found.text === 'of' && before !== undefined && !QUANTIFIERS.includes(before.text)) {
    return { finding: conditionQuantifier(before.text), ...placeOf(before) };
  }
  if (found.text.startsWith('*')) {
    // The star ends an identifier: point at all of it.
    const attached = before?.end === found.start && !BREAK.test(before.text);
    const place = { start: attached ? before.start : found.start, end: found.end };
    return { finding: conditionPatternWithoutQuantifier(text.slice(place.start, place.end)), ...place };
  }
  const unclosed = found.text === '' && isOperandEnd(before?.text) ? unclosedParenthesis(text) : undefined;
  if (unclosed !== undefined) {
    return { finding: conditionUnclosed(), start: unclosed, end: unclosed + 1 };
  }
  return { finding: conditionSyntax(found.text, expectedAfter(before?.text)), ...placeOf(found) };
}

/** Whether an operand may end with this word, so that an operator has to follow. */
function isOperandEnd(word: string | undefined): boolean {
  return word !== undefined && word !== '(' && !KEYWORDS.includes(word);
}

function expectedAfter(word: string | undefined): 'operator' | 'pattern' | 'operand' {
  if (word === 'of') return 'pattern';
  return isOperandEnd(word) ? 'operator' : 'operand';
}

/** The innermost `(` without its `)`. */
function unclosedParenthesis(text: string): number | undefined {
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') open.push(i);
    else if (text[i] === ')') open.pop();
  }
  return open.at(-1);
}

function isMiscased(word: string): boolean {
  const lower = word.toLowerCase();
  return lower !== word && (KEYWORDS.includes(lower) || lower === 'all' || lower === 'any');
}

function placeOf({ start, end }: Word): { start: number; end: number } {
  return { start, end };
}

/** The word that starts at or after the offset: a name, a pattern, or one other character; empty at the end. */
function wordAt(text: string, offset: number): Word {
  const start = offset + (/^\s*/.exec(text.slice(offset)) as RegExpExecArray)[0].length;
  const word = /^(?:[\p{L}\p{N}_.*-]+|[^])/u.exec(text.slice(start))?.[0] ?? '';
  // Nothing is left: point at the last character, since a caret needs something to stand under.
  if (word === '') return { text: '', start: text.trimEnd().length - 1, end: text.trimEnd().length };
  return { text: word, start, end: start + word.length };
}

/** The word or bracket that ends last before the offset. By hand: a search from the front would be quadratic. */
function wordBefore(text: string, offset: number): Word | undefined {
  const end = text.slice(0, offset).trimEnd().length;
  if (end === 0) return undefined;
  let start = end - 1;
  if (!BREAK.test(text[start] as string)) {
    while (start > 0 && !BREAK.test(text[start - 1] as string)) start--;
  }
  return { text: text.slice(start, end), start, end };
}
