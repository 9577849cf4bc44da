/** DuckDB. https://duckdb.org/docs/stable/sql/introduction */
import { printRust } from '../../../lib/regex/print/rust.ts';
import type { Engine } from '../engine.ts';
import { createLike } from '../like.ts';
import { quoteName, quoteStandard } from '../quoting.ts';
import { equalityBy, extract, jsonArrows, lower, questionsBy } from './shared.ts';

const literal = (text: string): string => quoteStandard(text, 'chr');
/** RE2: https://duckdb.org/docs/stable/sql/functions/regular_expressions */
const search = (text: string, expression: string): string => `regexp_matches(${text}, ${expression})`;

export const duckdb: Engine = {
  title: 'DuckDB',
  literal,
  name: (name) => quoteName(name),
  placeholder: (number) => `$${number}`,

  not: (condition) => `(${condition}) IS NOT TRUE`,
  .../* @__PURE__ */ questionsBy(search, literal, '$'),
  toText: (expression) => `CAST(${expression} AS VARCHAR)`,
  toNumber: (text) => `TRY_CAST(${text} AS DOUBLE)`,
  toDate: (text) => `TRY_CAST(${text} AS DATE)`,
  datePart: extract,

  fold: lower,
  contains: (text, part) => `contains(${text}, ${part})`,
  equality: /* @__PURE__ */ equalityBy(lower),
  // ILIKE says the same and takes several times as long: https://duckdb.org/docs/stable/sql/functions/pattern_matching
  like: /* @__PURE__ */ createLike({
    ignoringCase: (text) => `lower(${text}) LIKE`,
    escape: '!',
    backslashEscapes: false,
  }),

  printRegex: printRust,
  search,
  textEnd: '$',

  part: {
    json: (column, keys) => jsonArrows(column, keys, literal),
    struct: (column, keys) => [column, ...keys.map((key) => quoteName(key))].join('.'),
    map: (column, keys) => `${column}[${literal(keys.join('.'))}]`,
  },
  element: 'held',
  some: (list, condition) => `list_bool_or(list_transform(${list}, lambda held: ${condition}))`,
  // The values of an object as texts: https://duckdb.org/docs/stable/data/json/json_functions
  someValue: (row, condition) =>
    `list_bool_or(list_transform(json_extract_string(to_json(${row}), '$.*'), lambda held: ${condition}))`,

  assumptions: ['DuckDB is 1.3 or later.'],
};
