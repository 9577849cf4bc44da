/**
 * Java, for the `RLIKE` of Spark and the `regexp_like` of Trino: search semantics.
 *
 * Java's dot and anchors know five kinds of line ends, its flag `i` folds ASCII alone and Trino's more, and Trino runs
 * such patterns on Joni, which lacks some of Java's escapes. So no flag is used, and escapes are those of both.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 * https://trino.io/docs/current/functions/regexp.html
 */
import type { RegexLookaround, RegexPattern } from '../ast.ts';
import type { RegexResult } from '../result.ts';
import { fixedLength, hoistFlags } from '../shape.ts';
import { characterWriter } from './characters.ts';
import { spelledWords } from './spelled.ts';
import { lookaroundText, printTree, type RegexWords } from './tree.ts';

const literal = /* @__PURE__ */ characterWriter('\\^$.[]|()*+?{}', numeric);
const member = /* @__PURE__ */ characterWriter('\\^[]&-', numeric);

/** Beyond four digits there is no escape that both have. */
function numeric(hex: string): string {
  return hex.length > 4 ? String.fromCodePoint(parseInt(hex, 16)) : `\\u${hex.padStart(4, '0')}`;
}

/**
 * The pattern in the syntax of Java, not yet quoted for the query language around it.
 *
 * @example `(?i)a.c$` → `[Aa][^\n][Cc](?=\n?\z)`
 */
export function printJava(pattern: RegexPattern): RegexResult {
  const { root, flags } = hoistFlags(pattern);
  return printTree(root, flags, JAVA);
}

const JAVA: RegexWords = {
  .../* @__PURE__ */ spelledWords({
    lacks: 'Java has no',
    literal,
    member,
    anything: '[\\s\\S]',
    textEnd: '\\z',
  }),
  hold: (text) => `(?>${text})`,
  lookaround: lookaround,
};

function lookaround(node: RegexLookaround, body: string): RegexResult {
  if (node.direction === 'ahead' || fixedLength(node.body) !== undefined) return lookaroundText(node, body);
  return { unsupported: 'Java and Joni look behind for texts of one length alone', span: node.span };
}
