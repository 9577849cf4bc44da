/**
 * Runs an EQL event query over one document, as Elasticsearch does.
 *
 * - On a mapped field that the document lacks, tests are false and `not` of them true (`bool.must_not`).
 * - `?field` on a field that no index maps is null: a test of it is null, so is `not` of it, and null does not match.
 *   Without `?` such a field fails the whole query.
 * - A field with several values passes a test if one value does.
 * - `:`, `like~`, `in~` and `regex~` ignore case for ASCII letters only; classes in a regex stay case-sensitive.
 *
 * https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax
 */
import { ipMatches } from '../ip.ts';
import { luceneMatches } from '../lucene-regexp.ts';
import { parseEql, type EqlField, type EqlLiteral, type EqlNode } from './parse.ts';

export type EqlFieldType = 'keyword' | 'long' | 'boolean' | 'ip';
/** Types of the fields that the index maps; a field that is not here is unmapped. */
export type EqlMapping = ReadonlyMap<string, EqlFieldType>;
type Document = Readonly<Record<string, unknown>>;
type Verdict = boolean | null;

/** @throws Error where Elasticsearch refuses the query: syntax, types, unmapped fields without `?` */
export function compileEql(query: string): (document: Document, mapping: EqlMapping) => boolean {
  const { category, condition } = parseEql(query);
  return (document, mapping) =>
    (category === 'any' || document['event.category'] === category) &&
    evaluate(condition, document, mapping) === true;
}

function evaluate(node: EqlNode, document: Document, mapping: EqlMapping): Verdict {
  switch (node.kind) {
    case 'constant':
      return node.value;
    case 'and': {
      const left = evaluate(node.left, document, mapping);
      const right = evaluate(node.right, document, mapping);
      // A null conjunct makes the conjunction null, and with it the `not` around it.
      return left === null || right === null ? null : left && right;
    }
    case 'or': {
      const left = evaluate(node.left, document, mapping);
      const right = evaluate(node.right, document, mapping);
      if (left === null) return right;
      return right === null ? left : left || right;
    }
    case 'not': {
      const operand = evaluate(node.operand, document, mapping);
      return operand === null ? null : !operand;
    }
    case 'test':
      return test(node.operator, node.field, node.values, document, mapping);
    case 'field':
      throw new Error(`a field alone is no condition: ${node.name}`);
    case 'call':
      return call(node, document, mapping);
  }
}

function test(
  operator: string,
  field: EqlField,
  values: readonly EqlLiteral[],
  document: Document,
  mapping: EqlMapping,
): Verdict {
  const type = typeOf(field, mapping);
  const asksForNull = values.length === 1 && values[0] === null;
  if (type === undefined) {
    if (asksForNull) return operator === '==';
    return null;
  }
  const actual = valuesOf(document, field.name);
  if (asksForNull) {
    if (operator !== '==' && operator !== '!=') throw new Error(`null after ${operator}`);
    return (actual.length === 0) === (operator === '==');
  }
  for (const value of values) checkType(operator, type, value, field.name);
  const passes = values.map((value) => testOf(operator, value));
  const one = actual.some((item) => passes.some((pass) => pass(item)));
  return operator === '!=' ? !one : one;
}

function checkType(operator: string, type: EqlFieldType, value: EqlLiteral, name: string): void {
  const textual = operator === ':' || /^(like|regex)/.test(operator);
  const fits =
    type === 'keyword'
      ? typeof value === 'string'
      : type === 'long'
        ? typeof value === 'number'
        : type === 'boolean'
          ? typeof value === 'boolean'
          : typeof value === 'string';
  if (!fits || (textual && type !== 'keyword'))
    throw new Error(`${operator} ${JSON.stringify(value)} on ${type} field ${name}`);
}

function testOf(operator: string, value: EqlLiteral): (actual: string | number | boolean) => boolean {
  const text = String(value);
  switch (operator) {
    case '==':
    case '!=':
    case 'in':
      return (actual) => (typeof value === 'number' ? Number(actual) === value : String(actual) === text);
    case 'in~':
      return (actual) => foldAscii(String(actual)) === foldAscii(text);
    case ':':
      return /[*?]/.test(text)
        ? wildcard(text, true)
        : (actual) => foldAscii(String(actual)) === foldAscii(text);
    case 'like':
      return wildcard(text, false);
    case 'like~':
      return wildcard(text, true);
    case 'regex':
    case 'regex~':
      return (actual) => luceneMatches(text, String(actual), operator === 'regex~');
    default: {
      if (typeof value !== 'number') throw new Error(`${operator} on text compares alphabetically`);
      const holds: Readonly<Record<string, (actual: number) => boolean>> = {
        '<': (actual) => actual < value,
        '<=': (actual) => actual <= value,
        '>': (actual) => actual > value,
        '>=': (actual) => actual >= value,
      };
      const compare = holds[operator];
      if (compare === undefined) throw new Error(`unknown operator ${operator}`);
      return (actual) => compare(Number(actual));
    }
  }
}

/** `*` and `?` always mean something here: there is no escape. */
function wildcard(pattern: string, ignoreCase: boolean): (actual: string | number | boolean) => boolean {
  const parts = [...(ignoreCase ? foldAscii(pattern) : pattern)];
  const source = parts
    .map((part) =>
      part === '*' ? '[^]*' : part === '?' ? '[^]' : part.replace(/[\\^$.|+()[\]{}/]/g, '\\$&'),
    )
    .join('');
  const regex = new RegExp(`^${source}$`, 'u');
  return (actual) => regex.test(ignoreCase ? foldAscii(String(actual)) : String(actual));
}

function call(node: Extract<EqlNode, { kind: 'call' }>, document: Document, mapping: EqlMapping): Verdict {
  const [field, ...rest] = node.args;
  if (node.name !== 'cidrMatch' || field?.kind !== 'field')
    throw new Error(`function outside the bench: ${node.name}`);
  if (typeOf(field, mapping) === undefined) return null;
  const networks = rest.map((argument) => {
    if (argument.kind !== 'literal') throw new Error('cidrMatch takes literals');
    return String(argument.value);
  });
  return valuesOf(document, field.name).some((item) =>
    networks.some((network) => ipMatches(network, unmapped(String(item)))),
  );
}

/** Lucene keeps an IPv4 address as the IPv6 address that maps it, so the two are one. */
function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function typeOf(field: EqlField, mapping: EqlMapping): EqlFieldType | undefined {
  const type = mapping.get(field.name);
  if (type === undefined && !field.optional) throw new Error(`unknown column [${field.name}]`);
  return type;
}

function valuesOf(document: Document, name: string): readonly (string | number | boolean)[] {
  const value = Object.hasOwn(document, name) ? document[name] : undefined;
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  return list.filter((item): item is string | number | boolean => item !== null && item !== undefined);
}

function foldAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
