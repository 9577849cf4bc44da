/** The excerpt under a diagnostic: the line, and carets under what is meant. */
import { lineText, locateSpan } from './locate.ts';
import type { Source, Span } from './source.ts';

/** Longest excerpt: minified rules have lines of many thousand characters. */
const MAX_WIDTH = 100;

/**
 * The line of a span with carets below, as text of at most two lines.
 *
 * @example
 * codeFrame({ name: 'r.yml', text: 'condition: a or b' }, { start: 16, end: 17 })
 * //   1 | condition: a or b
 * //     |                 ^
 */
export function codeFrame(source: Source, span: Span): string {
  const { start, end } = locateSpan(source, span);
  const whole = lineText(source, start.line);
  const length = end.line === start.line ? end.column - start.column : whole.length - start.column + 1;

  // A window that keeps the start of the span in view.
  const from = start.column > MAX_WIDTH - 20 ? start.column - 40 : 0;
  const shown = whole.slice(from, from + MAX_WIDTH);
  const before = from > 0 ? '…' : '';
  const after = from + MAX_WIDTH < whole.length ? '…' : '';

  const caretStart = start.column - 1 - from;
  const carets = '^'.repeat(Math.max(1, Math.min(length, shown.length - caretStart)));
  // Tabs stay tabs so that the carets stand under the text however wide the reader's tabs are.
  const indent = shown.slice(0, caretStart).replace(/[^\t]/g, ' ');
  const gutter = ` ${start.line} | `;
  const empty = `${' '.repeat(gutter.length - 2)}| `;
  return `${gutter}${before}${shown}${after}\n${empty}${before === '' ? '' : ' '}${indent}${carets}`;
}
