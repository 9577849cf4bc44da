/** Places the parser does not give: where an absent value would stand, where a flow collection ends. */

const COLON = 0x3a;
const HYPHEN = 0x2d;
const HASH = 0x23;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Where an absent value would stand: behind the `:` or `-` that announces it.
 *
 * @param from - Behind the key, or behind the item before.
 */
export function placeOfAbsent(text: string, from: number): number {
  const place = skipSeparators(text, from);
  const indicator = text.charCodeAt(place);
  return indicator === COLON || indicator === HYPHEN ? place + 1 : from;
}

/**
 * Behind the bracket that closes a flow collection.
 *
 * @param opening - At its opening bracket. A pair within a list, `[a: 1]`, is a mapping without brackets.
 * @param from - Behind its last entry.
 */
export function endOfFlow(text: string, opening: number, from: number): number {
  const bracket = text[opening] === '{' ? '}' : ']';
  let place = skipSeparators(text, from);
  while (text[place] === ',' || text[place] === ':') place = skipSeparators(text, place + 1);
  return text[place] === bracket ? place + 1 : from;
}

/** Skips blanks, line breaks and comments. */
export function skipSeparators(text: string, from: number): number {
  let place = from;
  for (;;) {
    const code = text.charCodeAt(place);
    if (isBlankOrBreak(code)) place++;
    else if (code === HASH && (place === 0 || isBlankOrBreak(text.charCodeAt(place - 1)))) {
      place = endOfLine(text, place);
    } else return place;
  }
}

function isBlankOrBreak(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === LINE_FEED || code === CARRIAGE_RETURN;
}

function endOfLine(text: string, from: number): number {
  let place = from;
  while (place < text.length) {
    const code = text.charCodeAt(place);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
    place++;
  }
  return place;
}
