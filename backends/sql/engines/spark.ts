/** Apache Spark and Databricks. https://spark.apache.org/docs/latest/sql-ref.html */
import { printJava } from '../../../lib/regex/print/java.ts';
import type { Engine } from '../engine.ts';
import { createLike } from '../like.ts';
import { quoteEscaping, quoteName } from '../quoting.ts';
import { equalityBy, extract, lower, questionsBy } from './shared.ts';

/**
 * https://spark.apache.org/docs/latest/sql-ref-literals.html#string-literal
 *
 * Before a statement is read, `${…}` in it becomes the value of a variable, in texts as well:
 * https://spark.apache.org/docs/latest/configuration.html (spark.sql.variable.substitute)
 */
const literal = (text: string): string =>
  quoteEscaping(text, (character) => {
    let escapes = '';
    // In UTF-16, as Java reads it.
    for (let i = 0; i < character.length; i++) {
      escapes += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
    }
    return escapes;
  }).replaceAll('${', '\\u0024{');
const search: Engine['search'] = (text, expression) => ({
  text: `${text} RLIKE ${expression}`,
  level: 'not',
});
const quote = (name: string): string => quoteName(name, '`');

export const spark: Engine = {
  title: 'Spark SQL',
  literal,
  name: quote,
  placeholder: () => '?',

  not: (condition) => `(${condition}) IS NOT TRUE`,
  .../* @__PURE__ */ questionsBy(search, literal, '\\z'),
  toText: (expression) => `CAST(${expression} AS STRING)`,
  toNumber: (text) => `TRY_CAST(${text} AS DOUBLE)`,
  toDate: (text) => `TRY_CAST(${text} AS DATE)`,
  datePart: extract,

  fold: lower,
  contains: (text, part) => `contains(${text}, ${part})`,
  equality: /* @__PURE__ */ equalityBy(lower),
  // https://spark.apache.org/docs/latest/sql-ref-syntax-qry-select-like.html
  like: /* @__PURE__ */ createLike({
    ignoringCase: (text) => `lower(${text}) LIKE`,
    escape: '!',
    backslashEscapes: true,
  }),

  printRegex: printJava,
  search,
  textEnd: '\\z',

  part: {
    json: (column, keys) =>
      `get_json_object(${column}, ${literal(`$${keys.map((key) => `['${key}']`).join('')}`)})`,
    struct: (column, keys) => [column, ...keys.map(quote)].join('.'),
    map: (column, keys) => `try_element_at(${column}, ${literal(keys.join('.'))})`,
  },
  element: 'held',
  some: (list, condition) => `exists(${list}, held -> ${condition})`,

  assumptions: [
    'Spark is 3.5 or later, with spark.sql.parser.escapedStringLiterals off, as it is by default.',
    'No capital sigma stands at the end of a word, where Java makes another small letter of it.',
  ],
};
