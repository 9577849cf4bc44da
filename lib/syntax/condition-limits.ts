/**
 * What a condition may measure, checked before it is parsed: the parser and every later walk over the tree are
 * recursive, and a stack must not depend on what a stranger wrote.
 */
import { conditionTooDeep, conditionTooLong } from '../diagnostics/messages/condition.ts';
import type { ConditionFailure } from './condition.ts';

/** In UTF-16 units. The longest public condition has 600. */
export const MAX_CONDITION_LENGTH: number = 64 * 1024;

/**
 * Of all different conditions of one text, which may have thousands of documents: the parser takes 10 µs a character.
 * One that is there again counts once. All public rules together have 21,000.
 */
export const MAX_CONDITIONS_LENGTH = 100_000;

/** Parentheses and negations inside each other. Public conditions use 3. */
export const MAX_CONDITION_DEPTH = 64;

/** The first limit the text breaks, if it breaks one. */
export function checkLimits(text: string): ConditionFailure | undefined {
  if (text.length > MAX_CONDITION_LENGTH) {
    const finding = conditionTooLong(text.length, MAX_CONDITION_LENGTH);
    return { finding, start: 0, end: text.length };
  }
  return checkDepth(text);
}

/** A `not` is as deep as a parenthesis until its operand begins; runs of them nest. */
function checkDepth(text: string): ConditionFailure | undefined {
  const outer: number[] = [];
  let depth = 0;
  let nots = 0;
  // By what names are made of, not by spaces: for the parser a control character is a space too.
  const token = /[()]|[\p{L}\p{N}_.*-]+/gu;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [word] = match;
    if (word === '(') {
      outer.push(depth);
      depth += nots + 1;
      nots = 0;
    } else if (word === ')') {
      depth = outer.pop() ?? 0;
      nots = 0;
    } else if (word === 'not') nots++;
    else nots = 0;
    if (depth + nots > MAX_CONDITION_DEPTH) {
      return {
        finding: conditionTooDeep(MAX_CONDITION_DEPTH),
        start: match.index,
        end: match.index + word.length,
      };
    }
  }
  return undefined;
}
