/** ClickHouse. https://clickhouse.com/docs/sql-reference */
import { printRust } from '../../../lib/regex/print/rust.ts';
import type { Engine } from '../engine.ts';
import { createLike } from '../like.ts';
import { quoteEscaping, quoteName } from '../quoting.ts';
import { equalityBy, extract, questionsBy } from './shared.ts';

/** Backslashes escape, and bytes have numbers: https://clickhouse.com/docs/sql-reference/syntax#string */
const literal = (text: string): string =>
  quoteEscaping(text, (character) => encodeURIComponent(character).replaceAll('%', '\\x'));
const lowerUtf8 = (text: string): string => `lowerUTF8(${text})`;
/** RE2: https://clickhouse.com/docs/sql-reference/functions/string-search-functions#match */
const search = (text: string, expression: string): string => `match(${text}, ${expression})`;

export const clickhouse: Engine = {
  title: 'ClickHouse',
  literal,
  // A backslash escapes between these quotes as well.
  name: (name) => quoteName(name.replaceAll('\\', '\\\\'), '`'),
  placeholder: (number) => `{p${number}:String}`,

  not: (condition) => `NOT ifNull(${condition}, FALSE)`,
  .../* @__PURE__ */ questionsBy(search, literal, '$'),
  toText: (expression) => `toString(${expression})`,
  toNumber: (text) => `toFloat64OrNull(${text})`,
  toDate: (text) => `toDate32OrNull(${text})`,
  datePart: (part, time) => (part === 'week' ? `toISOWeek(${time})` : extract(part, time)),

  fold: lowerUtf8,
  contains: (text, part) => `position(${text}, ${part}) > 0`,
  equality: /* @__PURE__ */ equalityBy(lowerUtf8),
  // There is no ESCAPE; the backslash is the one escape character:
  // https://clickhouse.com/docs/sql-reference/functions/string-search-functions#like
  like: /* @__PURE__ */ createLike({
    ignoringCase: (text) => `${lowerUtf8(text)} LIKE`,
    escape: '\\',
    backslashEscapes: true,
  }),

  // The dot takes line breaks unless it is told not to.
  printRegex(pattern) {
    const expression = printRust(pattern);
    return typeof expression === 'string' ? `(?-s)${expression}` : expression;
  },
  search,
  textEnd: '$',

  inNetwork: (address, network) => `isIPAddressInRange(toString(${address}), ${network})`,
  part: {
    json: (column, keys) => `JSONExtract(${[column, ...keys.map(literal)].join(', ')}, 'Nullable(String)')`,
    struct: (column, keys) => keys.reduce((tuple, key) => `tupleElement(${tuple}, ${literal(key)})`, column),
    // A map gives the empty text for a key that it lacks.
    map: (column, keys) => {
      const key = literal(keys.join('.'));
      return `if(mapContains(${column}, ${key}), ${column}[${key}], NULL)`;
    },
  },
  element: 'held',
  some: (list, condition) => `arrayExists(held -> ${condition}, ${list})`,

  assumptions: ['Columns are Nullable, or the settings say that a missing value is the empty text.'],
};
