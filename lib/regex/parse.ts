/**
 * Text to {@link RegexPattern}. The one door to `grammar/regex.ohm`; its semantics are in `parse-tree.ts`.
 *
 * A pattern is read as PCRE reads it with UTF on and Unicode classes (`UCP`) off: a character is a code point,
 * `\d \w \s \b` are ASCII, a newline is LF, and `$` matches at the end and before a final newline.
 */
import grammar from '../../grammar/regex.ohm-bundle.js';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { classNotClosed, regexTooDeep, regexTooLong } from '../diagnostics/messages/regex.ts';
import { spanWithin, type EmbeddedText } from '../source/embedded.ts';
import type { RegexFlags, RegexNode, RegexPattern } from './ast.ts';
import { checkTree } from './check.ts';
import { explainFailure, type Failure } from './parse-failure.ts';
import { buildTree } from './parse-tree.ts';
import { scanPattern } from './scan.ts';

/** In UTF-16 units. The longest pattern in public rules has under 400; Lucene takes 1,000. */
export const MAX_PATTERN_LENGTH = 10_000;

/** The parser needs some twenty frames a level, and hosts with a small stack exist. Public rules reach 4. */
export const MAX_PATTERN_DEPTH = 50;

export interface ParsedRegex {
  /** Undefined when there is an error. */
  readonly pattern: RegexPattern | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a regular expression; `flags` are those of the modifiers `i`, `m`, `s`.
 *
 * @example
 * parseRegex({ text: 'a+', source, span, verbatim: true }, { ignoreCase: false, multiline: false, dotAll: false })
 * // { pattern: { root: { kind: 'repeat', min: 1, max: null, … }, … }, diagnostics: [] }
 */
export function parseRegex(embedded: EmbeddedText, flags: RegexFlags): ParsedRegex {
  const { text, source, span } = embedded;
  const outcome = recall(text);
  if ('finding' in outcome) {
    const { finding, start, end } = outcome;
    const place = spanWithin(embedded, start, end);
    return { pattern: undefined, diagnostics: [diagnose(finding, source, place)] };
  }
  const diagnostics: Diagnostic[] = [];
  const root = checkTree(outcome.root, embedded, (finding, place) => {
    diagnostics.push(diagnose(finding, source, place));
  });
  return { pattern: diagnostics.length > 0 ? undefined : { text, flags, root, span }, diagnostics };
}

/** A tree with offsets into the pattern, or why there is none. */
type Outcome = { readonly root: RegexNode } | Failure;

/**
 * Rules share expressions (a third of the public ones are repetitions), and reading one costs as much as a
 * thousand ordinary values.
 */
const memory = /* @__PURE__ */ new Map<string, Outcome>();
const MEMORY_ENTRIES = 500;
/** Longer texts are not worth the room. */
const MEMORY_TEXT = 500;

function recall(text: string): Outcome {
  const known = memory.get(text);
  if (known !== undefined) return known;
  const outcome = read(text);
  if (text.length <= MEMORY_TEXT) {
    if (memory.size >= MEMORY_ENTRIES) memory.clear();
    memory.set(text, outcome);
  }
  return outcome;
}

function read(text: string): Outcome {
  if (text.length > MAX_PATTERN_LENGTH) {
    return { finding: regexTooLong(text.length, MAX_PATTERN_LENGTH), start: 0, end: text.length };
  }
  const scan = scanPattern(text);
  if (scan.depth > MAX_PATTERN_DEPTH) {
    return { finding: regexTooDeep(MAX_PATTERN_DEPTH), start: 0, end: text.length };
  }
  // The scan sees it in one pass; the parser would come back to each bracket that might open a POSIX class.
  if (scan.openClass !== undefined) {
    return { finding: classNotClosed(), start: scan.openClass, end: scan.openClass + 1 };
  }
  const match = grammar.match(text);
  if (match.failed()) return explainFailure(text, match.getRightmostFailurePosition(), scan);
  return { root: buildTree(match) };
}
