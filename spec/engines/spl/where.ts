/**
 * The `where` command: eval expressions with three-valued logic; a row stays only if the result is true.
 *
 * NOT, then AND, then OR. Comparison of texts minds case. Null spreads through comparisons and functions, except
 * those made to ask about it. Written from the Search Reference (where, "Comparison and conditional functions").
 *
 * Comparing a multivalue field with `=` or handing one to a text function is not documented well enough to rely on:
 * the bench throws, so a query that does it is caught.
 */
import { ipMatches } from '../ip.ts';
import { pcreSearch } from '../pcre.ts';
import type { SplEvent } from './event.ts';
import { Cursor, tokenize, unquoteEval, type Lexicon } from './lexer.ts';

type Scalar = string | number | boolean | null;
export type EvalValue = Scalar | readonly string[];
type Expression = (event: SplEvent) => EvalValue;

/** Field names seen while an argument is parsed: `mvfilter` needs the one its predicate is about. */
let namesSeen: string[] = [];

const LEXICON: Lexicon = {
  symbols: ['(', ')', ',', '!=', '<=', '>=', '==', '=', '<', '>', '+', '-', '.'],
  unquote: unquoteEval,
  number: /\d+(?:\.\d+)?/y,
};

export function parseWhere(text: string): (event: SplEvent) => boolean {
  const expression = parseExpression(text);
  return (event) => expression(event) === true;
}

export function parseExpression(text: string): Expression {
  const cursor = new Cursor(tokenize(text, LEXICON));
  const expression = parseOr(cursor);
  if (!cursor.done()) throw new Error(`trailing ${JSON.stringify(cursor.peek())} in ${text}`);
  return expression;
}

function parseOr(cursor: Cursor): Expression {
  const operands = [parseAnd(cursor)];
  while (cursor.take('OR')) operands.push(parseAnd(cursor));
  return operands.length === 1 ? (operands[0] as Expression) : logical(operands, true);
}

function parseAnd(cursor: Cursor): Expression {
  const operands = [parseNot(cursor)];
  while (cursor.take('AND')) operands.push(parseNot(cursor));
  return operands.length === 1 ? (operands[0] as Expression) : logical(operands, false);
}

/** Kleene: one deciding operand decides, otherwise null if any is null. */
function logical(operands: readonly Expression[], deciding: boolean): Expression {
  return (event) => {
    let unknown = false;
    for (const operand of operands) {
      const value = truth(operand(event));
      if (value === deciding) return deciding;
      if (value === null) unknown = true;
    }
    return unknown ? null : !deciding;
  };
}

function parseNot(cursor: Cursor): Expression {
  if (!cursor.take('NOT')) return parseComparison(cursor);
  const operand = parseNot(cursor);
  return (event) => {
    const value = truth(operand(event));
    return value === null ? null : !value;
  };
}

function truth(value: EvalValue): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  throw new Error(`not a truth value: ${JSON.stringify(value)}`);
}

function parseComparison(cursor: Cursor): Expression {
  const left = parseSum(cursor);
  const operator = cursor.peek();
  if (operator.kind === 'word' && operator.text === 'IN') {
    cursor.next();
    const options = parseArguments(cursor);
    return (event) =>
      options.map((option) => compare('=', left(event), option(event))).some((value) => value === true);
  }
  if (operator.kind !== 'symbol' || !['=', '==', '!=', '<', '<=', '>', '>='].includes(operator.text))
    return left;
  cursor.next();
  const right = parseSum(cursor);
  return (event) => compare(operator.text, left(event), right(event));
}

/** `+` adds numbers and joins texts, `.` joins, `-` subtracts. Null spreads. */
function parseSum(cursor: Cursor): Expression {
  let left = parsePrimary(cursor);
  for (;;) {
    const operator = ['+', '-', '.'].find((symbol) => cursor.take(symbol));
    if (operator === undefined) return left;
    const first = left;
    const second = parsePrimary(cursor);
    left = (event) => combine(operator, first(event), second(event));
  }
}

