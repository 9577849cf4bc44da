/**
 * Runs a parsed KQL condition over one row, by the documented rules for null, case and types.
 *
 * The tree is Microsoft's own (see the parser beside this file); what the operators mean is written here from the
 * reference, independently of the backend it judges:
 * https://learn.microsoft.com/en-us/kusto/query/datatypes-string-operators
 * https://learn.microsoft.com/en-us/kusto/query/scalar-data-types/null-values
 */
import { ipMatches } from '../ip.ts';
import type { KustoNode } from '../kusto-parser.ts';
import { rustSearch } from '../rust-regex.ts';

export type KustoValue =
  string | number | boolean | null | Date | KustoTimespan | KustoBag | readonly KustoValue[];

/** A dynamic value with properties. */
export type KustoBag = Readonly<Record<string, unknown>>;

/** A length of time. */
export class KustoTimespan {
  readonly milliseconds: number;
  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }
}

/**
 * Column values. A column without one here is of type string and empty: that names are those of columns is for
 * the parser to say.
 */
export type KustoRow = ReadonlyMap<string, KustoValue>;

/** An expression, ready to be asked for its value in a row. */
export type KustoExpression = (row: KustoRow) => KustoValue;

/**
 * @throws Error for what the bench does not know; the expression throws for operands that the service refuses
 */
export function compileKusto(node: KustoNode): KustoExpression {
  const parts = node.children;
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return compileKusto(part(parts, 1));
    case 'AndExpression':
      return kleene(compileKusto(part(parts, 0)), compileKusto(part(parts, 2)), false);
    case 'OrExpression':
      return kleene(compileKusto(part(parts, 0)), compileKusto(part(parts, 2)), true);
    case 'NameReference':
      return column(nameOf(node));
    case 'FunctionCallExpression': {
      const name = nameOf(part(parts, 0));
      // What came out of a group of rows stands in its row: see `tables.ts`.
      return isAggregate(name) ? column(aggregateColumn(node)) : call(name, listed(part(parts, 1)));
    }
    case 'TimespanLiteralExpression': {
      const span = new KustoTimespan(milliseconds(node.text));
      return () => span;
    }
    case 'BetweenExpression': {
      const value = compileKusto(part(parts, 0));
      const [from, to] = part(parts, 2)
        .children.filter(({ kind }) => !kind.endsWith('Token'))
        .map(compileKusto);
      if (from === undefined || to === undefined) throw new Error('a bound is missing');
      return (row) =>
        compare('GreaterThanOrEqual', value(row), from(row)) === true &&
        compare('LessThanOrEqual', value(row), to(row)) === true;
    }
    case 'PathExpression':
      return property(compileKusto(part(parts, 0)), nameOf(part(parts, 2)));
    case 'ElementExpression': {
      const list = compileKusto(part(parts, 0));
      const index = compileKusto(part(part(parts, 1).children, 1));
      return (row) => {
        const [items, at] = [list(row), index(row)];
        if (typeof at === 'string') return property(list, at)(row);
        return Array.isArray(items) && typeof at === 'number' ? ((items[at] as KustoValue) ?? null) : null;
      };
    }
    case 'UnaryMinusExpression': {
      const operand = compileKusto(part(parts, 1));
      return (row) => -Number(operand(row));
    }
    case 'CompoundStringLiteralExpression': {
      const text = parts
        .flatMap((child) => (child.kind === 'List' ? child.children : [child]))
        .map((child) => child.literal)
        .join('');
      return () => text;
    }
    case 'InExpression':
    case 'InCsExpression':
    case 'NotInExpression':
    case 'NotInCsExpression':
      return membership(node);
    default: {
      const { literal } = node;
      if (node.kind.endsWith('LiteralExpression')) return () => literal;
      if (parts.length === 3) return binary(node.kind, part(parts, 0), compileKusto(part(parts, 2)));
      throw new Error(`outside the bench: ${node.kind} ${node.text}`);
    }
  }
}

