/**
 * A text cut at its document markers, so that a document the parser cannot read does not take the others along.
 *
 * YAML 1.2 section 9.1.2 makes the cut a matter of characters: `---` at the start of a line is a marker wherever it
 * stands, inside block scalars and quotes too.
 */
import { MAX_DOCUMENTS } from './limits.ts';

/** A part of the text that starts a document, or several when they are divided by `...`. */
export interface Piece {
  readonly text: string;
  /** Where it starts in the whole text. */
  readonly base: number;
}

/**
 * The pieces of a text, in order; together they are the text, unless there are more than {@link MAX_DOCUMENTS}.
 *
 * A text with directives (`%YAML 1.2`) is left whole: a directive belongs to the document behind the marker.
 */
export function cutAtMarkers(text: string): readonly Piece[] {
  const first = nextMarker(text, 1);
  if (first === NONE || /^%/m.test(text)) return [{ text, base: 0 }];

  const pieces: Piece[] = [];
  let base = 0;
  for (
    let marker = first;
    marker !== NONE && pieces.length < MAX_DOCUMENTS;
    marker = nextMarker(text, marker + 1)
  ) {
    pieces.push({ text: text.slice(base, marker), base });
    base = marker;
  }
  pieces.push({ text: text.slice(base), base });
  return pieces;
}

const NONE = -1;
const MARKER = '---';
const BYTE_ORDER_MARK = '\uFEFF';

/** The start of the next line that begins with a marker. A byte order mark before it belongs to it. */
function nextMarker(text: string, from: number): number {
  for (let at = text.indexOf(MARKER, from); at !== NONE; at = text.indexOf(MARKER, at + 1)) {
    const lineStart = text[at - 1] === BYTE_ORDER_MARK ? at - 1 : at;
    const startsLine = lineStart === 0 || isBreak(text[lineStart - 1]);
    if (startsLine && lineStart >= from && endsMarker(text[at + MARKER.length])) return lineStart;
  }
  return NONE;
}

function isBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

function endsMarker(character: string | undefined): boolean {
  return character === undefined || character === ' ' || character === '\t' || isBreak(character);
}
