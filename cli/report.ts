/** Diagnostics as they come, for people: each with its excerpt, the repetitive ones cut short. */
import { formatDiagnostic, type Diagnostic, type Severity } from '../lib/diagnostics/diagnostic.ts';
import type { Io } from './io.ts';
import { paintFor, visible, type Style } from './output/terminal.ts';

/** How many of one code are shown in full; a folder of rules repeats itself, and the summary has the counts. */
const SHOWN_PER_CODE = 3;

const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'cyan' };

export interface Report {
  show(diagnostic: Diagnostic): void;
}

/**
 * @param verbose - Show all, not only the first few of each code.
 * @param shownPerCode - How many those are.
 */
export function createReport(io: Io, verbose: boolean, shownPerCode: number = SHOWN_PER_CODE): Report {
  const paint = paintFor(io);
  const shown = new Map<string, number>();
  return {
    show(diagnostic) {
      const { code, severity, source } = diagnostic;
      const count = (shown.get(code) ?? 0) + 1;
      shown.set(code, count);
      if (!verbose && count > shownPerCode) return;
      const full = visible(formatDiagnostic(diagnostic));
      // Without a text there is nothing to point at.
      const text = source.text === '' ? `${source.name}: ${severity} ${code}: ${diagnostic.message}` : full;
      const label = `${severity} ${code}`;
      io.stderr.write(`${text.replace(label, paint(STYLES[severity], label))}\n\n`);
    },
  };
}
