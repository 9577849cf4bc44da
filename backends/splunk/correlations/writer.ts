/** What is known while a correlation is being written in SPL, and what it could not say. */
import type { CorrelationGap } from '../../../lib/backend/correlation.ts';

export interface Writer {
  /** Search terms in front, see the settings of the backend. */
  readonly prefix: string;
  readonly gaps: CorrelationGap[];
}

/** Refuses the correlation for a reason of the target. */
export function refuse(
  { gaps }: Writer,
  reason: string,
  span: CorrelationGap['span'],
  hints: readonly string[] = [],
): void {
  gaps.push({ feature: 'correlation', reason, span, hints, outcome: 'refused' });
}
