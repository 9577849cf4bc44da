/** The tree of an EQL event query, for the operators a rule can need. */
import { tokenizeEql, type EqlToken } from './lexer.ts';

export type EqlLiteral = string | number | boolean | null;

export type EqlNode =
  | { readonly kind: 'and' | 'or'; readonly left: EqlNode; readonly right: EqlNode }
  | { readonly kind: 'not'; readonly operand: EqlNode }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'field'; readonly name: string; readonly optional: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly (EqlNode | EqlOperand)[] }
  | {
      readonly kind: 'test';
      readonly operator: string;
      readonly field: EqlField;
      readonly values: readonly EqlLiteral[];
    };

export type EqlField = Extract<EqlNode, { kind: 'field' }>;
export interface EqlOperand {
  readonly kind: 'literal';
  readonly value: EqlLiteral;
}

const LIST_OPERATORS = new Set(['in', 'in~', 'like', 'like~', 'regex', 'regex~']);
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=', ':']);
const KEYWORDS = new Set([
  'and',
  'or',
  'not',
  'in',
  'in~',
  'like',
  'like~',
  'regex',
  'regex~',
  'where',
  'true',
  'false',
  'null',
]);

/** @returns the category (`any`, or a value of event.category) and the condition */
export function parseEql(text: string): { readonly category: string; readonly condition: EqlNode } {
  const parser = new Parser(tokenizeEql(text), text);
  return parser.query();
}

class Parser {
  #at = 0;
  readonly #tokens: readonly EqlToken[];
  readonly #text: string;

  constructor(tokens: readonly EqlToken[], text: string) {
    this.#tokens = tokens;
    this.#text = text;
  }

  query(): { readonly category: string; readonly condition: EqlNode } {
    const category = this.#next();
    if (category.kind !== 'name' && category.kind !== 'string') this.#fail('an event category');
    this.#expectWord('where');
    const condition = this.#or();
    if (this.#peek().kind !== 'end') this.#fail('the end');
    return { category: category.text, condition };
  }

  #or(): EqlNode {
    let left = this.#and();
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): EqlNode {
    let left = this.#not();
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#not() };
    return left;
  }

  #not(): EqlNode {
    return this.#takeWord('not') ? { kind: 'not', operand: this.#not() } : this.#test();
  }

  #test(): EqlNode {
    if (this.#takeSymbol('(')) {
      const inner = this.#or();
      this.#expectSymbol(')');
      return inner;
    }
    if (this.#takeWord('true')) return { kind: 'constant', value: true };
    if (this.#takeWord('false')) return { kind: 'constant', value: false };
    const operand = this.#fieldOrCall();
    if (operand.kind !== 'field') return operand;
    const operator = this.#peek();
    if (operator.kind === 'symbol' && COMPARISONS.has(operator.text)) {
      this.#next();
      const values = operator.text === ':' && this.#peek().text === '(' ? this.#list() : [this.#literal()];
      return this.#checked(operator.text, operand, values);
    }
    if (operator.kind === 'name' && LIST_OPERATORS.has(operator.text)) {
      this.#next();
      const single = !operator.text.startsWith('in') && this.#peek().text !== '(';
      return this.#checked(operator.text, operand, single ? [this.#literal()] : this.#list());
    }
    return operand;
  }

  /** What Elasticsearch refuses when it checks types: these operators compare text only. */
  #checked(operator: string, field: EqlField, values: readonly EqlLiteral[]): EqlNode {
    const textOnly = operator === ':' || operator.startsWith('like') || operator.startsWith('regex');
    if (textOnly && values.some((value) => typeof value !== 'string'))
      this.#fail(`strings after ${operator}`);
    return { kind: 'test', operator, field, values };
  }

  #fieldOrCall(): EqlNode {
    const optional = this.#takeSymbol('?');
    const first = this.#next();
    if (first.kind !== 'name' || (!first.quoted && KEYWORDS.has(first.text))) this.#fail('a field');
    if (this.#peek().text === '(' && this.#peek().kind === 'symbol') return this.#call(first.text);
    const parts = [first.text];
    while (this.#takeSymbol('.')) {
      const part = this.#next();
      if (part.kind !== 'name') this.#fail('a part of a field name');
      parts.push(part.text);
    }
    return { kind: 'field', name: parts.join('.'), optional };
  }

  #call(name: string): EqlNode {
    this.#expectSymbol('(');
    const args: (EqlNode | EqlOperand)[] = [];
    do {
      const { kind } = this.#peek();
      args.push(
        kind === 'string' || kind === 'number'
          ? { kind: 'literal', value: this.#literal() }
          : this.#fieldOrCall(),
      );
    } while (this.#takeSymbol(','));
    this.#expectSymbol(')');
    return { kind: 'call', name, args };
  }

  #list(): readonly EqlLiteral[] {
    this.#expectSymbol('(');
    const values = [this.#literal()];
    while (this.#takeSymbol(',')) values.push(this.#literal());
    this.#expectSymbol(')');
    return values;
  }

  #literal(): EqlLiteral {
    const token = this.#next();
    if (token.kind === 'string') return token.text;
    if (token.kind === 'number') return Number(token.text);
    if (token.kind === 'name' && token.text === 'null') return null;
    if (token.kind === 'name' && (token.text === 'true' || token.text === 'false'))
      return token.text === 'true';
    return this.#fail('a literal');
  }

  #peek(): EqlToken {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #next(): EqlToken {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #takeWord(text: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'name' || token.quoted || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #takeSymbol(text: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'symbol' || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #expectWord(text: string): void {
    if (!this.#takeWord(text)) this.#fail(text);
  }

  #expectSymbol(text: string): void {
    if (!this.#takeSymbol(text)) this.#fail(text);
  }

  #fail(expected: string): never {
    throw new Error(`expected ${expected}, found ${JSON.stringify(this.#peek())} in ${this.#text}`);
  }
}
