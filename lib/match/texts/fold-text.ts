/** A value without case, as `foldCase` has it, at the speed that long values of events call for. */
import { foldCase } from '../../query/fold.ts';
import { foldTable } from './folding.ts';
import { isAscii } from './keys.ts';

/** From here on a text beyond ASCII is worth the table. */
const LONG = 256;

/** Units made into text at once; each is an argument of a call. */
const CHUNK = 4096;

export function foldText(text: string): string {
  // The lower-casing of JavaScript is the same there.
  if (isAscii(text)) return text.toLowerCase();
  return text.length < LONG ? foldCase(text) : foldByTable(text);
}

function foldByTable(text: string): string {
  const fold = foldTable();
  const units = new Array<number>(CHUNK);
  let folded = '';
  for (let start = 0; start < text.length; start += CHUNK) {
    const length = Math.min(CHUNK, text.length - start);
    units.length = length;
    for (let i = 0; i < length; i++) units[i] = fold[text.charCodeAt(start + i)] as number;
    folded += String.fromCharCode(...units);
  }
  return folded;
}
