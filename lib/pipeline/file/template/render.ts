/** Fills templates. The work is bounded: a template from elsewhere must not be able to keep the program busy. */
import { isList, isObject, isTrue, joinTexts, objectOf, TemplateError, textOf, type Data } from './data.ts';
import type { Expression } from './expression.ts';
import { escapeHtml, FILTERS } from './filters.ts';
import type { Statement } from './parse.ts';

/** Statements and expressions looked at for one text, and characters worked on by the sixteen. */
export const STEPS_OF_A_QUERY = 200_000;
/** The same for a text made of the queries of many rules. */
export const STEPS_OF_A_RUN = 20_000_000;

interface Rendering {
  readonly names: ReadonlyMap<string, Data>;
  readonly escape: boolean;
  readonly budget: { steps: number };
}

/**
 * The text that a template makes of some values.
 *
 * @throws TemplateError when a value is not there or not what the template takes it for, or the work is too much.
 */
export function renderTemplate(
  statements: readonly Statement[],
  values: ReadonlyMap<string, Data>,
  escape: boolean,
  steps: number,
): string {
  const texts: string[] = [];
  const budget = { steps };
  runBlock(statements, { names: values, escape, budget }, texts);
  return joinTexts(texts);
}

/** @param size Of what is worked on, in characters or members; sixteen of them are a step. */
function spend({ budget }: Rendering, size = 0): void {
  budget.steps -= 1 + Math.floor(size / 16);
  if (budget.steps <= 0)
    throw new TemplateError('the template is too much work; it takes at most so many steps');
}

/** With another name: all are copied, at a step each. */
function withName(rendering: Rendering, name: string, value: Data): Rendering {
  const { names } = rendering;
  spend(rendering, names.size * 16);
  return { ...rendering, names: new Map(names).set(name, value) };
}

/** Names that are set are known to the rest of the block, as in Jinja. */
function runBlock(statements: readonly Statement[], rendering: Rendering, texts: string[]): void {
  let inside = rendering;
  for (const statement of statements) {
    spend(inside);
    if (statement.kind === 'set')
      inside = withName(inside, statement.name, evaluate(statement.value, inside));
    else runStatement(statement, inside, texts);
  }
}

function runStatement(
  statement: Exclude<Statement, { readonly kind: 'set' }>,
  rendering: Rendering,
  texts: string[],
): void {
  switch (statement.kind) {
    case 'text':
      texts.push(statement.text);
      return;
    case 'output': {
      const value = evaluate(statement.value, rendering);
      const text = textOf(rendering.escape ? escapeHtml(value) : value);
      spend(rendering, text.length);
      texts.push(text);
      return;
    }
    case 'if': {
      const branch = statement.branches.find(
        ({ test }) => test === undefined || isTrue(evaluate(test, rendering)),
      );
      runBlock(branch?.body ?? [], rendering, texts);
      return;
    }
    case 'for':
      runLoop(statement, rendering, texts);
  }
}

function runLoop(
  { names, list, body, otherwise, offset }: Extract<Statement, { readonly kind: 'for' }>,
  rendering: Rendering,
  texts: string[],
): void {
  const value = evaluate(list, rendering);
  const items = isObject(value) ? [...value.members.keys()] : value;
  if (!isList(items)) throw new TemplateError('`for` goes over lists and maps', offset);
  if (items.length === 0) runBlock(otherwise, rendering, texts);
  for (const [index, item] of items.entries()) {
    let inside = withName(rendering, 'loop', loopData(index, items.length));
    const [first = '', second] = names;
    if (second === undefined) inside = withName(inside, first, item);
    else {
      if (!isList(item) || item.length !== 2)
        throw new TemplateError('`for` with two names goes over pairs', offset);
      inside = withName(withName(inside, first, item[0]), second, item[1]);
    }
    runBlock(body, inside, texts);
  }
}

