/** Columns of a row that a query projects, each with the expression it holds. */
import type { Correlation } from '../../../lib/ast/correlation.ts';
import type { Cell } from './cells.ts';
import { groupNames, textColumn, TIME } from './columns.ts';

export interface Row {
  /** Adds a column, under its name. */
  set(name: string, cell: Cell): void;
  /** The column that holds the cell: one that is there, or one of our own, which is added. */
  columnFor(cell: Cell): string;
  /** What stands behind `project`: `_Time = TimeGenerated, User`. */
  text(): string;
  /** The columns it has so far: `_Time, User`. */
  names(): string;
}

export function createRow(): Row {
  const columns: { readonly name: string; readonly cell: Cell }[] = [];
  let own = 0;
  return {
    set(name, cell) {
      columns.push({ name, cell });
    },
    columnFor(cell) {
      const known = columns.find((each) => each.cell.text === cell.text && each.cell.list === cell.list);
      if (known !== undefined) return known.name;
      const name = textColumn(own++);
      columns.push({ name, cell });
      return name;
    },
    text: () =>
      columns.map(({ name, cell: { text } }) => (name === text ? name : `${name} = ${text}`)).join(', '),
    names: () => columns.map(({ name }) => name).join(', '),
  };
}

/** The columns by which an event belongs to windows: its time and its groups. */
export function setKeys(
  row: Row,
  { time, groups }: { readonly time: string; readonly groups: readonly Cell[] },
  correlation: Correlation,
): void {
  row.set(TIME, { text: time });
  for (const [index, name] of groupNames(correlation).entries())
    row.set(name, groups[index] ?? { text: 'true' });
}
