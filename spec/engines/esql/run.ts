/**
 * Runs the condition of an ES|QL query over one document, as Elasticsearch does.
 *
 * - A comparison with a missing value, or with several values, is null; `and`, `or` and `not` are three-valued; `where`
 *   keeps what is true.
 * - Operators mind case. What is written on `to_lower(column)` runs in one of two ways: over the lower-cased value, or as
 *   a search of the index that ignores case, which folds ASCII letters alone.
 * - A column that no index maps fails the query, and so does a comparison of types that do not go together.
 *
 * https://www.elastic.co/docs/reference/query-languages/esql/esql-null-values
 * https://www.elastic.co/docs/reference/query-languages/esql/esql-multivalued-fields
 */
import { luceneMatches } from '../lucene-regexp.ts';
import { compileLucene, type LuceneFieldType } from '../lucene/run.ts';
import { callFunction } from './functions.ts';
import { parseEsql, type EsqlNode } from './parse.ts';
import {
  isSeveral,
  type EsqlColumn,
  type EsqlMapping,
  type EsqlValue,
  type EsqlWay,
  type Typed,
} from './values.ts';

type Document = Readonly<Record<string, unknown>>;

/** An expression, ready to be asked for its value in a document. */
interface Expression {
  readonly type: EsqlColumn | 'span';
  readonly value: (document: Document) => EsqlValue;
}

/**
 * @param way - how conditions on `to_lower` are run
 * @param texts - columns that the index keeps in words, which a search in all of them does not find whole
 * @throws Error where Elasticsearch refuses syntax, columns or types
 */
export function compileEsql(
  query: string,
  mapping: EsqlMapping,
  way: EsqlWay = 'evaluated',
  texts: ReadonlySet<string> = new Set(),
): (document: Document) => boolean {
  const { condition } = parseEsql(query);
  const expression = compile(condition, mapping, way, texts);
  if (expression.type !== 'boolean') throw new Error(`where takes a condition, not ${expression.type}`);
  return (document) => expression.value(document) === true;
}

function compile(node: EsqlNode, mapping: EsqlMapping, way: EsqlWay, texts: ReadonlySet<string>): Expression {
  const of = (each: EsqlNode): Expression => compile(each, mapping, way, texts);
  const callOf = ({ name, args }: Extract<EsqlNode, { kind: 'call' }>): Expression => {
    if (name === 'qstr') return search(args, mapping, texts);
    args.forEach(refuseSearches);
    return call(name, args.map(of));
  };
  switch (node.kind) {
    case 'and':
    case 'or':
      return combine(node.kind, condition(of(node.left)), condition(of(node.right)));
    case 'not': {
      const operand = condition(of(node.operand));
      return {
        type: 'boolean',
        value(document) {
          const verdict = operand.value(document);
          return verdict === null ? null : verdict !== true;
        },
      };
    }
    case 'is-null': {
      const operand = of(node.operand);
      return { type: 'boolean', value: (document) => (operand.value(document) === null) !== node.negated };
    }
    case 'compare':
      return compare(
        node.operator,
        [of(node.left), of(node.right)],
        node.right.kind === 'text' && foldsInIndex(node.left, way),
      );
    case 'in': {
      const tests = node.values.map((value) => compare('==', [of(node.operand), of(value)], false));
      return tests.reduce((left, right) => combine('or', left, right));
    }
    case 'like':
    case 'rlike':
      return matchPatterns(node, of, foldsInIndex(node.operand, way));
    case 'call':
      return callOf(node);
    case 'arithmetic':
      return call(node.operator, [of(node.left), of(node.right)]);
    case 'match': {
      const column = of({ kind: 'column', name: node.column });
      if (column.type !== 'keyword') throw new Error(`: on ${column.type}`);
      return { type: 'boolean', value: (document) => listOf(column.value(document)).includes(node.value) };
    }
    case 'column': {
      const type = mapping.get(node.name);
      if (type === undefined) throw new Error(`Unknown column [${node.name}]`);
      return { type, value: (document) => read(document, node.name, type) };
    }
    case 'text':
      return { type: 'keyword', value: () => node.value };
    case 'number':
      return { type: /^-?\d+$/.test(node.text) ? 'long' : 'double', value: () => Number(node.text) };
    case 'boolean':
      return { type: 'boolean', value: () => node.value };
    case 'span':
      return { type: 'span', value: () => `${node.amount} ${node.unit}` };
  }
}

function foldsInIndex(node: EsqlNode, way: EsqlWay): boolean {
  if (way !== 'in the index' || node.kind !== 'call' || node.name !== 'to_lower') return false;
  return node.args[0]?.kind === 'column';
}

function condition(expression: Expression): Expression {
  if (expression.type !== 'boolean') throw new Error(`a condition was expected, not ${expression.type}`);
  return expression;
}

function combine(kind: 'and' | 'or', left: Expression, right: Expression): Expression {
  const decisive = kind === 'or';
  return {
    type: 'boolean',
    value(document) {
      const [a, b] = [left.value(document), right.value(document)];
      if (a === decisive || b === decisive) return decisive;
      return a === null || b === null ? null : !decisive;
    },
  };
}

const NUMERIC: readonly string[] = ['long', 'double'];