function combine(operator: string, a: EvalValue, b: EvalValue): EvalValue {
  if (a === null || b === null) return null;
  if (operator === '.') return text(a) + text(b);
  const [x, y] = [a, b].map((value) => (Array.isArray(value) ? null : toNumber(value as Scalar)));
  if (typeof x === 'number' && typeof y === 'number') return operator === '+' ? x + y : x - y;
  if (operator === '+') return text(a) + text(b);
  throw new Error('subtraction of texts');
}

function compare(operator: string, a: EvalValue, b: EvalValue): boolean | null {
  if (Array.isArray(a) || Array.isArray(b)) throw new Error('comparison of a multivalue field');
  if (a === null || b === null) return null;
  const numbers = [toNumber(a as Scalar), toNumber(b as Scalar)] as const;
  const [x, y] =
    numbers[0] !== null && numbers[1] !== null ? (numbers as readonly [number, number]) : [text(a), text(b)];
  switch (operator) {
    case '=':
    case '==':
      return x === y;
    case '!=':
      return x !== y;
    case '<':
      return x < y;
    case '<=':
      return x <= y;
    case '>':
      return x > y;
    default:
      return x >= y;
  }
}

function parsePrimary(cursor: Cursor): Expression {
  if (cursor.take('(')) {
    const inner = parseOr(cursor);
    cursor.expect(')');
    return inner;
  }
  if (cursor.take('-')) {
    const operand = parsePrimary(cursor);
    return (event) => combine('-', 0, operand(event));
  }
  const token = cursor.next();
  if (token.kind === 'string') return () => token.text;
  if (token.kind === 'field') return fieldOf(token.text);
  if (token.kind !== 'word') throw new Error(`unexpected ${JSON.stringify(token)}`);
  if (token.text === 'mvfilter') return parseMvfilter(cursor);
  if (cursor.peek().text === '(' && cursor.peek().kind === 'symbol')
    return call(token.text, parseArguments(cursor));
  if (/^\d/.test(token.text)) return () => Number(token.text);
  if (!/^[A-Za-z_]\w*$/.test(token.text))
    throw new Error(`a field name that needs single quotes: ${token.text}`);
  return fieldOf(token.text);
}

/**
 * The values of one multivalue field for which a predicate holds, null if there are none.
 * The predicate may speak of one field only.
 */
function parseMvfilter(cursor: Cursor): Expression {
  const outer = namesSeen;
  namesSeen = [];
  const [predicate] = parseArguments(cursor);
  const names = new Set(namesSeen);
  namesSeen = [...outer, ...names];
  const [name] = names;
  if (predicate === undefined || name === undefined || names.size > 1)
    throw new Error('mvfilter takes one field');
  return ({ fields, raw }) => {
    const kept = (fields.get(name) ?? []).filter(
      (value) => predicate({ fields: new Map([[name, [value]]]), raw }) === true,
    );
    return kept.length === 0 ? null : kept.length === 1 ? (kept[0] as string) : kept;
  };
}

function fieldOf(name: string): Expression {
  namesSeen.push(name);
  return ({ fields, raw }) => {
    if (name === '_raw') return raw;
    const values = fields.get(name);
    if (values === undefined) return null;
    return values.length === 1 ? (values[0] as string) : values;
  };
}

function parseArguments(cursor: Cursor): readonly Expression[] {
  cursor.expect('(');
  const list: Expression[] = [];
  if (cursor.take(')')) return list;
  do list.push(parseOr(cursor));
  while (cursor.take(','));
  cursor.expect(')');
  return list;
}

function call(name: string, args: readonly Expression[]): Expression {
  const implementation = FUNCTIONS[name];
  if (implementation === undefined) throw new Error(`unknown function ${name}`);
  return (event) => implementation(args.map((argument) => () => argument(event)));
}

type Lazy = () => EvalValue;

