/**
 * Expressions of templates, the part of Jinja's that has no calls:
 * https://jinja.palletsprojects.com/en/stable/templates/#expressions
 */
import { TemplateError, type Data } from './data.ts';
import { FILTERS, METHODS } from './filters.ts';
import type { Token } from './scan.ts';

export type Expression =
  | { readonly kind: 'value'; readonly value: Data }
  | { readonly kind: 'name'; readonly name: string; readonly offset: number }
  | { readonly kind: 'member'; readonly of: Expression; readonly key: Expression; readonly offset: number }
  | {
      readonly kind: 'filter';
      readonly name: string;
      readonly of: Expression;
      readonly arguments: readonly Expression[];
      readonly offset: number;
    }
  | { readonly kind: 'test'; readonly name: string; readonly of: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'choice'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly offset: number;
    };

/** Reads the tokens of one tag from the left. */
export interface TokenReader {
  /** The next token, if it is this sign or word; it is then behind us. */
  readonly take: (text: string) => Token | undefined;
  readonly peek: () => Token | undefined;
  readonly next: () => Token;
  readonly end: () => void;
  readonly fail: (message: string) => never;
}

/** A chain is a tree as deep as it is long. */
const MAX_TOKENS = 500;

export function createReader(tokens: readonly Token[], offset: number): TokenReader {
  if (tokens.length > MAX_TOKENS) {
    throw new TemplateError(`what stands in one pair of brackets has at most ${MAX_TOKENS} parts`, offset);
  }
  let at = 0;
  const fail = (message: string): never => {
    throw new TemplateError(message, tokens[at]?.offset ?? offset);
  };
  const next = (): Token => tokens[at++] ?? fail('something is missing here');
  return {
    take(text) {
      const token = tokens[at];
      return token?.kind !== 'text' && token?.text === text ? next() : undefined;
    },
    peek: () => tokens[at],
    next,
    end() {
      if (at < tokens.length) fail('this does not belong here');
    },
    fail,
  };
}

const NAMES: ReadonlyMap<string, Data> = /* @__PURE__ */ new Map<string, Data>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

const TESTS: readonly string[] = ['defined', 'undefined', 'none', 'string', 'number', 'mapping', 'iterable'];

/** Brackets in brackets: each level is a call inside a call. */
const MAX_DEPTH = 40;

/** `a if b else c`, and all that binds tighter. */
export function readExpression(reader: TokenReader, depth = 0): Expression {
  if (depth > MAX_DEPTH) reader.fail(`expressions are nested at most ${MAX_DEPTH} levels deep`);
  const yes = readOr(reader, depth);
  if (reader.take('if') === undefined) return yes;
  const test = readOr(reader, depth);
  const no = reader.take('else') === undefined ? NOTHING : readExpression(reader, depth + 1);
  return { kind: 'choice', test, yes, no };
}

const NOTHING: Expression = { kind: 'value', value: undefined };

function readOr(reader: TokenReader, depth: number): Expression {
  return readChain(reader, ['or'], () => readChain(reader, ['and'], () => readNot(reader, depth)));
}

function readNot(reader: TokenReader, depth: number): Expression {
  if (reader.take('not') === undefined) return readComparison(reader, depth);
  if (depth > MAX_DEPTH) reader.fail(`expressions are nested at most ${MAX_DEPTH} levels deep`);
  return { kind: 'not', of: readNot(reader, depth + 1) };
}

function readComparison(reader: TokenReader, depth: number): Expression {
  const operand = (): Expression => readChain(reader, ['+', '-', '~'], () => readPostfix(reader, depth));
  const left = operand();
  const token = reader.peek();
  for (const operator of ['==', '!=', '<=', '>=', '<', '>', 'in']) {
    if (reader.take(operator) === undefined) continue;
    return { kind: 'binary', operator, left, right: operand(), offset: token?.offset ?? 0 };
  }
  if (token?.kind === 'name' && token.text === 'not') {
    reader.next();
    if (reader.take('in') === undefined) reader.fail('expected `in`');
    return {
      kind: 'not',
      of: { kind: 'binary', operator: 'in', left, right: operand(), offset: token.offset },
    };
  }
  return left;
}

