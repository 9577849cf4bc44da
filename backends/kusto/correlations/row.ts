/** Columns of a row that a query projects, each with the expression it holds. */
import type { Correlation } from '../../../lib/ast/correlation.ts';
import { groupNames, textColumn, TIME } from './columns.ts';

export interface Row {
  /** Adds a column, under its name. */
  set(name: string, text: string): void;
  /** The column that holds the expression: one that is there, or one of our own, which is added. */
  columnFor(text: string): string;
  /** What stands behind `project`: `_Time = TimeGenerated, User`. */
  text(): string;
  /** The columns it has so far: `_Time, User`. */
  names(): string;
}

export function createRow(): Row {
  const columns: { readonly name: string; readonly text: string }[] = [];
  let own = 0;
  return {
    set(name, text) {
      columns.push({ name, text });
    },
    columnFor(text) {
      const known = columns.find((column) => column.text === text);
      if (known !== undefined) return known.name;
      const name = textColumn(own++);
      columns.push({ name, text });
      return name;
    },
    text: () => columns.map(({ name, text }) => (name === text ? name : `${name} = ${text}`)).join(', '),
    names: () => columns.map(({ name }) => name).join(', '),
  };
}

/** The columns by which an event belongs to windows: its time and its groups. */
export function setKeys(
  row: Row,
  { time, groups }: { readonly time: string; readonly groups: readonly string[] },
  correlation: Correlation,
): void {
  row.set(TIME, time);
  for (const [index, name] of groupNames(correlation).entries()) row.set(name, groups[index] ?? 'true');
}