/** Arguments are given unevaluated: `if` and `coalesce` must not look at all of them. */
const FUNCTIONS: Readonly<Record<string, (args: readonly Lazy[]) => EvalValue>> = {
  true: () => true,
  false: () => false,
  null: () => null,
  isnull: ([value]) => arg(value) === null,
  isnotnull: ([value]) => arg(value) !== null,
  coalesce: (args) => args.map((value) => value()).find((value) => value !== null) ?? null,
  if: ([condition, yes, no]) => (arg(condition) === true ? arg(yes) : arg(no)),
  case: (args) => {
    for (let i = 0; i + 1 < args.length; i += 2) if (arg(args[i]) === true) return arg(args[i + 1]);
    return null;
  },
  match: ([subject, pattern]) =>
    onText(arg(subject), (value) => onText(arg(pattern), (regex) => pcreSearch(regex, value))),
  mvfind: ([subject, pattern]) => {
    const value = arg(subject);
    if (value === null) return null;
    const index = listOf(value).findIndex((item) => pcreSearch(text(arg(pattern)), item));
    return index < 0 ? null : index;
  },
  mvcount: ([subject]) => {
    const value = arg(subject);
    return value === null ? null : Array.isArray(value) ? value.length : 1;
  },
  mvindex: ([subject, index]) => {
    const value = arg(subject);
    if (value === null) return null;
    return listOf(value)[Number(arg(index))] ?? null;
  },
  lower: ([subject]) => onText(arg(subject), (value) => mapLetters(value, (unit) => unit.toLowerCase())),
  upper: ([subject]) => onText(arg(subject), (value) => mapLetters(value, (unit) => unit.toUpperCase())),
  len: ([subject]) => onText(arg(subject), (value) => value.length),
  substr: ([subject, start, length]) =>
    onText(arg(subject), (value) => {
      const from = Number(arg(start));
      const begin = from < 0 ? Math.max(0, value.length + from) : Math.max(0, from - 1);
      const count = length === undefined ? null : arg(length);
      return count === null ? value.slice(begin) : value.slice(begin, begin + Number(count));
    }),
  like: ([subject, pattern]) =>
    onText(arg(subject), (value) => {
      const source = text(arg(pattern))
        .replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')
        .replace(/%/g, '[\\s\\S]*')
        .replace(/_/g, '[\\s\\S]');
      return new RegExp(`^${source}$`).test(value);
    }),
  cidrmatch: ([network, subject]) => onText(arg(subject), (value) => ipMatches(text(arg(network)), value)),
  tonumber: ([subject]) => {
    const value = arg(subject);
    return Array.isArray(value) ? null : toNumber(value as Scalar);
  },
  mvappend: (args) => {
    const values = args.flatMap((value) => {
      const held = value();
      return held === null ? [] : listOf(held);
    });
    return values.length === 0 ? null : values.length === 1 ? (values[0] as string) : values;
  },
  tostring: ([subject]) => onText(arg(subject), (value) => value),
};

/** One letter at a time. What becomes of a letter with no single letter as its other case is not documented. */
function mapLetters(value: string, map: (unit: string) => string): string {
  return value.replace(/[^]/gu, (unit) => {
    const mapped = map(unit);
    const back = mapped === unit.toLowerCase() ? mapped.toUpperCase() : mapped.toLowerCase();
    return mapped.length === unit.length && back === unit ? mapped : unit;
  });
}

function arg(value: Lazy | undefined): EvalValue {
  if (value === undefined) throw new Error('an argument is missing');
  return value();
}

function onText(value: EvalValue, use: (value: string) => EvalValue): EvalValue {
  if (value === null) return null;
  if (Array.isArray(value)) throw new Error('a text function on a multivalue field');
  return use(text(value));
}

function listOf(value: EvalValue): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [text(value)];
}

function text(value: EvalValue): string {
  if (Array.isArray(value)) throw new Error('a multivalue field as text');
  return String(value);
}

function toNumber(value: Scalar): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)
    ? Number(value)
    : null;
}
