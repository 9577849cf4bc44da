/**
 * Text to {@link RegexPattern}. The one door to `grammar/regex.ohm`; its semantics are in `parse-tree.ts`.
 *
 * A pattern is read as PCRE reads it with UTF on and Unicode classes (`UCP`) off: a character is a code point,
 * `\d \w \s \b` are ASCII, a newline is LF, and `$` matches at the end and before a final newline.
 */
import grammar from '../../grammar/regex.ohm-bundle.js';
import { diagnose, type Diagnostic, type Finding } from '../diagnostics/diagnostic.ts';
import { regexTooDeep, regexTooLong } from '../diagnostics/messages/regex.ts';
import { spanWithin, type EmbeddedText } from '../source/embedded.ts';
import type { Span } from '../source/source.ts';
import type { RegexFlags, RegexPattern } from './ast.ts';
import { explainFailure } from './parse-failure.ts';
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
  const { text } = embedded;
  const diagnostics: Diagnostic[] = [];
  const report = (finding: Finding, span: Span): void => {
    diagnostics.push(diagnose(finding, embedded.source, span));
  };
  const failed = (finding: Finding, start: number, end: number): ParsedRegex => {
    report(finding, spanWithin(embedded, start, end));
    return { pattern: undefined, diagnostics };
  };

  if (text.length > MAX_PATTERN_LENGTH) {
    return failed(regexTooLong(text.length, MAX_PATTERN_LENGTH), 0, text.length);
  }
  const scan = scanPattern(text);
  if (scan.depth > MAX_PATTERN_DEPTH) return failed(regexTooDeep(MAX_PATTERN_DEPTH), 0, text.length);

  const match = grammar.match(text);
  if (match.failed()) {
    const { finding, start, end } = explainFailure(text, match.getRightmostFailurePosition(), scan);
    return failed(finding, start, end);
  }

  const root = buildTree(match, {
    spanOf: ({ source: { startIdx, endIdx } }) => spanWithin(embedded, startIdx, endIdx),
    report,
    captures: 0,
    names: new Set(),
    references: [],
  });
  if (diagnostics.length > 0) return { pattern: undefined, diagnostics };
  return { pattern: { text, flags, root, span: embedded.span }, diagnostics };
}
