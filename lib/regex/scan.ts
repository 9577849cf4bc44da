/**
 * A look at a pattern before it is parsed: how deep its groups nest, and which brackets stay open.
 *
 * One pass without recursion, so it may look at anything. It knows just enough of the syntax to tell a
 * parenthesis that groups from one that is a character.
 */
export interface PatternScan {
  /** Groups and bare flag switches, which become groups, around the innermost piece. */
  readonly depth: number;
  /** Offset of the innermost `(` without its `)`. */
  readonly openGroup: number | undefined;
  /** Offset of a `[` without its `]`. */
  readonly openClass: number | undefined;
}

/** What can hide a parenthesis, or is one. Classes are found by their own expression, below. */
const TOKEN = /\\Q[^]*?(?:\\E|$)|\\c[^]|\\[^]?|\(\?#[^)]*\)?|\(\?[\^a-zA-Z-]*\)|[()[]/g;

/**
 * A whole class: a first `]` is a member, escapes and POSIX classes are skipped over. There is one way to match each
 * piece, so that the expression does not backtrack where no bracket closes.
 */
const CLASS =
  /\[\^?(?:\]|(?!\]))(?:\\(?:Q(?:(?!\\E)[^])*(?:\\E|$)|c[^]|[^Qc])|\[:\^?[a-z]+:\]|(?!\[:\^?[a-z]+:\])[^\]\\])*\]/y;

export function scanPattern(text: string): PatternScan {
  // One entry for each open group: where it starts, and the switches seen in it.
  const open: { readonly at: number; switches: number }[] = [];
  let levels = 0;
  let depth = 0;
  const token = new RegExp(TOKEN);
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [word] = match;
    const innermost = open.at(-1);
    if (word === '[') {
      const end = endOfClass(text, match.index);
      if (end === undefined) return { depth, openGroup: innermost?.at, openClass: match.index };
      token.lastIndex = end;
    } else if (word === '(') {
      open.push({ at: match.index, switches: 0 });
      levels++;
    } else if (word === ')') {
      if (innermost !== undefined) levels -= innermost.switches + 1;
      open.pop();
    } else if (word.startsWith('(?') && !word.startsWith('(?#')) {
      // A switch outside all groups acts to the end, so nothing takes its level away again.
      if (innermost !== undefined) innermost.switches++;
      levels++;
    }
    depth = Math.max(depth, levels);
  }
  return { depth, openGroup: open.at(-1)?.at, openClass: undefined };
}

function endOfClass(text: string, start: number): number | undefined {
  const whole = new RegExp(CLASS);
  whole.lastIndex = start;
  return whole.exec(text) === null ? undefined : whole.lastIndex;
}
