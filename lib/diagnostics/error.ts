/** The one error class of the library: diagnostics in throwable form. */
import { formatDiagnostic, type Diagnostic } from './diagnostic.ts';

/**
 * Thrown only where a caller asked for a value that the input cannot give (`compileRule`, `matcherFor` …).
 * Everything that works on many rules returns diagnostics instead.
 */
export class SigmaError extends Error {
  override readonly name = 'SigmaError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n\n'));
    this.diagnostics = diagnostics;
  }
}