export function part(parts: readonly KustoNode[], index: number): KustoNode {
  const child = parts[index];
  if (child === undefined) throw new Error('an operand is missing');
  return child;
}

function kleene(left: KustoExpression, right: KustoExpression, deciding: boolean): KustoExpression {
  return (row) => {
    const first = left(row);
    if (first === deciding) return deciding;
    const second = right(row);
    if (second === deciding) return deciding;
    return first === null || second === null ? null : !deciding;
  };
}

/** `name` or `['name']`. */
export function nameOf(node: KustoNode): string {
  for (const child of node.children) {
    if (child.kind === 'IdentifierToken' || child.kind.endsWith('Keyword')) return child.text.trim();
    if (child.kind === 'StringLiteralExpression') return String(child.literal);
    const inner = nameOf(child);
    if (inner !== '') return inner;
  }
  return node.children.length === 0 && node.kind === 'IdentifierToken' ? node.text.trim() : '';
}

function column(name: string): KustoExpression {
  return (row) => {
    const value = row.get(name);
    return value === undefined ? '' : value;
  };
}

/** A property of a dynamic value: null where it has none. */
function property(value: KustoExpression, key: string): KustoExpression {
  return (row) => {
    const whole = value(row);
    if (typeof whole !== 'object' || whole === null || !Object.hasOwn(whole, key)) return null;
    return ((whole as Readonly<Record<string, unknown>>)[key] ?? null) as KustoValue;
  };
}

export function listed(node: KustoNode): readonly KustoNode[] {
  const list = node.children.find((child) => child.kind === 'List');
  return (list?.children ?? []).map((element) =>
    element.kind === 'SeparatedElement' ? part(element.children, 0) : element,
  );
}

/** Text operators, in their names without the leading `Not` and the trailing `Expression`. */
const TEXT_OPERATORS: Readonly<Record<string, (actual: string, wanted: string) => boolean>> = {
  EqualTilde: (actual, wanted) => fold(actual) === fold(wanted),
  BangTilde: (actual, wanted) => fold(actual) !== fold(wanted),
  Contains: (actual, wanted) => fold(actual).includes(fold(wanted)),
  ContainsCs: (actual, wanted) => actual.includes(wanted),
  StartsWith: (actual, wanted) => fold(actual).startsWith(fold(wanted)),
  StartsWithCs: (actual, wanted) => actual.startsWith(wanted),
  EndsWith: (actual, wanted) => fold(actual).endsWith(fold(wanted)),
  EndsWithCs: (actual, wanted) => actual.endsWith(wanted),
  Has: (actual, wanted) => hasTerm(fold(actual), fold(wanted)),
  HasCs: (actual, wanted) => hasTerm(actual, wanted),
  MatchesRegex: (actual, wanted) => rustSearch(wanted, actual),
};

function binary(kind: string, left: KustoNode, right: KustoExpression): KustoExpression {
  const name = kind.replace(/Expression$/, '');
  const negated = name.startsWith('Not') && name !== 'NotEqual';
  const operator = TEXT_OPERATORS[negated ? name.slice(3) : name];
  if (operator === undefined) {
    const value = compileKusto(left);
    return (row) => compare(name, value(row), right(row));
  }
  const test = (actual: KustoValue, wanted: KustoValue): boolean => {
    if (typeof actual !== 'string' || typeof wanted !== 'string')
      throw new Error(`${name} on ${typeof actual} and ${typeof wanted}`);
    return operator(actual, wanted);
  };
  if (left.kind === 'StarExpression') {
    return (row) => {
      const wanted = right(row);
      const some = [...row.values()].some((value) => typeof value === 'string' && test(value, wanted));
      return some !== negated;
    };
  }
  const value = compileKusto(left);
  return (row) => test(value(row), right(row)) !== negated;
}

