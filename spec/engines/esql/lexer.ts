/**
 * Tokens of ES|QL, as far as `from … | where …` needs them, independently of the backend they judge:
 * https://www.elastic.co/docs/reference/query-languages/esql/esql-syntax
 */
export type EsqlToken =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string; readonly raw: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'symbol'; readonly text: string }
  | { readonly kind: 'end'; readonly text: '' };

/** Longest first, as the lexer chooses. A string of three quotes may end in two quotes of its own. */
const TOKEN =
  /(?<space>[ \r\n\t]+|\/\/[^\r\n]*|\/\*[^]*?\*\/)|(?<raw>"""[^\r\n]*?""""?"?)|(?<string>"(?:\\[tnr"\\]|[^\r\n"\\])*")|(?<number>\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|(?<word>[a-z][a-z0-9_]*|[_@][a-z0-9_]+)|(?<quoted>`(?:``|[^`])+`)|(?<symbol>==|!=|<=|>=|::|[<>:+\-*/%.,()|])/iuy;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['"', '"'],
  ['\\', '\\'],
]);

/** @throws SyntaxError at the first place where no token begins */
export function tokenizeEsql(text: string): readonly EsqlToken[] {
  const tokens: EsqlToken[] = [];
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) throw new SyntaxError(`no token at ${at}: ${text.slice(at, at + 30)}`);
    const token = toToken(groups);
    if (token !== undefined) tokens.push(token);
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function toToken(groups: Readonly<Record<string, string | undefined>>): EsqlToken | undefined {
  const { raw, string, number, word, quoted, symbol } = groups;
  if (raw !== undefined) return { kind: 'string', text: raw.slice(3, -3), raw: true };
  if (string !== undefined) {
    const value = string
      .slice(1, -1)
      .replace(/\\(.)/gsu, (_all, letter: string) => ESCAPES.get(letter) as string);
    return { kind: 'string', text: value, raw: false };
  }
  if (number !== undefined) return { kind: 'number', text: number };
  if (word !== undefined) return { kind: 'word', text: word };
  if (quoted !== undefined) return { kind: 'name', text: quoted.slice(1, -1).replaceAll('``', '`') };
  return symbol === undefined ? undefined : { kind: 'symbol', text: symbol };
}

/** The query with its strings and names blanked: what may not change with the text of a rule. */
export function shapeOf(query: string): string {
  return tokenizeEsql(query)
    .map(({ kind, text }) => (kind === 'symbol' || kind === 'word' ? text : kind))
    .join(' ');
}
