/** SQLite itself, compiled for JavaScript. */
import initSqlJs from 'sql.js';
import { answers, cellOf, type SqlBench } from './bench.ts';

export async function startSqlite(): Promise<SqlBench> {
  const { Database } = await initSqlJs();
  const database = new Database();
  let count = 0;
  return {
    name: 'SQLite',
    fill(columns, events) {
      const names = columns.map((name) => `\`${name.replaceAll('`', '``')}\``);
      count = events.length;
      database.run('DROP TABLE IF EXISTS events');
      database.run(`CREATE TABLE events (${names.map((name) => `${name} TEXT`).join(', ')})`);
      const statement = database.prepare(`INSERT INTO events VALUES (${columns.map(() => '?').join(', ')})`);
      for (const event of events) statement.run(columns.map((column) => cellOf(event, column)));
      statement.free();
      return Promise.resolve();
    },
    selects(condition, values) {
      const results = database.exec(`SELECT rowid - 1 FROM events WHERE ${condition}`, [...(values ?? [])]);
      return Promise.resolve(answers(results[0]?.values.map(([row]) => row) ?? [], count));
    },
    close() {
      database.close();
      return Promise.resolve();
    },
  };
}
