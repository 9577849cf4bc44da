/** Aligned columns of text for people. */
import { oneLine } from './terminal.ts';

export interface TableOptions {
  /** Spaces in front of each line. @default 0 */
  readonly indent?: number;
  /** Columns, from 0, that are aligned to the right: counts. */
  readonly right?: readonly number[];
}

/**
 * Rows as lines, each with its line break, cells on one line each. The last cell of a row is as wide as it likes.
 *
 * @example inTable([['FIELD', 'CORPUS'], ['Image', '26']], { right: [1] })
 */
export function inTable(rows: readonly (readonly string[])[], options: TableOptions = {}): string {
  const { indent = 0, right = [] } = options;
  const cells = rows.map((row) => row.map(oneLine));
  const widths: number[] = [];
  for (const row of cells) {
    // What stands last has nothing behind it to keep in line.
    for (const [column, cell] of row.slice(0, -1).entries()) {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    }
  }
  return cells
    .map((row) => {
      const padded = row.map((cell, column) => {
        const width = widths[column] ?? 0;
        return right.includes(column) ? cell.padStart(width) : cell.padEnd(width);
      });
      return `${' '.repeat(indent)}${padded.join('  ')}`.trimEnd() + '\n';
    })
    .join('');
}

/** A list cut short for a line: `a, b, … 4,430 more`. */
export function shortList(values: readonly string[], shown: number): string {
  if (values.length <= shown) return values.join(', ');
  const rest = (values.length - shown).toLocaleString('en');
  return `${values.slice(0, shown).join(', ')}, … ${rest} more`;
}
