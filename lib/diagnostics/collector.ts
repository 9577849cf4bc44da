/** Gathers the diagnostics of one document, and stays small however many mistakes the document has. */
import { diagnose, type Diagnostic, type Finding, type RelatedPlace, type Severity } from './diagnostic.ts';
import type { Source, Span } from '../source/source.ts';

/**
 * How many diagnostics of each severity are kept for a document. Nobody reads more, and a text of a million
 * mistakes must not cost a million diagnostics. Counted by severity, so that warnings never crowd out an error.
 */
export const MAX_DIAGNOSTICS = 100;

export interface Collector {
  readonly source: Source;
  readonly diagnostics: readonly Diagnostic[];
  readonly report: (finding: Finding, span: Span, related?: readonly RelatedPlace[]) => void;
  /** Adds what another part of the library found. */
  readonly add: (diagnostics: readonly Diagnostic[]) => void;
}

export function createCollector(source: Source): Collector {
  const diagnostics: Diagnostic[] = [];
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  const keep = (diagnostic: Diagnostic): void => {
    if (counts[diagnostic.severity]++ < MAX_DIAGNOSTICS) diagnostics.push(diagnostic);
  };
  return {
    source,
    diagnostics,
    report: (finding, span, related) => {
      keep(diagnose(finding, source, span, related));
    },
    add: (others) => {
      for (const diagnostic of others) keep(diagnostic);
    },
  };
}