function compare(name: string, a: KustoValue, b: KustoValue): KustoValue {
  if (a instanceof Date && b instanceof KustoTimespan) {
    const moved = name === 'Add' ? b.milliseconds : -b.milliseconds;
    if (name === 'Add' || name === 'Subtract') return new Date(a.getTime() + moved);
  }
  if (a !== null && b !== null && typeOf(a) !== typeOf(b)) {
    // The service answers "Cannot compare values of types …" though the language service lets it through.
    throw new Error(`${name} of ${typeOf(a)} and ${typeOf(b)}`);
  }
  if (name === 'Equal')
    return a === null || b === null ? (a === null && b === null ? null : false) : valueOf(a) === valueOf(b);
  if (name === 'NotEqual')
    return a === null || b === null ? (a === null && b === null ? null : true) : valueOf(a) !== valueOf(b);
  if (a === null || b === null) return null;
  const [x, y] = [valueOf(a), valueOf(b)] as readonly [number, number];
  switch (name) {
    case 'LessThan':
      return x < y;
    case 'LessThanOrEqual':
      return x <= y;
    case 'GreaterThan':
      return x > y;
    case 'GreaterThanOrEqual':
      return x >= y;
    case 'Add':
      return x + y;
    case 'Subtract':
      return x - y;
    case 'Multiply':
      return x * y;
    case 'Divide':
      return x / y;
    default:
      throw new Error(`outside the bench: ${name}`);
  }
}

function typeOf(value: KustoValue): string {
  if (value instanceof KustoTimespan) return 'timespan';
  return value instanceof Date ? 'datetime' : Array.isArray(value) ? 'dynamic' : typeof value;
}

/** https://learn.microsoft.com/kusto/query/scalar-data-types/timespan#timespan-literals */
function milliseconds(text: string): number {
  const [, number = '', unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  const length = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit];
  if (length === undefined) throw new Error(`outside the bench: the timespan ${text}`);
  return Number(number) * length;
}

/** Functions of a group of rows. */
const AGGREGATES: readonly string[] = [
  'count',
  'countif',
  'count_distinct',
  'sum',
  'avg',
  'min',
  'max',
  'make_list',
];

export function isAggregate(name: string): boolean {
  return AGGREGATES.includes(name);
}

/** Where the value of an aggregate stands in the row that its group became; no column has such a name. */
export function aggregateColumn(call: KustoNode): string {
  return `aggregate ${call.text}`;
}

function valueOf(value: KustoValue): string | number | boolean {
  if (value instanceof Date) return value.getTime();
  if (value === null || typeof value === 'object') throw new Error('a dynamic value compared');
  return value;
}

function membership(node: KustoNode): KustoExpression {
  const value = compileKusto(part(node.children, 0));
  const list = listed(part(node.children, 2)).map(compileKusto);
  // In this tree `in~` is InCsExpression and `in` is InExpression.
  const ignoreCase = node.kind.includes('InCs');
  const negated = node.kind.startsWith('Not');
  return (row) => {
    const actual = value(row);
    if (actual === null) return negated;
    const same = (item: KustoValue): boolean => {
      if (typeOf(item) !== typeOf(actual)) throw new Error(`in: ${typeOf(actual)} among ${typeOf(item)}`);
      if (ignoreCase && typeof actual === 'string') return fold(actual) === fold(asText(item));
      return valueOf(actual) === valueOf(item);
    };
    return list.some((item) => same(item(row))) !== negated;
  };
}

/** Ordinal comparison that ignores case: each code unit upper-cased by the invariant culture's simple mapping. */
function fold(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(text)) return text.toUpperCase();
  let folded = '';
  for (const unit of text) {
    const upper = unit.toUpperCase();
    // U+0131 and U+017F have ASCII upper cases in Unicode, yet compare as themselves in an ordinal comparison.
    folded += upper.length === unit.length && (unit < '\u0080' || upper > '\u007f') ? upper : unit;
  }
  return folded;
}

