/**
 * Tokens of the two expression languages of SPL, and the split of a search into commands.
 *
 * Written from Splunk's Search Manual and Search Reference, independently of the backend it judges:
 * https://help.splunk.com/en/splunk-enterprise/search/search-manual (quotes and escapes, Boolean expressions),
 * https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference (search, where, regex).
 */
export interface Token {
  readonly kind: 'word' | 'string' | 'field' | 'symbol' | 'end';
  /** Text with escapes understood; for symbols the symbol itself. */
  readonly text: string;
}

const END: Token = { kind: 'end', text: '' };

/** Commands of a search: pipes inside quotes do not count. */
export function splitCommands(query: string): readonly string[] {
  const commands: string[] = [];
  let start = 0;
  let quote = '';
  for (let i = 0; i < query.length; i++) {
    const unit = query[i] as string;
    if (quote !== '') {
      if (unit === '\\') i++;
      else if (unit === quote) quote = '';
    } else if (unit === '"') quote = unit;
    else if (unit === '[' || unit === ']' || unit === '`')
      throw new Error(`subsearch or macro at ${i}: ${query}`);
    else if (unit === '|') {
      commands.push(query.slice(start, i).trim());
      start = i + 1;
    }
  }
  if (quote !== '') throw new Error(`unterminated quote: ${query}`);
  commands.push(query.slice(start).trim());
  return commands;
}

/** Inside double quotes of `search` and `regex`: `\"` and `\\` are escapes, any other backslash stands for itself. */
export function unquoteSearch(raw: string): string {
  return raw.replace(/\\(["\\])/g, '$1');
}

/** Inside double quotes of `where`: escapes of the eval language are processed. */
export function unquoteEval(raw: string): string {
  return raw.replace(/\\(.)/gs, (whole, unit: string) => {
    const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
    return controls[unit] ?? (unit === '"' || unit === '\\' ? unit : whole);
  });
}

/** What one of the languages takes for a token. */
export interface Lexicon {
  /** The longer of two that start alike comes first. */
  readonly symbols: readonly string[];
  /** How escapes inside double quotes are read. */
  readonly unquote: (raw: string) => string;
  /** A sticky expression for words that hold symbols, such as the point in a number. */
  readonly number?: RegExp;
}

export function tokenize(text: string, { symbols, unquote, number }: Lexicon): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const unit = text[at] as string;
    if (/\s/.test(unit)) {
      at++;
      continue;
    }
    if (unit === '"' || unit === "'") {
      const close = closingQuote(text, at);
      const raw = text.slice(at + 1, close);
      tokens.push(
        unit === '"'
          ? { kind: 'string', text: unquote(raw) }
          : { kind: 'field', text: raw.replace(/\\(['\\])/g, '$1') },
      );
      at = close + 1;
      continue;
    }
    if (number !== undefined) {
      number.lastIndex = at;
      const found = number.exec(text)?.[0];
      if (found !== undefined) {
        tokens.push({ kind: 'word', text: found });
        at += found.length;
        continue;
      }
    }
    const symbol = symbols.find((candidate) => text.startsWith(candidate, at));
    if (symbol !== undefined) {
      tokens.push({ kind: 'symbol', text: symbol });
      at += symbol.length;
      continue;
    }
    let end = at;
    while (
      end < text.length &&
      !/[\s"']/.test(text[end] as string) &&
      !symbols.some((s) => text.startsWith(s, end))
    )
      end++;
    if (end === at) throw new Error(`unexpected ${unit} at ${at}: ${text}`);
    tokens.push({ kind: 'word', text: text.slice(at, end) });
    at = end;
  }
  return tokens;
}

function closingQuote(text: string, open: number): number {
  for (let i = open + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === text[open]) return i;
  }
  throw new Error(`unterminated quote: ${text}`);
}

/** A cursor over tokens. */
export class Cursor {
  #at = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? END;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** Takes the next token if it is this symbol or word. */
  take(text: string): boolean {
    const token = this.peek();
    if (token.text !== text || (token.kind !== 'symbol' && token.kind !== 'word')) return false;
    this.#at++;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) throw new Error(`expected ${text}, found ${JSON.stringify(this.peek())}`);
  }

  done(): boolean {
    return this.peek().kind === 'end';
  }
}