function compare(
  operator: string,
  [left, right]: readonly [Expression, Expression],
  folds: boolean,
): Expression {
  const goTogether = left.type === right.type || [left, right].every(({ type }) => NUMERIC.includes(type));
  if (!goTogether || left.type === 'span') throw new Error(`${left.type} ${operator} ${right.type}`);
  if (left.type === 'boolean' && operator !== '==') throw new Error(`boolean ${operator}`);
  const holds = (a: string | number | boolean, b: string | number | boolean): boolean => {
    switch (operator) {
      case '==':
        return a === b;
      case '<':
        return a < b;
      case '<=':
        return a <= b;
      case '>':
        return a > b;
      case '>=':
        return a >= b;
      default:
        throw new Error(`operator outside the bench: ${operator}`);
    }
  };
  return {
    type: 'boolean',
    value(document) {
      const [a, b] = [left.value(document), right.value(document)];
      if (a === null || b === null || isSeveral(a) || isSeveral(b)) return null;
      return folds ? foldAscii(rawText(left, document)) === foldAscii(String(b)) : holds(a, b);
    },
  };
}

/** What the index holds, before `to_lower`. */
function rawText(expression: Expression, document: Document): string {
  const { raw } = expression as Expression & { readonly raw?: Expression['value'] };
  return String(raw?.(document) ?? '');
}

function matchPatterns(
  { kind, operand, patterns }: Extract<EsqlNode, { kind: 'like' | 'rlike' }>,
  of: (node: EsqlNode) => Expression,
  folds: boolean,
): Expression {
  const subject = of(operand);
  if (subject.type !== 'keyword') throw new Error(`${kind} on ${subject.type}`);
  const tests = patterns.map((pattern) => (kind === 'like' ? wildcard(pattern, folds) : expression(pattern)));
  return {
    type: 'boolean',
    value(document) {
      const value = subject.value(document);
      if (value === null || isSeveral(value)) return null;
      const text = folds ? rawText(subject, document) : String(value);
      return tests.some((test) => test(text));
    },
  };
}

function expression(pattern: string): (text: string) => boolean {
  // A pattern that Lucene does not read must fail here, not only once some document has the field.
  luceneMatches(pattern, '');
  return (text) => luceneMatches(pattern, text);
}

/** `*` and `?`, and a backslash before them or itself; before anything else it is an error. */
function wildcard(pattern: string, ignoreCase: boolean): (text: string) => boolean {
  const source = pattern.replace(/\\?[^]/gu, (piece) => {
    if (piece === '*') return '[^]*';
    if (piece === '?') return '[^]';
    const isEscape = piece.startsWith('\\');
    if (isEscape && !/^\\[*?\\]$/.test(piece)) throw new Error(`Invalid pattern for LIKE [${pattern}]`);
    const literal = isEscape ? piece.slice(1) : piece;
    return (ignoreCase ? foldAscii(literal) : literal).replace(/[\\^$.|+*?()[\]{}/]/g, '\\$&');
  });
  const regex = new RegExp(`^${source}$`, 'u');
  return (text) => regex.test(ignoreCase ? foldAscii(text) : text);
}

/** A query string; on its place among other functions see `refuseSearches`. */
function search(args: readonly EsqlNode[], mapping: EsqlMapping, texts: ReadonlySet<string>): Expression {
  const [text, ...others] = args;
  if (text?.kind !== 'text' || others.length > 0) throw new Error('qstr takes a constant');
  const types = new Map<string, LuceneFieldType>([...texts].map((name) => [name, 'text']));
  for (const [name, type] of mapping) if (type === 'ip') types.set(name, 'ip');
  return { type: 'boolean', value: compileLucene(text.value, types) };
}

/** Full-text functions stand under `and`, `or` and `not` alone. */
function refuseSearches(node: EsqlNode): void {
  const isSearch = node.kind === 'match' || (node.kind === 'call' && node.name === 'qstr');
  if (isSearch) throw new Error('a full-text function is inside of another');
  if (node.kind === 'and' || node.kind === 'or') [node.left, node.right].forEach(refuseSearches);
  else if (node.kind === 'not') refuseSearches(node.operand);
}

function call(name: string, args: readonly Expression[]): Expression {
  const { type, run } = callFunction(
    name,
    args.map(({ type }) => type),
  );
  const value = (document: Document): EsqlValue => run(args.map((arg) => arg.value(document)));
  const [first] = args;
  return name === 'to_lower' && first !== undefined
    ? ({ type, value, raw: first.value } as Expression)
    : { type, value };
}

function read(document: Document, name: string, type: EsqlColumn): EsqlValue {
  const held: unknown = Object.hasOwn(document, name) ? document[name] : undefined;
  const values = (Array.isArray(held) ? (held as unknown[]) : [held])
    .filter((value) => value !== null && value !== undefined)
    .map((value) => index(value as Typed, type));
  return values.length > 1 ? values : (values[0] ?? null);
}

/** How a value is kept in a field of that type. */
function index(value: Typed, type: EsqlColumn): Typed {
  switch (type) {
    case 'keyword':
    case 'ip':
      return String(value);
    case 'long':
    case 'double':
      return Number(value);
    case 'boolean':
      return value === true || value === 'true';
    case 'date':
      return Date.parse(
        /[TZ]/.test(String(value)) ? utc(String(value)) : `${String(value).replace(' ', 'T')}Z`,
      );
  }
}

function utc(text: string): string {
  return /(Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`;
}

function listOf(value: EsqlValue): readonly Typed[] {
  if (value === null) return [];
  return isSeveral(value) ? value : [value];
}

function foldAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
