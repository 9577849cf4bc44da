/** Conditions on columns of other types, run by the engines themselves on tables that have such columns. */
import { DuckDBInstance } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import { expect } from 'chai';
import initSqlJs from 'sql.js';
import type { SqlDialect, SqlOptions } from '../../../backends/sql/index.ts';
import { not, type Query } from '../../../lib/query/index.ts';
import { anyOf, cidr, number, on, sql, text } from './helpers.ts';

/** The ids of the rows that a condition selects, in their order. */
type Select = (condition: string) => Promise<readonly number[]>;

/** Row 1 has values, row 2 others, row 3 none. */
const SETUP: Readonly<Record<'duckdb' | 'postgres' | 'sqlite', string>> = {
  duckdb: `
    CREATE TABLE events (id INTEGER, n BIGINT, r DOUBLE, b BOOLEAN, t TIMESTAMP, u UUID, l VARCHAR[],
      j JSON, s STRUCT(a STRUCT(b VARCHAR, c INTEGER)), m MAP(VARCHAR, VARCHAR), low VARCHAR, f VARCHAR);
    INSERT INTO events VALUES
      (1, 4688, 1.5, TRUE, '2024-12-30 22:15:00', '6a910b9d-a3da-5edf-2d00-000000000400', ['one', 'Two'],
        '{"a":{"b":"Deep","n":7}}', {'a': {'b': 'Deep', 'c': 7}}, MAP {'k.x': 'Val'}, 'word', 'Word'),
      (2, 1, 2, FALSE, '2024-05-06 07:08:09', '00000000-0000-0000-0000-000000000000', [],
        '{}', {'a': {'b': NULL, 'c': NULL}}, MAP {}, 'other', 'Other'),
      (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
  postgres: `
    CREATE TYPE inner_part AS (b text, c integer);
    CREATE TYPE outer_part AS (a inner_part);
    CREATE TABLE events (id integer, n bigint, r double precision, b boolean, t timestamp, u uuid, l text[],
      j jsonb, s outer_part, ip inet, low text, f text);
    INSERT INTO events VALUES
      (1, 4688, 1.5, TRUE, '2024-12-30 22:15:00', '6a910b9d-a3da-5edf-2d00-000000000400', ARRAY['one', 'Two'],
        '{"a":{"b":"Deep","n":7}}', ROW(ROW('Deep', 7)::inner_part)::outer_part, '10.1.2.3', 'word', 'Word'),
      (2, 1, 2, FALSE, '2024-05-06 07:08:09', '00000000-0000-0000-0000-000000000000', ARRAY[]::text[],
        '{}', ROW(ROW(NULL, NULL)::inner_part)::outer_part, '::ffff:11.0.0.1', 'other', 'Other'),
      (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
  sqlite: `
    CREATE TABLE events (id INTEGER, n INTEGER, r REAL, t TEXT, u TEXT, l TEXT, j TEXT, low TEXT, f TEXT);
    INSERT INTO events VALUES
      (1, 4688, 1.5, '2024-12-30 22:15:00', '6a910b9d-a3da-5edf-2d00-000000000400', '["one","Two"]',
        '{"a":{"b":"Deep","n":7}}', 'word', 'Word'),
      (2, 1, 2, '2024-05-06 07:08:09', '0', '[5]', '{}', 'other', 'Other'),
      (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
};

const COLUMNS = {
  n: 'integer',
  r: 'real',
  b: 'boolean',
  t: 'timestamp',
  u: 'other',
  l: 'texts',
  j: 'json',
  s: 'struct',
  's.a.c': 'integer',
  m: 'map',
  ip: 'address',
} as const;

async function startDuckdb(): Promise<Select> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(SETUP.duckdb);
  return async (condition) => {
    const reader = await connection.runAndReadAll(`SELECT id FROM events WHERE ${condition} ORDER BY id`);
    return (reader.getColumns()[0] ?? []).map(Number);
  };
}

async function startPostgres(): Promise<Select> {
  const database = new PGlite();
  await database.exec(SETUP.postgres);
  return async (condition) => {
    const { rows } = await database.query<{ id: number }>(
      `SELECT id FROM events WHERE ${condition} ORDER BY id`,
    );
    return rows.map(({ id }) => id);
  };
}

async function startSqlite(): Promise<Select> {
  const { Database } = await initSqlJs();
  const database = new Database();
  database.run(SETUP.sqlite);
  return (condition) => {
    const [result] = database.exec(`SELECT id FROM events WHERE ${condition} ORDER BY id`);
    return Promise.resolve(result?.values.map(([id]) => Number(id)) ?? []);
  };
}

const timePart = (part: 'hour' | 'minute' | 'day' | 'week' | 'month' | 'year', value: number): Query =>
  on('t', { kind: 'timePart', part, operator: 'eq', value });

interface Expectation {
  readonly query: Query;
  readonly selected: readonly number[];
  /** Where the table has such a column. */
  readonly only?: readonly SqlDialect[];
}

const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  'an integer': { query: on('n', number(4688)), selected: [1] },
  'a text that is an integer': { query: anyOf('n', text('equals', '1'), number(4688)), selected: [1, 2] },
  'a piece of an integer': { query: on('n', text('endsWith', '88')), selected: [1] },
  'not an integer': { query: not(on('n', number(1))), selected: [1, 3] },
  'a size': { query: on('r', { kind: 'compare', operator: 'gte', value: 1.5 }), selected: [1, 2] },
  'a boolean': {
    query: not(on('b', { kind: 'boolean', value: true })),
    selected: [2, 3],
    only: ['duckdb', 'postgres'],
  },
  'an hour': { query: timePart('hour', 22), selected: [1] },
  'a minute': { query: timePart('minute', 8), selected: [2] },
  'a day': { query: timePart('day', 6), selected: [2] },
  'a month': { query: timePart('month', 12), selected: [1] },
  'a year': { query: timePart('year', 2024), selected: [1, 2] },
  'a week that belongs to the next year': { query: timePart('week', 1), selected: [1] },
  'a value of another type': { query: on('u', text('startsWith', '6A910')), selected: [1] },
  'an element of a list': { query: on('l', text('equals', 'two')), selected: [1] },
  'no element of a list': { query: not(on('l', text('contains', 'ne'))), selected: [2, 3] },
  'a list without elements': {
    query: on('l', { kind: 'null' }),
    selected: [2, 3],
    only: ['duckdb', 'postgres'],
  },
  'a number in a list': { query: on('l', number(5)), selected: [2], only: ['sqlite'] },
  'a part of JSON': { query: on('j.a.b', text('equals', 'deep')), selected: [1] },
  'a number in JSON': { query: on('j.a.n', number(7)), selected: [1] },
  'no part of JSON': { query: on('j.a.b', { kind: 'null' }), selected: [2, 3] },
  'a part of a struct': {
    query: on('s.a.b', text('contains', 'EE')),
    selected: [1],
    only: ['duckdb', 'postgres'],
  },
  'an integer in a struct': { query: on('s.a.c', number(7)), selected: [1], only: ['duckdb', 'postgres'] },
  'a value in a map': { query: on('m.k.x', text('equals', 'VAL')), selected: [1], only: ['duckdb'] },
  'an address in a network': { query: on('ip', cidr('10.0.0.0/8')), selected: [1], only: ['postgres'] },
  'a mapped address in a network': { query: on('ip', cidr('11.0.0.0/8')), selected: [2], only: ['postgres'] },
  'the text of an address': {
    query: on('ip', text('startsWith', '10.1')),
    selected: [1],
    only: ['postgres'],
  },
  'a column in lower case': { query: on('f', text('contains', 'WOR')), selected: [1] },
};

describe('SQL on columns of other types', function () {
  this.timeout(60_000);

  const engines = { duckdb: startDuckdb, postgres: startPostgres, sqlite: startSqlite } as const;
  for (const [dialect, start] of Object.entries(engines) as [keyof typeof engines, () => Promise<Select>][]) {
    describe(dialect, () => {
      let select: Select;
      before(async () => {
        select = await start();
      });

      for (const [what, { query, selected, only }] of Object.entries(EXPECTATIONS)) {
        if (only !== undefined && !only.includes(dialect)) continue;
        it(`finds ${what}`, async () => {
          const options: SqlOptions = { dialect, columns: COLUMNS, lowerCased: { f: 'low' } };
          const condition = sql(query, options);
          expect(await select(condition), condition).to.deep.equal(selected);
        });
      }
    });
  }
});
