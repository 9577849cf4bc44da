/**
 * Runs a query string over one document, as Elasticsearch does on fields that keep whole values.
 *
 * - A group with something that must match finds what does; without, what one of the others finds; what must not match is
 *   taken away. A group of things that must not match finds nothing.
 * - Values, patterns and expressions mind case. A field with several values passes if one does.
 * - A value without a field is looked for in all of them.
 *
 * https://www.elastic.co/docs/reference/query-languages/query-dsl/query-dsl-query-string-query
 */
import { ipMatches, unmapAddress } from '../ip.ts';
import { luceneMatches } from '../lucene-regexp.ts';
import { parseLuceneQuery, type LuceneNode } from './parse.ts';

/** A `text` is kept in words: what stands across them is not found. */
export type LuceneFieldType = 'keyword' | 'text' | 'long' | 'ip';
/** Types of fields; one that is not here is a `keyword`. */
export type LuceneMapping = ReadonlyMap<string, LuceneFieldType>;
type Document = Readonly<Record<string, unknown>>;

/** @throws Error where Elasticsearch refuses syntax or types */
export function compileLucene(query: string, mapping: LuceneMapping): (document: Document) => boolean {
  return compile(parseLuceneQuery(query), mapping);
}

function compile(node: LuceneNode, mapping: LuceneMapping): (document: Document) => boolean {
  switch (node.kind) {
    case 'everything':
      return () => true;
    case 'exists':
      return (document) => valuesOf(document, node.field).length > 0;
    case 'clauses': {
      const compiled = node.clauses.map((clause) => ({
        occurs: clause.occurs,
        matches: compile(clause.node, mapping),
      }));
      const of = (occurs: string) => compiled.filter((clause) => clause.occurs === occurs);
      const [must, should, mustNot] = [of('must'), of('should'), of('must not')];
      return (document) => {
        if (mustNot.some(({ matches }) => matches(document))) return false;
        if (must.length > 0) return must.every(({ matches }) => matches(document));
        return should.some(({ matches }) => matches(document));
      };
    }
    default: {
      const { field } = node;
      const type = field === null ? 'keyword' : (mapping.get(field) ?? 'keyword');
      const passes = testOf(node.kind, node.text, type);
      return (document) =>
        (field === null ? wholeFieldsOf(document, mapping) : [field]).some((name) =>
          valuesOf(document, name).some((value) => passes(String(value))),
        );
    }
  }
}

/** The fields that have whole values. */
function wholeFieldsOf(document: Document, mapping: LuceneMapping): readonly string[] {
  return Object.keys(document).filter((name) => mapping.get(name) !== 'text');
}

function testOf(
  kind: 'value' | 'pattern' | 'regexp' | 'range',
  text: string,
  type: LuceneFieldType,
): (value: string) => boolean {
  if (kind === 'value') {
    if (type === 'long') {
      if (!Number.isFinite(Number(text))) throw new Error(`not a number: ${text}`);
      return (value) => Number(value) === Number(text);
    }
    // Lucene keeps an IPv4 address as the IPv6 address that maps it, so the two are one.
    if (type === 'ip') return (value) => ipMatches(text, unmapAddress(value));
    return (value) => value === text;
  }
  if (kind === 'range') {
    if (type !== 'long') throw new Error(`a range of ${type} is in the order of characters`);
    return inRange(text);
  }
  if (type !== 'keyword') throw new Error(`${kind} on ${type}`);
  if (kind === 'pattern') return wildcard(text);
  // A pattern that Lucene does not read must fail here, not only once some document has the field.
  luceneMatches(text, '');
  const fast = readSimple(text);
  return (value) => fast?.test(value) ?? luceneMatches(text, value);
}

/** Characters, escaped ones, classes of two characters, and dots: what a text in any case is written with. */
const SIMPLE = /\\([^A-Za-z0-9])|\[([^\\\]^-])([^\\\]^-])\]|\.\*|\.|[^\\.?+*|{}[\]()"#@&<>~]/guy;

/** Such an expression for the engine of this process, since there are tens of thousands of them; undefined for others. */
function readSimple(expression: string): RegExp | undefined {
  let source = '';
  SIMPLE.lastIndex = 0;
  for (let at = 0; at < expression.length; at = SIMPLE.lastIndex) {
    const piece = SIMPLE.exec(expression);
    if (piece === null) return undefined;
    const [text, escaped, lower, upper] = piece;
    if (text === '.' || text === '.*') source += text.replace('.', '[^]');
    else if (lower !== undefined && upper !== undefined)
      source += `(?:${toLiteral(lower)}|${toLiteral(upper)})`;
    else source += toLiteral(escaped ?? text);
  }
  return new RegExp(`^${source}$`, 'u');
}

function toLiteral(character: string): string {
  return character.replace(/[\\^$.|+*?()[\]{}/]/g, '\\$&');
}

function wildcard(pattern: string): (value: string) => boolean {
  const source = pattern.replace(/\\?[^]/gu, (piece) => {
    if (piece === '*') return '[^]*';
    if (piece === '?') return '[^]';
    return toLiteral(piece.replace(/^\\(?=[^])/, ''));
  });
  const regex = new RegExp(`^${source}$`, 'u');
  return (value) => regex.test(value);
}

function inRange(text: string): (value: string) => boolean {
  const [from = '', to = ''] = text.slice(1, -1).split(' TO ');
  const [least, greatest] = [from === '*' ? -Infinity : Number(from), to === '*' ? Infinity : Number(to)];
  return (value) => {
    const number = Number(value);
    const isAbove = text.startsWith('[') ? number >= least : number > least;
    return isAbove && (text.endsWith(']') ? number <= greatest : number < greatest);
  };
}

function valuesOf(document: Document, name: string): readonly unknown[] {
  const value = Object.hasOwn(document, name) ? document[name] : undefined;
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  return list.filter((item) => item !== null && item !== undefined);
}
