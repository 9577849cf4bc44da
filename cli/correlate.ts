/** Correlations to queries, or why there is none: one place for `convert` and `build`. */
import type { Backend } from '../lib/backend/backend.ts';
import type { CorrelationBackend } from '../lib/backend/correlation.ts';
import type { ResolvedCorrelation } from '../lib/collection/index.ts';
import { convertCorrelation } from '../lib/convert-correlation.ts';
import type { Conversion } from '../lib/convert.ts';
import { diagnose } from '../lib/diagnostics/diagnostic.ts';
import { unsupported } from '../lib/diagnostics/messages/backend.ts';

/** For what a correlation is converted. */
export interface CorrelationTarget {
  readonly backend: Pick<Backend<string>, 'title' | 'assumptions'>;
  /** Undefined where the target has none. */
  readonly correlations: CorrelationBackend | undefined;
  /** As the user named it: a correlation is written as a query alone. */
  readonly format: string;
}

export function correlate(
  resolved: ResolvedCorrelation,
  { backend: { title, assumptions }, correlations, format }: CorrelationTarget,
  options: Parameters<typeof convertCorrelation>[2],
): Conversion {
  if (correlations !== undefined && format === 'default')
    return convertCorrelation(resolved, correlations, options);
  const reason =
    correlations === undefined
      ? 'queries of this target look at one event at a time'
      : `the format ${format} is for single rules`;
  const { source, correlation } = resolved.correlation;
  const diagnostics = [diagnose(unsupported(title, 'correlation', reason, []), source, correlation.typeSpan)];
  return { queries: [], fidelity: 'unsupported', diagnostics, assumptions };
}
