/** Trino, Presto and Amazon Athena. https://trino.io/docs/current/functions.html */
import { printJava } from '../../../lib/regex/print/java.ts';
import type { Engine } from '../engine.ts';
import { createLike } from '../like.ts';
import { quoteName, quoteStandard } from '../quoting.ts';
import { equalityBy, extract, jsonPath, lower, questionsBy } from './shared.ts';

const literal = (text: string): string => quoteStandard(text, 'chr');
/** Java's syntax: https://trino.io/docs/current/functions/regexp.html */
const search = (text: string, expression: string): string => `regexp_like(${text}, ${expression})`;

export const trino: Engine = {
  title: 'Trino',
  literal,
  name: (name) => quoteName(name),
  placeholder: () => '?',

  // There is no IS TRUE: https://trino.io/docs/current/functions/comparison.html
  not: (condition) => `NOT coalesce(${condition}, FALSE)`,
  .../* @__PURE__ */ questionsBy(search, literal, '\\z'),
  toText: (expression) => `CAST(${expression} AS VARCHAR)`,
  toNumber: (text) => `TRY_CAST(${text} AS DOUBLE)`,
  toDate: (text) => `TRY_CAST(${text} AS DATE)`,
  datePart: extract,

  fold: lower,
  contains: (text, part) => `strpos(${text}, ${part}) > 0`,
  equality: /* @__PURE__ */ equalityBy(lower),
  like: /* @__PURE__ */ createLike({
    ignoringCase: (text) => `lower(${text}) LIKE`,
    escape: '!',
    backslashEscapes: false,
  }),

  printRegex: printJava,
  search,
  textEnd: '\\z',

  // https://trino.io/docs/current/functions/ipaddress.html
  inNetwork: (address, network) => `contains(${network}, ${address})`,
  part: {
    json: (column, keys) => `json_extract_scalar(${column}, ${literal(jsonPath(keys))})`,
    struct: (column, keys) => [column, ...keys.map((key) => quoteName(key))].join('.'),
    map: (column, keys) => `element_at(${column}, ${literal(keys.join('.'))})`,
  },
  element: 'held',
  some: (list, condition) => `any_match(${list}, held -> ${condition})`,

  assumptions: [],
};
