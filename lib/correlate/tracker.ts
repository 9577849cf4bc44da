/**
 * Correlations over matched events in the order of their times.
 *
 * An event waits until nothing earlier can come: until the latest time seen is more than the allowed lateness past it.
 * Then all events of its time are taken together, inner correlations before outer ones, so that neither the order of
 * arrival nor that of events of one time makes a difference.
 */
import type { PendingEvent } from './contributions.ts';
import { createHeap } from './heap.ts';
import type { CorrelationMatch } from './match.ts';
import type { MatchedEvent } from './matched-event.ts';
import type { Plan } from './plan.ts';
import { loadGroups, loadPending, saveGroups, savePending, SNAPSHOT_VERSION } from './snapshot.ts';
import type { TrackerSnapshot } from './snapshot.ts';
import { createSettlement } from './settle.ts';

export interface TrackerOptions {
  /** In milliseconds. */
  readonly lateness: number;
  /** How many events a match names. */
  readonly keepEvents: number;
  /** How many groups of one correlation are kept. */
  readonly maxGroups: number;
  /** Whether every match is given, and not the first of those that follow each other alone. */
  readonly everyMatch: boolean;
}

export interface TrackerCounts {
  /** Events that came too late to be counted. */
  readonly late: number;
  /** Groups that were let go with events in their windows. */
  readonly evictedGroups: number;
}

export interface Tracker {
  /** Takes an event, and gives the matches that became final by it. */
  add(event: MatchedEvent): readonly CorrelationMatch[];
  /** Says that it is this late: nothing earlier than this less the lateness will be taken any more. */
  advance(time: number): readonly CorrelationMatch[];
  /** Takes everything that waits for its turn; nothing of the same time or earlier will be taken any more. */
  flush(): readonly CorrelationMatch[];
  readonly snapshot: () => TrackerSnapshot;
  readonly counts: TrackerCounts;
}

const NO_MATCHES: readonly CorrelationMatch[] = [];

export function createTracker(plan: Plan, options: TrackerOptions, saved?: TrackerSnapshot): Tracker {
  const { lateness } = options;
  const settlement = createSettlement(plan, options);
  const waiting = createHeap();
  let sequence = 0;
  let late = 0;
  /** Events before this are late. */
  let watermark = -Infinity;

  if (saved !== undefined) {
    watermark = saved.watermark ?? -Infinity;
    loadGroups(saved, plan, settlement.groups);
    for (const event of loadPending(saved, plan)) wait(event);
  }

  function wait({ time, matches, reference }: MatchedEvent): void {
    waiting.push({ time, matches, reference, sequence: sequence++ });
  }

  function advance(time: number): readonly CorrelationMatch[] {
    watermark = Math.max(watermark, time - lateness);
    return drain(watermark);
  }

  /** Everything before a time. */
  function drain(before: number): readonly CorrelationMatch[] {
    let matches: CorrelationMatch[] | undefined;
    for (let first = waiting.earliest; first !== undefined && first.time < before; first = waiting.earliest) {
      const { time } = first;
      do settlement.enqueue(waiting.pop() as PendingEvent);
      while (waiting.earliest?.time === time);
      const found = settlement.settle(time);
      if (found.length > 0) (matches ??= []).push(...found);
      if (before === Infinity) watermark = Math.max(watermark, nextTime(time));
    }
    return matches ?? NO_MATCHES;
  }

  return {
    add(event) {
      if (event.time < watermark) {
        late++;
        return NO_MATCHES;
      }
      wait(event);
      return advance(event.time);
    },
    advance,
    flush: () => drain(Infinity),
    snapshot: () => ({
      version: SNAPSHOT_VERSION,
      watermark: watermark === -Infinity ? null : watermark,
      ...savePending(waiting.all(), plan),
      correlations: saveGroups(plan, settlement.groups),
    }),
    get counts() {
      return { late, evictedGroups: settlement.evictedGroups };
    },
  };
}

/** The next time that is not this one: the clock has a thousand steps in a millisecond. */
function nextTime(time: number): number {
  return Math.floor(time * 1000 + 1.5) / 1000;
}
