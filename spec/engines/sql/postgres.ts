/** PostgreSQL itself, compiled for JavaScript. */
import { PGlite } from '@electric-sql/pglite';
import { cellOf, type SqlBench } from './bench.ts';

export async function startPostgres(): Promise<SqlBench> {
  const database = new PGlite();
  await database.waitReady;
  /** The places of the rows, in their order. */
  let places: readonly string[] = [];
  return {
    name: 'PostgreSQL',
    async fill(columns, events) {
      const names = columns.map((name) => `"${name.replaceAll('"', '""')}"`);
      await database.exec(
        `DROP TABLE IF EXISTS events; CREATE TABLE events (${names.map((name) => `${name} text`).join(', ')})`,
      );
      const rows = events.map((event) => columns.map((column) => cellOf(event, column)));
      // One parameter for all rows: a statement has 65,535 of them at most.
      await database.query(
        `INSERT INTO events SELECT ${columns.map((_, i) => `value ->> ${i}`).join(', ')} FROM json_array_elements($1::json)`,
        [JSON.stringify(rows)],
      );
      const { rows: all } = await database.query<Place>(
        'SELECT ctid::text AS place FROM events ORDER BY ctid',
      );
      places = all.map(({ place }) => place);
    },
    async selects(condition, values) {
      const { rows } = await database.query<Place>(
        `SELECT ctid::text AS place FROM events WHERE ${condition}`,
        values === undefined ? undefined : [...values],
      );
      const selected = new Set(rows.map(({ place }) => place));
      return places.map((place) => selected.has(place));
    },
    close: () => database.close(),
  };
}

interface Place {
  readonly place: string;
}
