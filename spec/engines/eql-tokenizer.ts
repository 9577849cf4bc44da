/**
 * Splits an EQL query into tokens, strictly: whatever Elasticsearch would not recognise is an error here too.
 *
 * Written from the syntax reference, with the hexadecimal escapes as the lexer of Elasticsearch checks them:
 * https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax
 */

export type EqlToken =
  | { readonly kind: 'keyword' | 'name' | 'operator'; readonly text: string }
  | { readonly kind: 'quoted-name'; readonly text: string; readonly name: string }
  | { readonly kind: 'string'; readonly text: string; readonly value: string }
  | { readonly kind: 'number'; readonly text: string; readonly value: number };

export class EqlSyntaxError extends Error {
  override readonly name = 'EqlSyntaxError';
}

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'and any by false in in~ join like like~ maxspan not null of or regex regex~ sample sequence true until ' +
    'where with'
  ).split(' '),
);

/** Longest first, as the lexer chooses. */
const TOKEN =
  /(?<space>[ \r\n\t]+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)|(?<raw>"""[^\r\n]*?"""{1,3})|(?<string>"(?:\\(?:[btnfr"'\\]|u\{[0-9A-Fa-f]+\})|[^\r\n"\\])*")|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d+)?)|(?<word>[A-Za-z_@][A-Za-z0-9_]*~?)|(?<quoted>`(?:``|[^`])*`)|(?<operator>==|!=|<=|>=|[<>:=?+\-*/%.,()[\]|])/uy;

/** @throws EqlSyntaxError at the first place where no token begins. */
export function tokenizeEql(query: string): readonly EqlToken[] {
  const tokens: EqlToken[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < query.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(query)?.groups;
    if (groups === undefined) {
      throw new EqlSyntaxError(`no token at ${String(at)}: ${query.slice(at, at + 20)}`);
    }
    const token = toToken(groups);
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}

function toToken(groups: Readonly<Record<string, string | undefined>>): EqlToken | undefined {
  const { raw, string, number, word, quoted, operator } = groups;
  if (raw !== undefined) return { kind: 'string', text: raw, value: raw.slice(3, -3) };
  if (string !== undefined) return { kind: 'string', text: string, value: decodeString(string) };
  if (number !== undefined) return { kind: 'number', text: number, value: Number(number) };
  if (word !== undefined) return { kind: KEYWORDS.has(word) ? 'keyword' : 'name', text: word };
  if (quoted !== undefined) {
    return { kind: 'quoted-name', text: quoted, name: quoted.slice(1, -1).replaceAll('``', '`') };
  }
  return operator === undefined ? undefined : { kind: 'operator', text: operator };
}

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

function decodeString(literal: string): string {
  return literal.slice(1, -1).replace(/\\(?:u\{([^}]*)\}|(.))/gsu, (_all, hex?: string, letter?: string) => {
    if (hex !== undefined) return decodeHex(hex);
    const character = ESCAPES[letter as string];
    if (character === undefined) throw new EqlSyntaxError(`\\${letter as string} is reserved`);
    return character;
  });
}

function decodeHex(hex: string): string {
  const codePoint = Number.parseInt(hex, 16);
  if (hex.length < 2 || hex.length > 8) throw new EqlSyntaxError(`\\u{${hex}} needs 2 to 8 digits`);
  if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) {
    throw new EqlSyntaxError(`\\u{${hex}} is no character`);
  }
  return String.fromCodePoint(codePoint);
}

/** The query with its literals and names blanked: what may not change with the text of a rule. */
export function shapeOf(query: string): string {
  return tokenizeEql(query)
    .map(({ kind, text }) =>
      kind === 'keyword' || kind === 'operator' ? text : kind === 'quoted-name' ? 'name' : kind,
    )
    .join(' ');
}
