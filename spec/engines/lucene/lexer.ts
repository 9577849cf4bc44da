/**
 * Tokens of Lucene's classic query parser, as its grammar defines them: the longest wins, then the first in the list.
 * https://lucene.apache.org/core/9_12_0/queryparser/org/apache/lucene/queryparser/classic/package-summary.html
 */
export type LuceneKind =
  | 'AND'
  | 'OR'
  | 'NOT'
  | '+'
  | '-'
  | '('
  | ')'
  | ':'
  | '*'
  | 'quoted'
  | 'term'
  | 'prefix'
  | 'wildcard'
  | 'regexp'
  | 'range'
  | 'end';

export interface LuceneToken {
  readonly kind: LuceneKind;
  readonly text: string;
}

const START = String.raw`(?:[^ \t\n\r\u3000+\-!():^[\]"{}~*?\\/]|\\[^])`;
const INSIDE = String.raw`(?:${START}|[-+])`;
const BLANK = /[ \t\n\r\u3000]/;

const TOKENS: readonly (readonly [LuceneKind, string])[] = [
  ['AND', 'AND|&&'],
  ['OR', String.raw`OR|\|\|`],
  ['NOT', 'NOT|!'],
  ['+', String.raw`\+`],
  ['-', '-'],
  ['(', String.raw`\(`],
  [')', String.raw`\)`],
  [':', ':'],
  ['*', String.raw`\*`],
  ['quoted', String.raw`"(?:[^"\\]|\\[^])*"`],
  ['term', `${START}${INSIDE}*`],
  ['prefix', String.raw`\*|${START}${INSIDE}*\*`],
  ['wildcard', `(?:${START}|[*?])(?:${INSIDE}|[*?])*`],
  ['regexp', String.raw`\/(?:\\\/|[^/])*\/`],
  ['range', String.raw`[[{](?:[^ \]}"]|"[^"]*")+ TO (?:[^ \]}"]|"[^"]*")+[\]}]`],
];

const PATTERNS: readonly (readonly [LuceneKind, RegExp])[] = TOKENS.map(([kind, source]) => [
  kind,
  new RegExp(source, 'y'),
]);

/** @throws SyntaxError where Lucene reports one */
export function tokenizeLucene(query: string): readonly LuceneToken[] {
  const tokens: LuceneToken[] = [];
  let at = 0;
  while (at < query.length) {
    if (BLANK.test(query[at] as string)) {
      at++;
      continue;
    }
    let best: LuceneToken | undefined;
    for (const [kind, pattern] of PATTERNS) {
      pattern.lastIndex = at;
      const text = pattern.exec(query)?.[0];
      if (text !== undefined && text.length > (best?.text.length ?? 0)) best = { kind, text };
    }
    if (best === undefined) throw new SyntaxError(`no token at ${at}: ${query.slice(at, at + 30)}`);
    tokens.push(best);
    at += best.text.length;
  }
  return [...tokens, { kind: 'end', text: '' }];
}

/** What an unquoted or quoted text stands for. */
export function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|([^]))/g, (_all, hex?: string, character?: string) =>
    hex === undefined ? (character as string) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** The query with its values and names blanked: what may not change with the text of a rule. */
export function shapeOf(query: string): string {
  return tokenizeLucene(query)
    .map(({ kind, text }) => (/^[a-z]/.test(kind) && text !== '_exists_' ? 'value' : kind))
    .join(' ');
}
