/**
 * Tokens of Elastic EQL, from the syntax reference, independently of the backend it judges:
 * https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax
 */
export type EqlToken =
  | { readonly kind: 'name'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'symbol'; readonly text: string }
  | { readonly kind: 'end'; readonly text: '' };

const SYMBOLS = ['==', '!=', '<=', '>=', '<', '>', ':', '(', ')', ',', '.', '?'];
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
  ['"', '"'],
  ['\\', '\\'],
]);

/** @throws Error where Elasticsearch reports a syntax error, unknown escapes above all */
export function tokenizeEql(text: string): readonly EqlToken[] {
  const tokens: EqlToken[] = [];
  let at = 0;
  while (at < text.length) {
    const unit = text[at] as string;
    if (/\s/.test(unit)) at++;
    else if (text.startsWith('"""', at)) {
      const close = text.indexOf('"""', at + 3);
      if (close < 0 || text.slice(at, close).includes('\n'))
        throw new Error(`unterminated raw string: ${text}`);
      tokens.push({ kind: 'string', text: text.slice(at + 3, close) });
      at = close + 3;
    } else if (unit === '"') {
      const [value, end] = readString(text, at);
      tokens.push({ kind: 'string', text: value });
      at = end;
    } else if (unit === '`') {
      const match = /`((?:[^`]|``)+)`/y;
      match.lastIndex = at;
      const found = match.exec(text);
      if (found === null) throw new Error(`unterminated backtick: ${text}`);
      tokens.push({ kind: 'name', text: (found[1] as string).replaceAll('``', '`'), quoted: true });
      at = match.lastIndex;
    } else if (/[\d-]/.test(unit)) {
      const match = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
      match.lastIndex = at;
      const found = match.exec(text);
      if (found === null) throw new Error(`arithmetic is not part of the bench: ${text.slice(at)}`);
      tokens.push({ kind: 'number', text: found[0] });
      at = match.lastIndex;
    } else if (/[A-Za-z_@]/.test(unit)) {
      const match = /[A-Za-z_@][\w@]*~?/y;
      match.lastIndex = at;
      const found = match.exec(text) as RegExpExecArray;
      tokens.push({ kind: 'name', text: found[0], quoted: false });
      at = match.lastIndex;
    } else {
      const symbol = SYMBOLS.find((candidate) => text.startsWith(candidate, at));
      if (symbol === undefined) throw new Error(`unexpected ${JSON.stringify(unit)} at ${at} in ${text}`);
      tokens.push({ kind: 'symbol', text: symbol });
      at += symbol.length;
    }
  }
  return tokens;
}

function readString(text: string, open: number): readonly [value: string, end: number] {
  let value = '';
  for (let i = open + 1; i < text.length; i++) {
    const unit = text[i] as string;
    if (unit === '"') return [value, i + 1];
    if (unit === '\n' || unit === '\r') break;
    if (unit !== '\\') {
      value += unit;
      continue;
    }
    const escape = text[++i] ?? '';
    const meaning = ESCAPES.get(escape);
    if (escape === 'u') {
      const match = /\{([0-9A-Fa-f]{2,8})\}/y;
      match.lastIndex = i + 1;
      const found = match.exec(text);
      if (found === null) throw new Error(`bad \\u escape: ${text}`);
      value += String.fromCodePoint(Number.parseInt(found[1] as string, 16));
      i = match.lastIndex - 1;
    } else if (meaning !== undefined) value += meaning;
    else throw new Error(`unknown escape \\${escape}: ${text}`);
  }
  throw new Error(`unterminated string: ${text}`);
}
