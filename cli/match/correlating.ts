/** Correlations over the matches of all pieces, in the order of the input; the state may outlive the run. */
import type { SigmaCorrelation } from '../../lib/ast/correlation.ts';
import type { ResolvedCorrelation, SigmaCollection } from '../../lib/collection/index.ts';
import type { CorrelationMatch } from '../../lib/correlate/index.ts';
import type { Plan } from '../../lib/correlate/plan.ts';
import type { TrackerSnapshot } from '../../lib/correlate/snapshot.ts';
import { createTracker, type Tracker, type TrackerOptions } from '../../lib/correlate/tracker.ts';
import type { Matched } from './match-piece.ts';
import { damaged, readState, writeState } from './state.ts';

/** Which event of which file; part of the state, and so JSON. */
export interface EventPlace {
  readonly file: string;
  readonly eventIndex: number;
}

export interface Correlating {
  /** What became final with these events; see `PieceResult`. */
  add(matched: readonly Matched[], file: string, firstIndex: number): readonly CorrelationMatch[];
  /** At the end: what still waits, or nothing when the state is kept for the next run. */
  end(): readonly CorrelationMatch[];
  /** Events that were not counted, by reason; empty when there are none. */
  describeUncounted(): readonly string[];
}

const DAY_MS = 86_400_000;

const SETTINGS: Omit<TrackerOptions, 'lateness'> = {
  keepEvents: 10,
  maxGroups: 1_000_000,
  everyMatch: false,
};

/**
 * @param lateness - In seconds.
 * @param statePath - Where the state is read from, if it is there, and written to at the end.
 * @throws UsageError for a state that cannot be read
 */
export function createCorrelating(
  { results }: SigmaCollection,
  plan: Plan,
  lateness: number,
  statePath: string | undefined,
): Correlating {
  const saved = statePath === undefined ? undefined : readState(statePath);
  const tracker = startTracker(plan, { ...SETTINGS, lateness: lateness * 1000 }, saved, statePath);
  const reported = new Set<SigmaCorrelation>(
    results
      .filter((each): each is ResolvedCorrelation => each.kind === 'resolved-correlation')
      .map(({ correlation }) => correlation),
  );
  const latest = Date.now() + DAY_MS;
  let untimed = 0;
  let future = 0;

  const onlyReported = (matches: readonly CorrelationMatch[]): readonly CorrelationMatch[] =>
    matches.filter(({ correlation }) => reported.has(correlation));

  return {
    add(matched, file, firstIndex) {
      const found: CorrelationMatch[] = [];
      for (const { event, time, matches } of matched) {
        const place: EventPlace = { file, eventIndex: firstIndex + event };
        if (time === undefined) untimed++;
        // One wrong clock would make every other event late.
        else if (time > latest) future++;
        else found.push(...tracker.add({ time, matches, reference: { ...place } }));
      }
      return onlyReported(found);
    },
    end() {
      if (statePath === undefined) return onlyReported(tracker.flush());
      writeState(statePath, tracker.snapshot());
      return [];
    },
    describeUncounted() {
      const { late, evictedGroups } = tracker.counts;
      const reasons: readonly (readonly [number, string])[] = [
        [untimed, 'without a time'],
        [late, 'later than --lateness allows'],
        [future, 'from the future'],
        [evictedGroups, 'groups let go before their time'],
      ];
      return reasons.filter(([count]) => count > 0).map(([count, reason]) => `${count} ${reason}`);
    },
  };
}

/** @throws UsageError for a state that is damaged where only its window can tell */
function startTracker(
  plan: Plan,
  options: TrackerOptions,
  saved: TrackerSnapshot | undefined,
  path: string | undefined,
): Tracker {
  try {
    return createTracker(plan, options, saved);
  } catch (error) {
    if (saved === undefined || path === undefined) throw error;
    throw damaged(path);
  }
}
