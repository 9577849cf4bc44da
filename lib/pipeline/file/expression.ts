/**
 * Regular expressions of pipeline files. They are Python's, run on JavaScript's engine, and come from others: what can
 * take exponential time is refused when the file is read, and what takes a power of the text's length is only tried on
 * short texts.
 * https://docs.python.org/3/library/re.html
 */
import { expressionTooSlow, wrongValue } from '../../diagnostics/messages/pipeline-file.ts';
import { backtrackingLimit } from '../../regex/complexity.ts';
import { parseRegex } from '../../regex/parse.ts';
import type { YamlScalar } from '../../yaml/node.ts';
import { NO_VALUE, REPORTED, type Parameter } from './parameters.ts';
import type { Setup } from './setup.ts';

/** An expression ready to run. */
export interface Expression {
  /** As written. */
  readonly text: string;
  /** Matches at the start of a text alone. */
  readonly start: RegExp;
  /** Matches anywhere, with the places of its groups. */
  readonly anywhere: RegExp;
  /** Characters of the longest text that it may be tried on. */
  readonly limit: number;
}

const NO_FLAGS = { ignoreCase: false, multiline: false, dotAll: false };

/** A parameter that is a regular expression. */
export const expression: Parameter<Expression> = {
  expects: 'a regular expression',
  fallback: NO_VALUE,
  read: (node, setup) => (node.kind === 'scalar' && node.value !== null ? compile(node, setup) : NO_VALUE),
};

/** A parameter that is a list of regular expressions, or one. */
export const expressions: Parameter<readonly Expression[]> = {
  expects: 'a regular expression or a list of them',
  fallback: NO_VALUE,
  read(node, setup) {
    const read = (node.kind === 'sequence' ? node.items : [node]).map((each) => expression.read(each, setup));
    if (read.includes(NO_VALUE)) return NO_VALUE;
    return read.includes(REPORTED) ? REPORTED : (read as readonly Expression[]);
  },
};

function compile(node: YamlScalar, { collector, report }: Setup): Expression | typeof REPORTED {
  const { text, span, verbatim } = node;
  const { pattern, diagnostics } = parseRegex({ text, span, verbatim, source: collector.source }, NO_FLAGS);
  collector.add(diagnostics);
  if (pattern === undefined) return REPORTED;
  const limit = backtrackingLimit(pattern);
  if (limit === 0) {
    report(expressionTooSlow(), span);
    return REPORTED;
  }
  const compiled = hasOtherEscapes(text) || POSIX_CLASS.test(text) ? undefined : compileNative(text);
  if (compiled !== undefined) return { text, limit, ...compiled };
  report(wrongValue(text, 'only what Python and JavaScript have in common'), span);
  return REPORTED;
}

/** PCRE takes it for a class within a class; the others for a class that ends here, and for groups in what is behind it. */
const POSIX_CLASS = /\[:\^?\w+:\]/;

function compileNative(text: string): Pick<Expression, 'start' | 'anywhere'> | undefined {
  const { source, flags } = translate(text);
  // Python counts characters. JavaScript does with `u`, but then knows fewer escapes.
  for (const unit of ['u', '']) {
    try {
      const all = flags + unit;
      return { start: new RegExp(source, `${all}y`), anywhere: new RegExp(source, `${all}d`) };
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Letters behind a backslash that mean the same in both languages; `\A` and `\Z` are translated. */
const KNOWN_ESCAPE = /^\\(?:[^A-Za-z]|[AZbBdDfnrsStvwW]|x[\da-fA-F]{2}|u[\da-fA-F]{4})/;

/** PCRE, which the expression has been read as, knows more: `\h`, `\Q`, `\x{41}`. */
function hasOtherEscapes(text: string): boolean {
  return [...text.matchAll(/\\[^]/g)].some(({ index }) => !KNOWN_ESCAPE.test(text.slice(index, index + 6)));
}

/** One piece of an expression: an escape, a class, the start of a group, or a character. */
const PIECE = /\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\{,(?=\d+\})|\(\?P<|\(\?P=\w+\)|[\s\S]/g;

/** Flags for the whole expression, which JavaScript has outside. */
const LEADING_FLAGS = /^\(\?([aimsux]+)\)/;

/**
 * The expression in the words of JavaScript.
 *
 * @example `(?i)(?P<user>\w+)\Z` → `(?<user>\w+)(?![^])` with the flag `i`
 */
function translate(text: string): { readonly source: string; readonly flags: string } {
  const leading = LEADING_FLAGS.exec(text);
  const flags = [...new Set(leading?.[1] ?? '')].filter((flag) => 'ims'.includes(flag)).join('');
  const rest = text.slice(leading?.[0].length ?? 0);
  const source = rest.replace(PIECE, (piece) => {
    if (piece === '\\A') return '(?<![^])';
    if (piece === '\\Z') return '(?![^])';
    // Python's end is also in front of a last line break.
    if (piece === '$' && !flags.includes('m')) return '(?=\\n?(?![^]))';
    if (piece === '{,') return '{0,';
    if (piece === '(?P<') return '(?<';
    if (piece.startsWith('(?P=')) return `\\k<${piece.slice(4, -1)}>`;
    // A bracket that stands first in a class is one of its characters.
    if (/^\[\^?\]/.test(piece)) return piece.replace(']', '\\]');
    return piece;
  });
  return { source, flags };
}

/** Whether the expression matches at the start of the text (`re.match`); false for texts that are too long for it. */
export function matchesStart({ start, limit }: Expression, text: string): boolean {
  if (text.length > limit) return false;
  start.lastIndex = 0;
  return start.test(text);
}

/** Whether the expression occurs in the text (`re.search`); undefined for texts that are too long for it. */
export function searches({ anywhere, limit }: Expression, text: string): boolean | undefined {
  return text.length <= limit ? anywhere.test(text) : undefined;
}

/** The groups of an expression. */
export function groupsOf({ anywhere: { source, flags } }: Expression): {
  readonly count: number;
  readonly names: readonly string[];
} {
  const empty = new RegExp(`${source}|`, flags).exec('');
  return { count: (empty?.length ?? 1) - 1, names: Object.keys(empty?.groups ?? {}) };
}
