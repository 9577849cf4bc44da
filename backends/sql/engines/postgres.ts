/** PostgreSQL. https://www.postgresql.org/docs/current/functions-matching.html */
import { printPostgres } from '../../../lib/regex/print/postgres.ts';
import type { Engine } from '../engine.ts';
import { createLike } from '../like.ts';
import { quoteName, quoteStandard } from '../quoting.ts';
import { equalityBy, extract, jsonArrows, lower, questionsBy } from './shared.ts';

const literal = (text: string): string => quoteStandard(text, 'chr');
const search: Engine['search'] = (text, expression) => ({ text: `${text} ~ ${expression}`, level: 'not' });

export const postgres: Engine = {
  title: 'PostgreSQL',
  literal,
  // Without quotes a name would be read in small letters.
  name: (name) => quoteName(name),
  placeholder: (number) => `$${number}`,
  // https://www.postgresql.org/docs/current/datatype-character.html
  neverHeld: /\0/,

  not: (condition) => `(${condition}) IS NOT TRUE`,
  // Casts fail instead of giving null, and AND has no order:
  // https://www.postgresql.org/docs/current/sql-expressions.html#SYNTAX-EXPRESS-EVAL
  guard: (guard, condition) => `CASE WHEN ${guard} THEN ${condition} END`,
  .../* @__PURE__ */ questionsBy(search, literal, '$'),
  toText: (expression) => `CAST(${expression} AS text)`,
  // A text of more digits than a double has a place for would make the query fail.
  toNumber: (text) => `CAST(left(${text}, 300) AS double precision)`,
  // There is no year 0.
  toDate: (text) => `CAST(nullif(left(${text}, 4), '0000') || substr(${text}, 5) AS date)`,
  datePart: extract,

  fold: lower,
  contains: (text, part) => `strpos(${text}, ${part}) > 0`,
  // Equality can use an index on lower(…), and ILIKE one of trigrams:
  // https://www.postgresql.org/docs/current/pgtrgm.html#PGTRGM-INDEX
  equality: /* @__PURE__ */ equalityBy(lower),
  like: /* @__PURE__ */ createLike({
    ignoringCase: (text) => `${text} ILIKE`,
    escape: '!',
    backslashEscapes: true,
  }),

  printRegex: printPostgres,
  search,
  textEnd: '$',

  // https://www.postgresql.org/docs/current/functions-net.html
  // As text it would have a prefix length.
  addressText: (address) => `host(${address})`,
  inNetwork: (address, network) => `${address} <<= inet ${network}`,
  part: {
    json: (column, keys) => jsonArrows(column, keys, literal),
    struct: (column, keys) => [`(${column})`, ...keys.map((key) => quoteName(key))].join('.'),
    // The extension hstore.
    map: (column, keys) => `(${column} -> ${literal(keys.join('.'))})`,
  },
  element: 'held',
  some: (list, condition) => `EXISTS (SELECT 1 FROM unnest(${list}) AS held WHERE ${condition})`,
  someValue: (row, condition) =>
    `EXISTS (SELECT 1 FROM jsonb_each_text(to_jsonb(${row})) AS each (name, held) WHERE ${condition})`,

  assumptions: ['The database is in UTF-8, and standard_conforming_strings is on, as it is by default.'],
};