function loopData(index: number, length: number): Data {
  return objectOf([
    ['index', index + 1],
    ['index0', index],
    ['first', index === 0],
    ['last', index === length - 1],
    ['length', length],
  ]);
}

function evaluate(expression: Expression, rendering: Rendering): Data {
  spend(rendering);
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'name':
      return rendering.names.get(expression.name);
    case 'list':
      return expression.items.map((item) => evaluate(item, rendering));
    case 'member':
      return memberOf(
        evaluate(expression.of, rendering),
        evaluate(expression.key, rendering),
        expression.offset,
      );
    case 'filter': {
      const of = evaluate(expression.of, rendering);
      const values = expression.arguments.map((each) => evaluate(each, rendering));
      spend(rendering, sizeOf(of));
      const result = FILTERS.get(expression.name)?.(of, ...values);
      spend(rendering, sizeOf(result));
      return result;
    }
    case 'test':
      return test(expression.name, evaluate(expression.of, rendering));
    case 'not':
      return !isTrue(evaluate(expression.of, rendering));
    case 'choice':
      return evaluate(
        isTrue(evaluate(expression.test, rendering)) ? expression.yes : expression.no,
        rendering,
      );
    case 'binary':
      return combine(expression, rendering);
  }
}

function sizeOf(value: Data): number {
  if (typeof value === 'string' || isList(value)) return value.length;
  return isObject(value) ? value.members.size + (value.text?.length ?? 0) : 0;
}

/** What a map or list lacks is undefined; what is undefined has no members. */
export function memberOf(value: Data, key: Data, offset?: number): Data {
  if (value === undefined)
    throw new TemplateError(`there is nothing to take \`${textOf(key)}\` from`, offset);
  if (isList(value)) return typeof key === 'number' ? value.at(key) : undefined;
  return isObject(value) ? value.members.get(textOf(key)) : undefined;
}

function test(name: string, value: Data): boolean {
  switch (name) {
    case 'defined':
      return value !== undefined;
    case 'undefined':
      return value === undefined;
    case 'none':
      return value === null;
    case 'mapping':
      return isObject(value) && value.text === undefined;
    case 'iterable':
      return isList(value) || isObject(value) || typeof value === 'string';
    default:
      return typeof value === name;
  }
}

function combine(
  { operator, left, right, offset }: Extract<Expression, { readonly kind: 'binary' }>,
  rendering: Rendering,
): Data {
  const a = evaluate(left, rendering);
  if (operator === 'and') return isTrue(a) ? evaluate(right, rendering) : a;
  if (operator === 'or') return isTrue(a) ? a : evaluate(right, rendering);
  const b = evaluate(right, rendering);
  spend(rendering, sizeOf(a) + sizeOf(b));
  switch (operator) {
    case '~':
      return joinTexts([textOf(a), textOf(b)]);
    case '==':
      return isEqual(a, b);
    case '!=':
      return !isEqual(a, b);
    case 'in':
      return isIn(a, b);
    default:
      return calculate(operator, a, b, offset);
  }
}

function isEqual(a: Data, b: Data): boolean {
  const plain = (value: Data): Data => (isObject(value) ? value.text : value);
  return !isList(a) && plain(a) === plain(b);
}

function isIn(a: Data, b: Data): boolean {
  if (isList(b)) return b.some((each) => isEqual(a, each));
  if (isObject(b)) return b.members.has(textOf(a));
  return textOf(b).includes(textOf(a));
}

function calculate(operator: string, a: Data, b: Data, offset: number): Data {
  if (typeof a === 'number' && typeof b === 'number') {
    if (operator === '+') return a + b;
    if (operator === '-') return a - b;
    return order(operator, a, b);
  }
  if (typeof a === 'string' && typeof b === 'string') {
    if (operator === '+') return joinTexts([a, b]);
    if (operator !== '-') return order(operator, a, b);
  }
  throw new TemplateError(`\`${operator}\` is for two numbers or two texts`, offset);
}

function order<T extends string | number>(operator: string, a: T, b: T): boolean {
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a >= b;
}
