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

export type KustoValue = string | number | boolean | null | Date | readonly unknown[];

/**
 * Column values. A column without one here is of type string and empty: that names are those of columns is for
 * the parser to say.
 */
export type KustoRow = ReadonlyMap<string, KustoValue>;

/**
 * The value of an expression.
 * @throws Error for what the bench does not know, and for operands the service refuses
 */
export function evaluateKusto(node: KustoNode, row: KustoRow): KustoValue {
  const parts = node.children;
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return evaluateKusto(part(parts, 1), row);
    case 'AndExpression':
      return kleene(evaluateKusto(part(parts, 0), row), evaluateKusto(part(parts, 2), row), false);
    case 'OrExpression':
      return kleene(evaluateKusto(part(parts, 0), row), evaluateKusto(part(parts, 2), row), true);
    case 'NameReference':
      return column(nameOf(node), row);
    case 'FunctionCallExpression':
      return call(nameOf(part(parts, 0)), listed(part(parts, 1)), row);
    case 'UnaryMinusExpression':
      return -Number(evaluateKusto(part(parts, 1), row));
    case 'CompoundStringLiteralExpression':
      return parts
        .flatMap((child) => (child.kind === 'List' ? child.children : [child]))
        .map((child) => child.literal)
        .join('');
    case 'InExpression':
    case 'InCsExpression':
    case 'NotInExpression':
    case 'NotInCsExpression':
      return membership(node, row);
    default:
      if (node.kind.endsWith('LiteralExpression')) return node.literal;
      if (parts.length === 3)
        return binary(node.kind, part(parts, 0), evaluateKusto(part(parts, 2), row), row);
      throw new Error(`outside the bench: ${node.kind} ${node.text}`);
  }
}

function part(parts: readonly KustoNode[], index: number): KustoNode {
  const child = parts[index];
  if (child === undefined) throw new Error('an operand is missing');
  return child;
}

function kleene(left: KustoValue, right: KustoValue, deciding: boolean): KustoValue {
  if (left === deciding || right === deciding) return deciding;
  return left === null || right === null ? null : !deciding;
}

/** `name` or `['name']`. */
function nameOf(node: KustoNode): string {
  for (const child of node.children) {
    if (child.kind === 'IdentifierToken') return child.text.trim();
    if (child.kind === 'StringLiteralExpression') return String(child.literal);
    const inner = nameOf(child);
    if (inner !== '') return inner;
  }
  return node.children.length === 0 && node.kind === 'IdentifierToken' ? node.text.trim() : '';
}

function column(name: string, row: KustoRow): KustoValue {
  return row.get(name) ?? '';
}

function listed(node: KustoNode): readonly KustoNode[] {
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

function binary(kind: string, left: KustoNode, wanted: KustoValue, row: KustoRow): KustoValue {
  const name = kind.replace(/Expression$/, '');
  const negated = name.startsWith('Not') && name !== 'NotEqual';
  const operator = TEXT_OPERATORS[negated ? name.slice(3) : name];
  if (operator !== undefined) {
    const test = (actual: KustoValue): boolean => {
      if (typeof actual !== 'string' || typeof wanted !== 'string')
        throw new Error(`${name} on ${typeof actual} and ${typeof wanted}`);
      return operator(actual, wanted);
    };
    if (left.kind === 'StarExpression') {
      const texts = [...row.values()].filter((value) => typeof value === 'string');
      return negated ? texts.every((value) => !test(value)) : texts.some(test);
    }
    return test(evaluateKusto(left, row)) !== negated;
  }
  return compare(name, evaluateKusto(left, row), wanted);
}

function compare(name: string, a: KustoValue, b: KustoValue): KustoValue {
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
    case 'Divide':
      return x / y;
    default:
      throw new Error(`outside the bench: ${name}`);
  }
}

function typeOf(value: KustoValue): string {
  return value instanceof Date ? 'datetime' : Array.isArray(value) ? 'dynamic' : typeof value;
}

function valueOf(value: KustoValue): string | number | boolean {
  if (value instanceof Date) return value.getTime();
  if (value === null || typeof value === 'object') throw new Error('a dynamic value compared');
  return value;
}

function membership(node: KustoNode, row: KustoRow): boolean {
  const actual = evaluateKusto(part(node.children, 0), row);
  const list = listed(part(node.children, 2)).map((item) => evaluateKusto(item, row));
  // In this tree `in~` is InCsExpression and `in` is InExpression.
  const ignoreCase = node.kind.includes('InCs');
  const same = (item: KustoValue): boolean => {
    if (actual === null) return false;
    if (typeOf(item) !== typeOf(actual)) throw new Error(`in: ${typeOf(actual)} among ${typeOf(item)}`);
    if (ignoreCase && typeof actual === 'string') return fold(actual) === fold(String(item));
    return valueOf(actual) === valueOf(item);
  };
  return list.some(same) !== node.kind.startsWith('Not');
}

/** Ordinal comparison that ignores case: each code unit upper-cased by the invariant culture's simple mapping. */
function fold(text: string): string {
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

function call(name: string, args: readonly KustoNode[], row: KustoRow): KustoValue {
  const implementation = FUNCTIONS[name];
  if (implementation === undefined) throw new Error(`unknown function ${name}`);
  return implementation(args.map((argument) => () => evaluateKusto(argument, row)));
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
  isnan: ([value]) => Number.isNaN(arg(value)),
  isfinite: ([value]) => Number.isFinite(arg(value)),
  ipv4_is_in_range: ([value, network]) => inNetworks(arg(value), [arg(network)], 4),
  ipv4_is_in_any_range: ([value, ...networks]) => inNetworks(arg(value), networks.map(arg), 4),
  ipv6_is_in_range: ([value, network]) => inNetworks(arg(value), [arg(network)], 6),
  ipv6_is_in_any_range: ([value, ...networks]) => inNetworks(arg(value), networks.map(arg), 6),
};

function arg(value: Lazy | undefined): KustoValue {
  if (value === undefined) throw new Error('an argument is missing');
  return value();
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
