/**
 * Case folding of UTF-16 units by table, for loops that look at texts unit by unit and must not copy them.
 * The same folding as `foldCase`.
 */
import { foldCase } from '../../query/fold.ts';

let table: Uint16Array | undefined;

/** The folded unit of each unit. Made at the first call, in some milliseconds. */
export function foldTable(): Uint16Array {
  if (table === undefined) {
    table = new Uint16Array(0x10000);
    for (let unit = 0; unit < table.length; unit++)
      table[unit] = foldCase(String.fromCharCode(unit)).charCodeAt(0);
  }
  return table;
}
