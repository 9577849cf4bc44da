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
import { ipMatches, unmapAddress } from '../ip.ts';
import { luceneMatches } from '../lucene-regexp.ts';
import { parseEql, type EqlField, type EqlLiteral, type EqlNode } from './parse.ts';

export type EqlFieldType = 'keyword' | 'long' | 'boolean' | 'ip';
/** Types of the fields that the index maps; a field that is not here is unmapped. */
export type EqlMapping = ReadonlyMap<string, EqlFieldType>;
type Document = Readonly<Record<string, unknown>>;
type Verdict = boolean | null;

/** A condition, ready to be tried on documents of an index. */
type Condition = (document: Document, mapping: EqlMapping) => Verdict;

/**
 * @throws Error where Elasticsearch refuses the syntax; the function throws where it refuses types, and for
 * unmapped fields without `?`
 */
export function compileEql(query: string): (document: Document, mapping: EqlMapping) => boolean {
  const { category, condition } = parseEql(query);
  const holds = compile(condition);
  return (document, mapping) =>
    (category === 'any' || document['event.category'] === category) && holds(document, mapping) === true;
}

function compile(node: EqlNode): Condition {
  switch (node.kind) {
    case 'constant':
      return () => node.value;
    case 'and': {
      const [left, right] = [compile(node.left), compile(node.right)];
      // A null conjunct makes the conjunction null, and with it the `not` around it.
      return (document, mapping) => {
        const [a, b] = [left(document, mapping), right(document, mapping)];
        return a === null || b === null ? null : a && b;
      };
    }
    case 'or': {
      const [left, right] = [compile(node.left), compile(node.right)];
      return (document, mapping) => {
        const [a, b] = [left(document, mapping), right(document, mapping)];
        return a === null || b === null ? (a ?? b) : a || b;
      };
    }
    case 'not': {
      const operand = compile(node.operand);
      return (document, mapping) => {
        const verdict = operand(document, mapping);
        return verdict === null ? null : !verdict;
      };
    }
    case 'test':
      return compileTest(node.operator, node.field, node.values);
    case 'field':
      throw new Error(`a field alone is no condition: ${node.name}`);
    case 'call':
      return compileCall(node);
  }
}

function compileTest(operator: string, field: EqlField, values: readonly EqlLiteral[]): Condition {
  if (values.length === 1 && values[0] === null) return testOfNull(operator, field);
  const passes = values.map((value) => testOf(operator, value));
  return (document, mapping) => {
    const type = typeOf(field, mapping);
    if (type === undefined) return null;
    for (const value of values) checkType(operator, type, value, field.name);
    const one = valuesOf(document, field.name).some((item) => passes.some((pass) => pass(item)));
    return operator === '!=' ? !one : one;
  };
}

function testOfNull(operator: string, field: EqlField): Condition {
  if (operator !== '==' && operator !== '!=') throw new Error(`null after ${operator}`);
  return (document, mapping) => {
    const missing = typeOf(field, mapping) === undefined || valuesOf(document, field.name).length === 0;
    return missing === (operator === '==');
  };
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
      return textInAnyCase(text);
    case ':':
      return /[*?]/.test(text) ? wildcard(text, true) : textInAnyCase(text);
    case 'like':
      return wildcard(text, false);
    case 'like~':
      return wildcard(text, true);
    case 'regex':
    case 'regex~':
      // A pattern that Lucene does not read must fail here, not only once some document has the field.
      luceneMatches(text, '', operator === 'regex~');
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

/** Lucene makes of an empty text an automaton that matches nothing. */
function textInAnyCase(text: string): (actual: string | number | boolean) => boolean {
  return (actual) => text !== '' && foldAscii(String(actual)) === foldAscii(text);
}

/** `*` and `?` always mean something here: there is no escape. An empty pattern matches nothing, as above. */
function wildcard(pattern: string, ignoreCase: boolean): (actual: string | number | boolean) => boolean {
  if (pattern === '') return () => false;
  const parts = [...(ignoreCase ? foldAscii(pattern) : pattern)];
  const source = parts
    .map((part) =>
      part === '*' ? '[^]*' : part === '?' ? '[^]' : part.replace(/[\\^$.|+()[\]{}/]/g, '\\$&'),
    )
    .join('');
  const regex = new RegExp(`^${source}$`, 'u');
  return (actual) => regex.test(ignoreCase ? foldAscii(String(actual)) : String(actual));
}

function compileCall({ name, args }: Extract<EqlNode, { kind: 'call' }>): Condition {
  const [field, ...rest] = args;
  if (name !== 'cidrMatch' || field?.kind !== 'field') throw new Error(`function outside the bench: ${name}`);
  const networks = rest.map((argument) => {
    if (argument.kind !== 'literal') throw new Error('cidrMatch takes literals');
    return String(argument.value);
  });
  return (document, mapping) => {
    if (typeOf(field, mapping) === undefined) return null;
    return valuesOf(document, field.name).some((item) =>
      // Lucene keeps an IPv4 address as the IPv6 address that maps it, so the two are one.
      networks.some((network) => ipMatches(network, unmapAddress(String(item)))),
    );
  };
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
