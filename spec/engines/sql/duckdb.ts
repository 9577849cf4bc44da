/** DuckDB itself, as users have it. */
import { DuckDBInstance } from '@duckdb/node-api';
import { answers, cellOf, type SqlBench } from './bench.ts';

/** @param memory - The engine alone takes most of the machine's memory otherwise. */
export async function startDuckdb(memory = '1GB'): Promise<SqlBench> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: memory, threads: '2' });
  const connection = await instance.connect();
  let count = 0;
  return {
    name: 'DuckDB',
    async fill(columns, events) {
      const names = columns.map((name) => `"${name.replaceAll('"', '""')}"`);
      count = events.length;
      await connection.run(
        `CREATE OR REPLACE TABLE events (${names.map((name) => `${name} VARCHAR`).join(', ')})`,
      );
      const appender = await connection.createAppender('events');
      for (const event of events) {
        for (const column of columns) {
          const cell = cellOf(event, column);
          if (cell === null) appender.appendNull();
          else appender.appendVarchar(cell);
        }
        appender.endRow();
      }
      appender.closeSync();
    },
    async selects(condition, values) {
      const text = `SELECT rowid FROM events WHERE ${condition}`;
      const result = await connection.runAndReadAll(text, values === undefined ? undefined : [...values]);
      return answers(result.getColumns()[0] ?? [], count);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
      return Promise.resolve();
    },
  };
}
