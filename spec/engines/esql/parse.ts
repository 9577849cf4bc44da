/**
 * The tree of an ES|QL query of the form `from … metadata … | where …`, for what a rule can need.
 *
 * Precedence from the grammar: `not`, then `and`, then `or`; comparisons and arithmetic bind tighter than all of them.
 * https://www.elastic.co/docs/reference/query-languages/esql/functions-operators/operators
 */
import { tokenizeEsql, type EsqlToken } from './lexer.ts';

export type EsqlNode =
  | { readonly kind: 'and' | 'or'; readonly left: EsqlNode; readonly right: EsqlNode }
  | { readonly kind: 'not'; readonly operand: EsqlNode }
  | { readonly kind: 'is-null'; readonly operand: EsqlNode; readonly negated: boolean }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: EsqlNode; readonly right: EsqlNode }
  | { readonly kind: 'match'; readonly column: string; readonly value: string }
  | { readonly kind: 'in'; readonly operand: EsqlNode; readonly values: readonly EsqlNode[] }
  | {
      readonly kind: 'like' | 'rlike';
      readonly operand: EsqlNode;
      readonly patterns: readonly string[];
    }
  | {
      readonly kind: 'arithmetic';
      readonly operator: string;
      readonly left: EsqlNode;
      readonly right: EsqlNode;
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly EsqlNode[] }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'span'; readonly amount: number; readonly unit: string };

export interface EsqlQuery {
  readonly sources: readonly string[];
  readonly metadata: readonly string[];
  readonly condition: EsqlNode;
}

/** What the parser of Elasticsearch allows. */
const MAX_DEPTH = 300;

const RESERVED = new Set(
  'and or not in is like rlike null true false asc desc by first last nulls where'.split(' '),
);

const FROM = /^from (?<sources>.+?) metadata (?<metadata>[\w, ]+?) \| where /is;

/** @throws SyntaxError where Elasticsearch reports one */
export function parseEsql(text: string): EsqlQuery {
  const head = FROM.exec(text);
  if (head?.groups === undefined) throw new SyntaxError(`not from … metadata … | where …: ${text}`);
  const { sources = '', metadata = '' } = head.groups;
  return {
    sources: splitSources(sources),
    metadata: metadata.split(',').map((name) => name.trim()),
    condition: new Parser(text.slice(head[0].length)).condition(),
  };
}

/** @throws SyntaxError where Elasticsearch reports one */
export function parseCondition(text: string): EsqlNode {
  return new Parser(text).condition();
}

