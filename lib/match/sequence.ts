/**
 * Regular expressions that are texts with anything between them, `one.*two.*three`, without a regular expression:
 * the first place for each text is as good as any other, so the time is linear where backtracking would try them all.
 */
import { caseVariants, foldCase } from '../query/fold.ts';
import type { RegexNode, RegexPattern } from '../regex/ast.ts';
import { hoistFlags, singleCharacter } from '../regex/shape.ts';
import type { ValueTest } from './reading.ts';
import { foldedText } from './values.ts';

interface TextSequence {
  /** Two or more, none empty; folded unless {@link cased}. */
  readonly texts: readonly string[];
  readonly cased: boolean;
  /** Whether they stand in one line, as `.` takes no line feed. */
  readonly isInLine: boolean;
}

/** The test of such an expression; undefined for others. */
export function testSequence(pattern: RegexPattern): ValueTest | undefined {
  const sequence = sequenceOf(pattern);
  if (sequence === undefined) return undefined;
  const { texts, cased, isInLine } = sequence;
  return (held) => {
    const text = cased ? held.text : foldedText(held);
    return isInLine ? someLine(text, texts) : areThere(text, texts, 0);
  };
}

function sequenceOf(pattern: RegexPattern): TextSequence | undefined {
  const { root, flags } = hoistFlags(pattern);
  if (root.kind !== 'sequence') return undefined;
  const texts: string[] = [''];
  const cases = new Set<boolean>();
  for (const item of root.items) {
    if (isGap(item)) {
      if (texts.at(-1) !== '') texts.push('');
      continue;
    }
    if (item.kind !== 'literal' && item.kind !== 'class') return undefined;
    const character = singleCharacter(item, flags);
    // A text with a line feed would be in two lines.
    if (character === undefined || character.text === '\n') return undefined;
    if (caseVariants(character.text).length > 1) cases.add(character.cased);
    texts.push((texts.pop() ?? '') + character.text);
  }
  if (texts.at(-1) === '') texts.pop();
  if (texts.length < 2 || cases.size > 1) return undefined;
  const cased = !cases.has(false);
  return { texts: cased ? texts : texts.map(foldCase), cased, isInLine: !flags.dotAll };
}

function isGap(node: RegexNode): boolean {
  return (
    node.kind === 'repeat' &&
    node.body.kind === 'dot' &&
    node.min === 0 &&
    node.max === null &&
    node.mode !== 'possessive'
  );
}

function someLine(text: string, texts: readonly string[]): boolean {
  const first = texts[0] as string;
  let at = text.indexOf(first);
  while (at >= 0) {
    const feed = text.indexOf('\n', at);
    if (feed < 0) return areThere(text, texts, at);
    // A line of its own, since a search that ran on would visit the rest of the text for every line.
    if (areThere(text.slice(at, feed), texts, 0)) return true;
    at = text.indexOf(first, feed);
  }
  return false;
}

/** Whether the texts follow one another from a place on. */
function areThere(text: string, texts: readonly string[], from: number): boolean {
  let at = from;
  for (const each of texts) {
    const found = text.indexOf(each, at);
    if (found < 0) return false;
    at = found + each.length;
  }
  return true;
}
