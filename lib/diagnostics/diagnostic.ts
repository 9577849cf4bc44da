/**
 * A diagnostic is a value: what is wrong, where, and what to do about it.
 *
 * Programs match on `code`; `message` is for people and may be reworded in any release.
 */
import { codeFrame } from '../source/frame.ts';
import { locate } from '../source/locate.ts';
import type { Source, Span } from '../source/source.ts';
import type { DiagnosticCode } from './codes.ts';

/**
 * - `error`: the rule, or its conversion to this target, is not usable.
 * - `warning`: usable, but read this: the query is wider than the rule, or the rule is likely not what was meant.
 * - `info`: nothing to do.
 */
export type Severity = 'error' | 'warning' | 'info';

/** A second place that helps to understand the first, such as the earlier of two equal keys. */
export interface RelatedPlace {
  readonly message: string;
  readonly span: Span;
}

/** One thing to say about a rule, at its place. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence, without position and without a final line break. */
  readonly message: string;
  readonly source: Source;
  readonly span: Span;
  /** What the author can do, a sentence each; often empty. */
  readonly hints: readonly string[];
  readonly related: readonly RelatedPlace[];
}

/** What a message function gives: all of a diagnostic but its place. */
export interface Finding {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly hints?: readonly string[];
}

/** A {@link Finding} at a place. */
export function diagnose(
  finding: Finding,
  source: Source,
  span: Span,
  related: readonly RelatedPlace[] = [],
): Diagnostic {
  return {
    code: finding.code,
    severity: finding.severity,
    message: finding.message,
    source,
    span,
    hints: finding.hints ?? [],
    related,
  };
}

/** Whether one of them is an error, so that a rule or its conversion is not usable. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/**
 * The diagnostic as a compiler prints it: place, severity, code, message, excerpt, hints.
 *
 * @example
 * rule.yml:9:16 error condition-unknown-identifier: no search identifier is called `selektion`
 *  9 |     condition: selektion
 *    |                ^^^^^^^^^
 *    = did you mean `selection`?
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { source, span, severity, code, message, hints, related } = diagnostic;
  const { line, column } = locate(source, span.start);
  const lines = [`${source.name}:${line}:${column} ${severity} ${code}: ${message}`, codeFrame(source, span)];
  for (const place of related) {
    const at = locate(source, place.span.start);
    lines.push(`   = ${source.name}:${at.line}:${at.column} ${place.message}`);
  }
  for (const hint of hints) lines.push(`   = ${hint}`);
  return lines.join('\n');
}

/** The wire form of a diagnostic: plain JSON, positions from 1, no source text. */
export interface DiagnosticJson {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly hints: readonly string[];
}

/**
 * The diagnostic in its wire form, for records, editors and other programs.
 *
 * @example
 * diagnosticToJson(diagnostic)
 * // { code: 'condition-unknown-identifier', severity: 'error', message: '…',
 * //   line: 9, column: 16, endLine: 9, endColumn: 25, hints: ['did you mean `selection`?'] }
 */
export function diagnosticToJson(diagnostic: Diagnostic): DiagnosticJson {
  const start = locate(diagnostic.source, diagnostic.span.start);
  const end = locate(diagnostic.source, diagnostic.span.end);
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    hints: diagnostic.hints,
  };
}
