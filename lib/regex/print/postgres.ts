/**
 * The advanced regular expressions of PostgreSQL, for its operator `~`: search semantics.
 *
 * Flags act on whole expressions there, `\w` and `\y` follow the locale, and a hexadecimal escape takes all digits that
 * follow. There are lookarounds, but no atomic groups and possessive quantifiers.
 * https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-POSIX-REGEXP
 */
import type { RegexPattern, RegexRepeat } from '../ast.ts';
import type { RegexResult } from '../result.ts';
import { hoistFlags } from '../shape.ts';
import { characterWriter, type WriteCharacter } from './characters.ts';
import { spelledWords } from './spelled.ts';
import { lookaroundText, printTree, quantifierText, type RegexWords } from './tree.ts';

/** The limit of a counted repeat. */
const MAX_REPEAT = 255;

const literal = /* @__PURE__ */ withFixedLength('\\^$.[]|()*+?{}');
const member = /* @__PURE__ */ withFixedLength('\\^[]-');

function withFixedLength(special: string): WriteCharacter {
  const write = characterWriter(special, (hex) =>
    hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`,
  );
  return (codePoint) => write(codePoint).replace(/^\\x/, '\\u00');
}

/**
 * The pattern in the syntax of PostgreSQL, not yet quoted for the query language around it.
 *
 * @example `(?i)a.c$` → `[Aa][^\n][Cc](?=\n?\Z)`
 */
export function printPostgres(pattern: RegexPattern): RegexResult {
  const { root, flags } = hoistFlags(pattern);
  return printTree(root, flags, POSTGRES);
}

const POSTGRES: RegexWords = {
  .../* @__PURE__ */ spelledWords({
    lacks: 'PostgreSQL has no',
    literal,
    member,
    anything: '.',
    textEnd: '\\Z',
  }),
  lookaround: lookaroundText,
  repeat(node: RegexRepeat, body: string): RegexResult {
    if (Math.max(node.min, node.max ?? 0) <= MAX_REPEAT) return body + quantifierText(node);
    return { unsupported: `PostgreSQL repeats at most ${MAX_REPEAT} times`, span: node.span };
  },
};
