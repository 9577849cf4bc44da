/** The line that ends a run of rules on events. */

export interface MatchCounts {
  readonly events: number;
  readonly alerts: number;
  /** Matches of correlations; left out where there can be none. */
  readonly correlated?: number;
  readonly rulesMatched: number;
  readonly rulesInUse: number;
  readonly rulesNotInUse: number;
  readonly skipped: number;
}

/** @example 2 events, 1 match of 1 rule; 1 rule in use */
export function summarise(counts: MatchCounts): string {
  const { events, alerts, correlated = 0, rulesMatched, rulesInUse, rulesNotInUse, skipped } = counts;
  const parts = [
    `${plural(events, 'event')}, ${plural(alerts, 'match', 'matches')} of ${plural(rulesMatched, 'rule')}`,
    `${plural(rulesInUse, 'rule')} in use`,
  ];
  if (correlated > 0) parts.splice(1, 0, `${plural(correlated, 'match', 'matches')} of correlations`);
  if (rulesNotInUse > 0) parts.push(`${rulesNotInUse} not`);
  if (skipped > 0) parts.push(`${skipped} skipped that could not be read`);
  return `${parts.join('; ')}\n`;
}

function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}
