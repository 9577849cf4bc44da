/**
 * Finding the end of a JSON object in a text that may not be all there: brackets, strings, and where an object may
 * begin. Whether all else in it is JSON is left to `JSON.parse`.
 */

/**
 * - `open`: the text ends before the value does. `closed`: the value is complete.
 * - `not-json`: no text after this can complete it. `too-deep`: it nests deeper than the limit.
 */
export type OutlineState = 'open' | 'closed' | 'not-json' | 'too-deep';

export interface Outline {
  /** How much of the value has been read. */
  readonly length: number;
  /** Line breaks in it. */
  readonly lines: number;
  /** Reads on in a text whose part from `start` on is the value, as far as it is there. */
  read(text: string, start: number): OutlineState;
}

/** UTF-16 code units: comparing numbers is several times as fast as comparing one-letter strings. */
const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** @param maxDepth - Brackets that may be open at once. */
export function createOutline(maxDepth: number): Outline {
  /** The brackets that are open. */
  const open: number[] = [];
  let length = 0;
  let lines = 0;
  let isInString = false;
  let isEscaped = false;
  /** The last character outside strings that was no blank. */
  let last = 0;

  function readString(unit: number): OutlineState {
    if (isEscaped) isEscaped = false;
    else if (unit === BACKSLASH) isEscaped = true;
    else if (unit === QUOTE) isInString = false;
    // The commonest damage, a line cut short, shows here.
    else if (unit === NEWLINE) return 'not-json';
    return 'open';
  }

  function openBracket(bracket: number): OutlineState {
    // A value can begin the whole, follow a colon, or stand in a list.
    const isInList = open.at(-1) === OPEN_LIST && (last === OPEN_LIST || last === COMMA);
    if (open.length > 0 && last !== COLON && !isInList) return 'not-json';
    if (open.length === maxDepth) return 'too-deep';
    open.push(bracket);
    return 'open';
  }

  function closeBracket(bracket: number): OutlineState {
    if (open.pop() !== bracket) return 'not-json';
    return open.length === 0 ? 'closed' : 'open';
  }

  function readUnit(unit: number): OutlineState {
    switch (unit) {
      case SPACE:
      case TAB:
      case RETURN:
        return 'open';
      case NEWLINE:
        lines++;
        return 'open';
      case OPEN_OBJECT:
      case OPEN_LIST: {
        const state = openBracket(unit);
        last = unit;
        return state;
      }
      case CLOSE_OBJECT:
        last = unit;
        return closeBracket(OPEN_OBJECT);
      case CLOSE_LIST:
        last = unit;
        return closeBracket(OPEN_LIST);
      default:
        isInString = unit === QUOTE;
        last = unit;
        return 'open';
    }
  }

  return {
    get length() {
      return length;
    },
    get lines() {
      return lines;
    },
    read(text, start) {
      for (let i = start + length; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        const state = isInString ? readString(unit) : readUnit(unit);
        if (state === 'open') continue;
        length = i + 1 - start;
        return state;
      }
      length = text.length - start;
      return 'open';
    },
  };
}
