/** How often a statement reads its common tables, for engines that write them out wherever they are named. */
import type { NamedTable } from './windows.ts';

/** @param rest - What follows the tables. */
export function readingsOf(tables: readonly NamedTable[], rest: string): number {
  /** By name of a table: the readings that one of it comes to. */
  const readings = new Map<string, number>();
  const readingsIn = (text: string): number =>
    text.split(/\W+/).reduce((sum, word) => sum + (readings.get(word) ?? 0), 0);
  for (const [name, body] of tables) readings.set(name, 1 + readingsIn(body));
  return readingsIn(rest);
}
