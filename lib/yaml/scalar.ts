/** One scalar: the parser's event to a typed, positioned node. */
import { getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Span } from '../source/source.ts';
import type { ScalarStyle, YamlScalar } from './node.ts';
import { typePlain } from './schema.ts';

/** By the parser's number. */
const STYLES: Readonly<Record<ScalarEvent['style'], ScalarStyle>> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single-quoted',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double-quoted',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
};

/**
 * @param input - The text the event's offsets index.
 * @param base - Where `input` starts in the source.
 */
export function composeScalar(input: string, base: number, event: ScalarEvent): YamlScalar {
  const text = getScalarValue(input, event);
  if (event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK) {
    return composeBlock(input, base, event, text);
  }
  return {
    kind: 'scalar',
    value: event.style === SCALAR_STYLE.PLAIN ? typePlain(text) : text,
    text,
    style: STYLES[event.style],
    span: { start: base + event.valueStart, end: base + event.valueEnd },
    // The parser's word for text that needs no decoding: one line, no escapes.
    verbatim: event.fast,
  };
}

/** The event's range begins at the first line's indentation and ends after the last line break. */
function composeBlock(input: string, base: number, event: ScalarEvent, text: string): YamlScalar {
  let start = event.valueStart;
  let end = event.valueEnd;
  while (start < end && isBlank(input.charCodeAt(start))) start++;
  while (end > start && isBlank(input.charCodeAt(end - 1))) end--;
  const span: Span = { start: base + start, end: base + end };
  // A block of one line is its own text; only the line break at its end may be spelt differently.
  const verbatim = input.slice(start, end) === text.trimEnd() && !/\n./s.test(text);
  return { kind: 'scalar', value: text, text, style: STYLES[event.style], span, verbatim };
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** An absent value, `field:`, at the place where it would stand. */
export function emptyScalar(offset: number): YamlScalar {
  return {
    kind: 'scalar',
    value: null,
    text: '',
    style: 'plain',
    span: { start: offset, end: offset },
    verbatim: true,
  };
}