/** Operands that follow each other from the left. */
function readChain(reader: TokenReader, operators: readonly string[], operand: () => Expression): Expression {
  let left = operand();
  for (;;) {
    const offset = reader.peek()?.offset ?? 0;
    const operator = operators.find((each) => reader.take(each) !== undefined);
    if (operator === undefined) return left;
    left = { kind: 'binary', operator, left, right: operand(), offset };
  }
}

/** Members, filters and tests behind a value. */
function readPostfix(reader: TokenReader, depth: number): Expression {
  let of = readValue(reader, depth);
  for (;;) {
    const offset = reader.peek()?.offset ?? 0;
    if (reader.take('.') !== undefined) of = readMember(of, reader, depth, offset);
    else if (reader.take('[') !== undefined) {
      of = { kind: 'member', of, key: readExpression(reader, depth + 1), offset };
      if (reader.take(']') === undefined) reader.fail('expected `]`');
    } else if (reader.take('|') !== undefined) of = readFilter(of, reader, depth);
    else if (reader.take('is') !== undefined) of = readTest(of, reader);
    else if (reader.take('(') !== undefined) throw new TemplateError('functions cannot be called', offset);
    else return of;
  }
}

function readMember(of: Expression, reader: TokenReader, depth: number, offset: number): Expression {
  const { text, kind } = reader.next();
  if (kind === 'number') return { kind: 'member', of, key: { kind: 'value', value: Number(text) }, offset };
  if (kind !== 'name') return reader.fail('expected a name');
  if (reader.take('(') === undefined)
    return { kind: 'member', of, key: { kind: 'value', value: text }, offset };
  // The few methods that templates use on texts are filters under another name.
  const name = METHODS.get(text);
  if (name === undefined) throw new TemplateError(`the method \`${text}\` cannot be called`, offset + 1);
  return { kind: 'filter', name, of, arguments: readArguments(reader, depth), offset };
}

function readFilter(of: Expression, reader: TokenReader, depth: number): Expression {
  const { text: name, kind, offset } = reader.next();
  if (kind !== 'name' || !FILTERS.has(name)) {
    throw new TemplateError(
      `there is no filter \`${name}\`; known: ${[...FILTERS.keys()].join(', ')}`,
      offset,
    );
  }
  const args = reader.take('(') === undefined ? [] : readArguments(reader, depth);
  return { kind: 'filter', name, of, arguments: args, offset };
}

/** Behind the bracket. Names of arguments are taken for granted, as each filter has its own order. */
function readArguments(reader: TokenReader, depth: number): readonly Expression[] {
  const args: Expression[] = [];
  while (reader.take(')') === undefined) {
    if (args.length > 0 && reader.take(',') === undefined) reader.fail('expected `,` or `)`');
    args.push(readExpression(reader, depth + 1));
    if (reader.peek()?.text === '=') reader.fail('arguments have no names here; give them in their order');
  }
  return args;
}

function readTest(of: Expression, reader: TokenReader): Expression {
  const isNegated = reader.take('not') !== undefined;
  const { text: name, offset } = reader.next();
  if (!TESTS.includes(name.toLowerCase())) {
    throw new TemplateError(`there is no test \`${name}\`; known: ${TESTS.join(', ')}`, offset);
  }
  const test: Expression = { kind: 'test', name: name.toLowerCase(), of };
  return isNegated ? { kind: 'not', of: test } : test;
}

function readValue(reader: TokenReader, depth: number): Expression {
  if (reader.take('(') !== undefined) {
    const inner = readExpression(reader, depth + 1);
    return reader.take(')') === undefined ? reader.fail('expected `)`') : inner;
  }
  if (reader.take('[') !== undefined) {
    const items: Expression[] = [];
    while (reader.take(']') === undefined) {
      if (items.length > 0 && reader.take(',') === undefined) reader.fail('expected `,` or `]`');
      items.push(readExpression(reader, depth + 1));
    }
    return { kind: 'list', items };
  }
  const isNegative = reader.take('-') !== undefined;
  const { kind, text, offset } = reader.next();
  if (kind === 'number') return { kind: 'value', value: isNegative ? -Number(text) : Number(text) };
  if (isNegative || kind === 'sign') throw new TemplateError('expected a value', offset);
  if (kind === 'text') return { kind: 'value', value: text };
  return NAMES.has(text) ? { kind: 'value', value: NAMES.get(text) } : { kind: 'name', name: text, offset };
}
