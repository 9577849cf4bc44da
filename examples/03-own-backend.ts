/** A backend of one's own: WHERE clauses for SQLite, whose LIKE ignores the case of ASCII letters. */
import { readFileSync } from 'node:fs';
import { convert, parseSigma } from 'sigmaq';
import {
  createTextBackend,
  type Feature,
  type Leaf,
  type LeafTable,
  type WildcardPart,
} from 'sigmaq/backend';

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
const column = (leaf: Leaf) => `"${String(leaf.field).replaceAll('"', '""')}"`;
const literal = (text: string) => text.replace(/[\\%_]/g, '\\$&');
const part = (p: WildcardPart) => (p.kind === 'text' ? literal(p.text) : p.kind === 'many' ? '%' : '_');
const lacks = (feature: Feature) => ({ feature, unsupported: 'the table has text columns and LIKE alone' });
// A missing column is NULL, and so would be the NOT of its comparison: the row would be lost.
const like = (leaf: Leaf, text: string) => `ifnull(${column(leaf)} LIKE ${quote(text)} ESCAPE '\\', 0)`;
const anyCase = (leaf: Leaf, cased: boolean, text: string) =>
  cased ? { ...lacks('case-sensitivity'), wider: like(leaf, text) } : like(leaf, text);

const leaf: LeafTable = {
  equals: (l) => anyCase(l, l.matcher.cased, literal(l.matcher.value)),
  startsWith: (l) => anyCase(l, l.matcher.cased, `${literal(l.matcher.value)}%`),
  endsWith: (l) => anyCase(l, l.matcher.cased, `%${literal(l.matcher.value)}`),
  contains: (l) => anyCase(l, l.matcher.cased, `%${literal(l.matcher.value)}%`),
  wildcard: (l) => anyCase(l, l.matcher.cased, l.matcher.parts.map(part).join('')),
  number: (l) => like(l, l.matcher.text),
  boolean: (l) => like(l, String(l.matcher.value)),
  exists: (l) => `${column(l)} IS NOT NULL`,
  null: (l) => `${column(l)} IS NULL`,
  ...{ regex: lacks('regex'), cidr: lacks('cidr'), compare: lacks('comparison') },
  ...{ fieldRef: lacks('field-reference'), timePart: lacks('time-part') },
};
const tokens = { and: ' AND ', or: ' OR ', not: (text: string) => `NOT ${text}`, open: '(', close: ')' };
const dialect = { tokens, constant: { true: '1', false: '0' }, leaf, keyword: lacks('keyword') };
const formats = { default: { description: 'The condition.', render: (query: string) => query } };
const sqlite = createTextBackend({ name: 'sqlite', title: 'SQLite', assumptions: [], formats, dialect });

const file = new URL('rules/shell_flags_any_dash.yml', import.meta.url);
for (const rule of parseSigma(readFileSync(file, 'utf8')).rules)
  console.log(convert(rule, sqlite).queries[0]);