/** Whole terms: runs of alphanumeric characters, as `has` sees them. */
function hasTerm(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const free = (unit: string | undefined): boolean => unit === undefined || !/[\p{L}\p{N}]/u.test(unit);
    const startsFree = free(text[at - 1]) || free(wanted[0]);
    const endsFree = free(text[at + wanted.length]) || free(wanted.at(-1));
    if (startsFree && endsFree) return true;
  }
  return false;
}

type Lazy = () => KustoValue;

function call(name: string, args: readonly KustoNode[]): KustoExpression {
  const implementation = FUNCTIONS[name];
  if (implementation === undefined) throw new Error(`unknown function ${name}`);
  const values = args.map(compileKusto);
  return (row) => implementation(values.map((value) => () => value(row)));
}

const FUNCTIONS: Readonly<Record<string, (args: readonly Lazy[]) => KustoValue>> = {
  not: ([value]) => {
    const truth = arg(value);
    return truth === null ? null : !truth;
  },
  isempty: ([value]) => isEmpty(arg(value)),
  isnotempty: ([value]) => !isEmpty(arg(value)),
  isnull: ([value]) => isNull(arg(value)),
  isnotnull: ([value]) => !isNull(arg(value)),
  coalesce: (args) =>
    args.map((value) => value()).find((value) => value !== null && value !== '') ?? args.at(-1)?.() ?? null,
  gettype: ([value]) => typeName(arg(value)),
  iff: ([condition, yes, no]) => (arg(condition) === true ? arg(yes) : arg(no)),
  tostring: ([value]) => asText(arg(value)),
  tolower: ([value]) => asText(arg(value)).toLowerCase(),
  toupper: ([value]) => asText(arg(value)).toUpperCase(),
  strlen: ([value]) => [...asText(arg(value))].length,
  toint: ([value]) => integer(arg(value)),
  tolong: ([value]) => integer(arg(value)),
  toreal: ([value]) => real(arg(value)),
  todouble: ([value]) => real(arg(value)),
  todecimal: ([value]) => real(arg(value)),
  todatetime: ([value]) => time(arg(value)),
  datetime_part: ([name, value]) => datePart(asText(arg(name)), arg(value)),
  strcat: (args) => args.map((value) => asText(value())).join(''),
  replace_string: ([text, from, to]) => asText(arg(text)).replaceAll(asText(arg(from)), asText(arg(to))),
  extract: ([regex, group, text]) => extract(asText(arg(regex)), Number(arg(group)), asText(arg(text))),
  parse_json: ([value]) => parseJson(arg(value)),
  parse_url: ([value]) => parseUrl(asText(arg(value))),
  isnan: ([value]) => Number.isNaN(arg(value)),
  isfinite: ([value]) => Number.isFinite(arg(value)),
  ceiling: ([value]) => Math.ceil(Number(arg(value))),
  max_of: (args) => Math.max(...args.map((value) => Number(value()))),
  pack_array: (args) => args.map((value) => value()),
  array_length: ([value]) => listOf(arg(value)).length,
  array_sort_asc: ([value]) => [...listOf(arg(value))].sort((a, b) => Number(a) - Number(b)),
  ipv4_is_in_range: ([value, network]) => inNetworks(arg(value), [arg(network)], 4),
  ipv4_is_in_any_range: ([value, ...networks]) => inNetworks(arg(value), networks.map(arg), 4),
  ipv6_is_in_range: ([value, network]) => inNetworks(arg(value), [arg(network)], 6),
  ipv6_is_in_any_range: ([value, ...networks]) => inNetworks(arg(value), networks.map(arg), 6),
};

function arg(value: Lazy | undefined): KustoValue {
  if (value === undefined) throw new Error('an argument is missing');
  return value();
}