/** In `from`, other characters than elsewhere need quotes. */
function splitSources(text: string): readonly string[] {
  return text.split(', ').map((source) => {
    if (source.startsWith('"')) {
      const [token] = tokenizeEsql(source);
      if (token?.kind !== 'string') throw new SyntaxError(`no source: ${source}`);
      return token.text;
    }
    if (/[=|,[\]/() \t\r\n"]/.test(source)) throw new SyntaxError(`no source: ${source}`);
    return source;
  });
}

class Parser {
  #at = 0;
  readonly #tokens: readonly EsqlToken[];
  readonly #text: string;

  constructor(text: string) {
    this.#tokens = tokenizeEsql(text);
    this.#text = text;
  }

  condition(): EsqlNode {
    const condition = this.#or();
    if (this.#peek().kind !== 'end') this.#fail('the end');
    if (depthOf(condition) > MAX_DEPTH) this.#fail('a shallower expression');
    return condition;
  }

  #or(): EsqlNode {
    let left = this.#and();
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): EsqlNode {
    let left = this.#not();
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#not() };
    return left;
  }

  #not(): EsqlNode {
    return this.#takeWord('not') ? { kind: 'not', operand: this.#not() } : this.#test();
  }

  #test(): EsqlNode {
    const operand = this.#sum();
    if (this.#takeWord('is')) {
      const negated = this.#takeWord('not');
      if (!this.#takeWord('null')) this.#fail('null');
      return { kind: 'is-null', operand, negated };
    }
    if (this.#takeWord('in')) return { kind: 'in', operand, values: this.#list(() => this.#sum()) };
    for (const kind of ['like', 'rlike'] as const) {
      if (!this.#takeWord(kind)) continue;
      if (this.#peek().text !== '(' || this.#peek().kind !== 'symbol')
        return { kind, operand, patterns: [this.#string()] };
      if (kind === 'rlike') this.#fail('one expression: lists of them came later');
      return { kind, operand, patterns: this.#list(() => this.#string()) };
    }
    if (operand.kind === 'column' && this.#takeSymbol(':')) {
      return { kind: 'match', column: operand.name, value: this.#string() };
    }
    const { kind, text } = this.#peek();
    if (kind === 'symbol' && /^([=!<>]=|[<>])$/.test(text)) {
      this.#at++;
      return { kind: 'compare', operator: text, left: operand, right: this.#sum() };
    }
    return operand;
  }

  #sum(): EsqlNode {
    let left = this.#product();
    for (;;) {
      const { text, kind } = this.#peek();
      if (kind !== 'symbol' || !/^[+-]$/.test(text)) return left;
      this.#at++;
      left = { kind: 'arithmetic', operator: text, left, right: this.#product() };
    }
  }

  #product(): EsqlNode {
    let left = this.#primary();
    for (;;) {
      const { text, kind } = this.#peek();
      if (kind !== 'symbol' || !/^[*/%]$/.test(text)) return left;
      this.#at++;
      left = { kind: 'arithmetic', operator: text, left, right: this.#primary() };
    }
  }

  #primary(): EsqlNode {
    if (this.#takeSymbol('(')) {
      const inner = this.#or();
      this.#expectSymbol(')');
      return inner;
    }
    const sign = this.#takeSymbol('-') ? '-' : '';
    const token = this.#next();
    if (token.kind === 'number') {
      const unit = this.#peek();
      if (unit.kind !== 'word' || RESERVED.has(unit.text)) return { kind: 'number', text: sign + token.text };
      this.#at++;
      return { kind: 'span', amount: Number(token.text), unit: unit.text };
    }
    if (sign !== '') this.#fail('a number');
    if (token.kind === 'string') return { kind: 'text', value: token.text };
    if (token.kind === 'word') {
      const word = token.text.toLowerCase();
      if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
      if (RESERVED.has(word)) this.#fail('an operand');
      if (this.#peek().kind === 'symbol' && this.#peek().text === '(')
        return { kind: 'call', name: word, args: this.#list(() => this.#or()) };
    } else if (token.kind !== 'name') this.#fail('an operand');
    return this.#column(token.text);
  }

  #column(first: string): EsqlNode {
    const parts = [first];
    while (this.#takeSymbol('.')) {
      const part = this.#next();
      const isPart = part.kind === 'name' || (part.kind === 'word' && !RESERVED.has(part.text.toLowerCase()));
      if (!isPart) this.#fail('a part of a name');
      parts.push(part.text);
    }
    return { kind: 'column', name: parts.join('.') };
  }

  #list<Item>(read: () => Item): readonly Item[] {
    this.#expectSymbol('(');
    const items = [read()];
    while (this.#takeSymbol(',')) items.push(read());
    this.#expectSymbol(')');
    return items;
  }

  #string(): string {
    const token = this.#next();
    return token.kind === 'string' ? token.text : this.#fail('a string');
  }

  #peek(): EsqlToken {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #next(): EsqlToken {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #takeWord(word: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.#at++;
    return true;
  }

  #takeSymbol(symbol: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.#at++;
    return true;
  }

  #expectSymbol(symbol: string): void {
    if (!this.#takeSymbol(symbol)) this.#fail(symbol);
  }

  #fail(expected: string): never {
    throw new SyntaxError(`expected ${expected}, found ${JSON.stringify(this.#peek())} in ${this.#text}`);
  }
}

function depthOf(node: EsqlNode): number {
  switch (node.kind) {
    case 'and':
    case 'or':
      return 1 + Math.max(depthOf(node.left), depthOf(node.right));
    case 'not':
      return 1 + depthOf(node.operand);
    case 'call':
      return 1 + Math.max(0, ...node.args.map(depthOf));
    default:
      return 1;
  }
}
