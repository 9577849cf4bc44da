/**
 * Lucene's classic query parser: clauses that must, may or must not match. `AND` makes both of its sides obligatory and
 * `OR` changes nothing, so that they have no precedence.
 * https://lucene.apache.org/core/9_12_0/queryparser/org/apache/lucene/queryparser/classic/package-summary.html
 */
import { tokenizeLucene, unescape, type LuceneKind, type LuceneToken } from './lexer.ts';

export type LuceneNode =
  | { readonly kind: 'clauses'; readonly clauses: readonly Clause[] }
  | { readonly kind: 'everything' }
  | { readonly kind: 'exists'; readonly field: string }
  | {
      readonly kind: 'value' | 'pattern' | 'regexp' | 'range';
      /** Null for a search in all fields. */
      readonly field: string | null;
      /** Escapes are gone, but for patterns and expressions, which have escapes of their own. */
      readonly text: string;
    };

export interface Clause {
  readonly occurs: 'must' | 'should' | 'must not';
  readonly node: LuceneNode;
}

/** @throws SyntaxError where Lucene reports one */
export function parseLuceneQuery(query: string): LuceneNode {
  return new Parser(tokenizeLucene(query), query).parse();
}

class Parser {
  #at = 0;
  readonly #tokens: readonly LuceneToken[];
  readonly #query: string;

  constructor(tokens: readonly LuceneToken[], query: string) {
    this.#tokens = tokens;
    this.#query = query;
  }

  parse(): LuceneNode {
    const node = this.#clauses(null);
    if (this.#peek().kind !== 'end') this.#fail('the end');
    return node;
  }

  #clauses(field: string | null): LuceneNode {
    const clauses: { occurs: Clause['occurs']; node: LuceneNode }[] = [];
    do {
      const isAnd = clauses.length > 0 && this.#take('AND');
      if (clauses.length > 0 && !isAnd) this.#take('OR');
      const isNot = this.#take('NOT') || this.#take('-');
      const isRequired = !isNot && (this.#take('+') || isAnd);
      const last = clauses.at(-1);
      if (isAnd && last?.occurs === 'should') last.occurs = 'must';
      const node = this.#clause(field);
      clauses.push({ occurs: isNot ? 'must not' : isRequired ? 'must' : 'should', node });
    } while (!['end', ')'].includes(this.#peek().kind));
    const [first] = clauses;
    return clauses.length === 1 && first?.occurs === 'should' ? first.node : { kind: 'clauses', clauses };
  }

  #clause(around: string | null): LuceneNode {
    let field = around;
    if (this.#peek(1).kind === ':') {
      const name = this.#next();
      this.#at++;
      if (name.kind === '*') {
        if (!this.#take('*')) this.#fail('*:*');
        return { kind: 'everything' };
      }
      if (name.kind !== 'term') this.#fail('the name of a field');
      field = unescape(name.text);
    }
    if (this.#take('(')) {
      const inside = this.#clauses(field);
      if (!this.#take(')')) this.#fail(')');
      return inside;
    }
    const { kind, text } = this.#next();
    if (field === '_exists_') {
      if (kind !== 'term') this.#fail('the name of a field');
      return { kind: 'exists', field: unescape(text) };
    }
    switch (kind) {
      case 'term': {
        const value = unescape(text);
        // Elasticsearch looks for these after the escapes are gone.
        if (/^[<>]/.test(value)) this.#fail('a value, not a comparison');
        return { kind: 'value', field, text: value };
      }
      case 'quoted':
        return { kind: 'value', field, text: unescape(text.slice(1, -1)) };
      case '*':
        if (field === null) return { kind: 'everything' };
        return { kind: 'exists', field };
      case 'prefix':
      case 'wildcard':
        return { kind: 'pattern', field, text };
      case 'regexp':
        return { kind: 'regexp', field, text: text.slice(1, -1) };
      case 'range':
        return { kind: 'range', field, text };
      default:
        return this.#fail('a value');
    }
  }

  #peek(ahead: number = 0): LuceneToken {
    return this.#tokens[this.#at + ahead] ?? { kind: 'end', text: '' };
  }

  #next(): LuceneToken {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #take(kind: LuceneKind): boolean {
    if (this.#peek().kind !== kind) return false;
    this.#at++;
    return true;
  }

  #fail(expected: string): never {
    throw new SyntaxError(`expected ${expected}, found ${JSON.stringify(this.#peek())} in ${this.#query}`);
  }
}