/** https://learn.microsoft.com/kusto/query/gettype-function, for what a dynamic value can be. */
function typeName(value: KustoValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'real';
  return typeof value === 'object' ? 'dictionary' : typeof value === 'boolean' ? 'bool' : 'string';
}

function listOf(value: KustoValue): readonly KustoValue[] {
  if (!Array.isArray(value)) throw new Error(`a list is asked for, not ${typeOf(value)}`);
  return value as readonly KustoValue[];
}

/** https://learn.microsoft.com/kusto/query/extract-function; for expressions that mean the same to JavaScript. */
function extract(regex: string, group: number, text: string): string {
  return new RegExp(regex).exec(text)?.[group] ?? '';
}

/** https://learn.microsoft.com/kusto/query/parse-json-function: a text that is no JSON is itself. */
function parseJson(value: KustoValue): KustoValue {
  try {
    return JSON.parse(asText(value)) as KustoValue;
  } catch {
    return value;
  }
}

/** https://learn.microsoft.com/kusto/query/parse-url-function: only a text with a scheme has a host. */
function parseUrl(text: string): KustoValue {
  return { Host: /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]*)/i.exec(text)?.[1] ?? '' };
}

function isEmpty(value: KustoValue): boolean {
  return value === null || value === '';
}

/** A string is never null: asking is always answered with no. */
function isNull(value: KustoValue): boolean {
  return value === null;
}

function asText(value: KustoValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function integer(value: KustoValue): number | null {
  if (typeof value === 'number') return Math.trunc(value);
  return typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : null;
}

function real(value: KustoValue): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)
    ? Number(value)
    : null;
}

/** ISO 8601 with a time; without a zone it is in UTC. */
function time(value: KustoValue): Date | null {
  if (value instanceof Date) return value;
  const text = asText(value).replace(' ', 'T');
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return null;
  // JavaScript takes the thirtieth of February for the first of March.
  const day = new Date(text.slice(0, 10));
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text.slice(0, 10)) return null;
  const date = new Date(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** https://learn.microsoft.com/kusto/query/datetime-part-function */
function datePart(name: string, value: KustoValue): number | null {
  if (value === null) return null;
  if (!(value instanceof Date)) throw new Error(`datetime_part of ${typeOf(value)}`);
  switch (name) {
    case 'minute':
      return value.getUTCMinutes();
    case 'hour':
      return value.getUTCHours();
    case 'day':
      return value.getUTCDate();
    case 'month':
      return value.getUTCMonth() + 1;
    case 'year':
      return value.getUTCFullYear();
    case 'week_of_year':
      return isoWeek(value);
    default:
      throw new Error(`outside the bench: ${name}`);
  }
}

/** Weeks start on Monday, and the first is the one that holds the fourth of January. */
function isoWeek(date: Date): number {
  const mondayOf = (day: Date): number => {
    const monday = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()));
    monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
    return monday.getTime();
  };
  const firstWeekOf = (year: number): number => {
    const fourth = new Date(0);
    fourth.setUTCFullYear(year, 0, 4);
    return mondayOf(fourth);
  };
  const monday = mondayOf(date);
  const year = date.getUTCFullYear();
  const first = [year + 1, year, year - 1].map(firstWeekOf).find((start) => start <= monday) ?? 0;
  return 1 + Math.round((monday - first) / (7 * 24 * 60 * 60 * 1000));
}

/** Null for a text that is not an address of the family, as the functions document it. */
function inNetworks(value: KustoValue, networks: readonly KustoValue[], family: 4 | 6): boolean | null {
  const text = asText(value);
  const isAddress =
    family === 4 ? ipMatches('0.0.0.0/0', text) : ipMatches('::/0', text) || ipMatches('0.0.0.0/0', text);
  if (!isAddress) return null;
  const mapped = family === 6 && ipMatches('0.0.0.0/0', text) ? `::ffff:${text}` : text;
  return networks.some((network) => ipMatches(asText(network), mapped));
}
