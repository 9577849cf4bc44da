/**
 * Correlations over matched events in the order of their times.
 *
 * An event waits until nothing earlier can come: until the latest time seen is more than the allowed lateness past it.
 * Then all events of its time are taken together, inner correlations before outer ones, so that neither the order of
 * arrival nor that of events of one time makes a difference.
 */
import type { CorrelationMatch } from './match.ts';
import {
  combine,
  countedValues,
  keyOf,
  type Contribution,
  type PendingEvent,
  type Values,
} from './contributions.ts';
import { createGroups, type Group, type Groups, type RecentEvent } from './groups.ts';
import { createHeap } from './heap.ts';
import type { MatchedEvent } from './matched-event.ts';
import type { CorrelationUse, Plan, PlannedCorrelation, Slots } from './plan.ts';
import {
  loadGroups,
  loadPending,
  saveGroups,
  savePending,
  SNAPSHOT_VERSION,
  type TrackerSnapshot,
} from './snapshot.ts';

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
  late: number;
  /** Groups that were let go with events in their windows. */
  evictedGroups: number;
}

export interface Tracker {
  /** Takes an event, and gives the matches that became final by it. */
  add(event: MatchedEvent): readonly CorrelationMatch[];
  /** Says that it is this late: nothing earlier than this less the lateness will be taken any more. */
  advance(time: number): readonly CorrelationMatch[];
  /** Takes everything that waits for its turn; nothing of the same time or earlier will be taken any more. */
  flush(): readonly CorrelationMatch[];
  readonly snapshot: () => TrackerSnapshot;
  readonly counts: Readonly<TrackerCounts>;
}

/** A group whose window meets the condition. */
interface Fired {
  readonly key: string;
  readonly group: Group;
  readonly isOnset: boolean;
}

/** How often groups of correlations without events are looked at, in times of events. */
const SWEEP_INTERVAL = 4096;

const NO_MATCHES: readonly CorrelationMatch[] = [];

export function createTracker(
  plan: Plan,
  { lateness, keepEvents, maxGroups, everyMatch }: TrackerOptions,
  saved?: TrackerSnapshot,
): Tracker {
  const { correlations, rules } = plan;
  const counts: TrackerCounts = { late: 0, evictedGroups: 0 };
  const groups: readonly Groups[] = correlations.map(({ kind }) =>
    createGroups(kind, maxGroups, () => counts.evictedGroups++),
  );
  const waiting = createHeap();
  /** What the events of the time at hand add to each correlation. */
  const queues: Contribution[][] = correlations.map(() => []);
  let sequence = 0;
  /** Events before this are late. */
  let watermark = -Infinity;
  let untilSweep = SWEEP_INTERVAL;

  if (saved !== undefined) {
    watermark = saved.watermark ?? -Infinity;
    loadGroups(saved, plan, groups);
    for (const event of loadPending(saved, plan)) waiting.push({ ...event, sequence: sequence++ });
  }

  function add(event: MatchedEvent): readonly CorrelationMatch[] {
    if (event.time < watermark) {
      counts.late++;
      return NO_MATCHES;
    }
    waiting.push({ ...event, sequence: sequence++ });
    return advance(event.time);
  }

  function advance(time: number): readonly CorrelationMatch[] {
    watermark = Math.max(watermark, time - lateness);
    return drain(watermark);
  }

  function flush(): readonly CorrelationMatch[] {
    return drain(Infinity);
  }

  /** Everything before a time. */
  function drain(before: number): readonly CorrelationMatch[] {
    let matches: CorrelationMatch[] | undefined;
    for (let first = waiting.earliest; first !== undefined && first.time < before; first = waiting.earliest) {
      const { time } = first;
      do enqueue(waiting.pop() as PendingEvent);
      while (waiting.earliest?.time === time);
      const found = settle(time);
      if (found.length > 0) (matches ??= []).push(...found);
      if (before === Infinity) watermark = Math.max(watermark, nextTime(time));
    }
    return matches ?? NO_MATCHES;
  }

  function enqueue(event: PendingEvent): void {
    for (const { rule, values } of event.matches) {
      for (const use of rules[rule]?.uses ?? []) {
        const groupBy = use.groupBy.map((slot) => values[slot]);
        contribute(
          use.correlation,
          use.member,
          event,
          rule,
          values,
          groupBy,
          (field) => values[field],
          use.fields,
        );
      }
    }
  }

  function contribute(
    correlation: number,
    member: number,
    event: PendingEvent,
    rule: number,
    values: Values,
    groupBy: readonly (readonly string[] | null | undefined)[],
    valueOf: (slot: number) => readonly string[] | null | undefined,
    fields: readonly number[],
  ): void {
    const groupsOfEvent = combine(groupBy);
    if (groupsOfEvent.length === 0) return;
    const { counted } = correlations[correlation] as PlannedCorrelation;
    const queue = queues[correlation] as Contribution[];
    for (const { text, number } of countedValues(counted, fields.map(valueOf))) {
      for (const group of groupsOfEvent) queue.push({ event, member, rule, values, group, text, number });
    }
  }

  /** All correlations at one time. */
  function settle(time: number): readonly CorrelationMatch[] {
    let matches: CorrelationMatch[] | undefined;
    for (let index = 0; index < correlations.length; index++) {
      const queue = queues[index] as Contribution[];
      if (queue.length === 0) continue;
      const found = settleOne(index, inOrder(queue, correlations[index] as PlannedCorrelation), time);
      queue.length = 0;
      if (found.length > 0) (matches ??= []).push(...found);
    }
    if (--untilSweep === 0) sweep(time);
    return matches ?? NO_MATCHES;
  }

  function settleOne(
    index: number,
    contributions: readonly Contribution[],
    time: number,
  ): readonly CorrelationMatch[] {
    const planned = correlations[index] as PlannedCorrelation;
    const { kind, uses } = planned;
    const from = time - planned.timespan;
    const windows = groups[index] as Groups;
    const touched = new Map<string, Group>();
    const membership: Group[] = [];
    for (const contribution of contributions) {
      const key = keyOf(contribution.group);
      const group = windows.touch(key, contribution.group, time, from);
      kind.add(group.state, { time, ...additionOf(contribution) });
      remember(group, contribution, time, keepEvents);
      touched.set(key, group);
      membership.push(group);
    }
    windows.sweep(from);

    const holding = new Set<Group>();
    const fired: Fired[] = [];
    for (const [key, group] of touched) {
      const holds = kind.holds(group.state, from);
      if (holds) {
        holding.add(group);
        if (everyMatch || !group.held) fired.push({ key, group, isOnset: !group.held });
      }
      group.held = holds;
    }
    if (uses.length > 0 && holding.size > 0) {
      for (const [at, contribution] of contributions.entries()) {
        if (holding.has(membership[at] as Group)) {
          for (const use of uses) passOn(use, contribution);
        }
      }
    }
    // Groups of one time in an order of their own, so that the order of arrival does not show.
    if (fired.length > 1) fired.sort((a, b) => (a.key < b.key ? -1 : 1));
    return fired.map((each) => describeMatch(planned, each, time, from));
  }

  /** A match of an inner correlation is its event, with the values of the group in place of fields of these names. */
  function passOn(
    { correlation, member, groupBy, fields, slotsByRule }: CorrelationUse,
    { event, rule, values, group }: Contribution,
  ): void {
    const slots = slotsByRule.get(rule) as Slots;
    const valueOf = (own: readonly number[], ofRule: readonly number[]) => (at: number) => {
      const index = own[at] as number;
      return index >= 0 ? [group[index] as string] : values[ofRule[at] as number];
    };
    const places = fields.map((_, at) => at);
    const groupValues = groupBy.map((_, at) => valueOf(groupBy, slots.groupBy)(at));
    contribute(correlation, member, event, rule, values, groupValues, valueOf(fields, slots.fields), places);
  }

  function sweep(time: number): void {
    untilSweep = SWEEP_INTERVAL;
    for (const [index, { timespan }] of correlations.entries()) groups[index]?.sweep(time - timespan);
  }

  return {
    add,
    advance,
    flush,
    counts,
    snapshot: () => ({
      version: SNAPSHOT_VERSION,
      watermark: watermark === -Infinity ? null : watermark,
      ...savePending(waiting.all(), plan),
      correlations: saveGroups(plan, groups),
    }),
  };
}

/** The next time that is not this one: the clock has a thousand steps in a millisecond. */
function nextTime(time: number): number {
  return Math.floor(time * 1000 + 1.5) / 1000;
}

function additionOf({ member, text, number }: Contribution): {
  readonly member: number;
  readonly text: string;
  readonly number: number;
} {
  return { member, text, number };
}

/**
 * Members in their order, which ordered windows ask for. An event that matches several rules is one event: it counts
 * once, except for types that count rules.
 */
function inOrder(
  queue: readonly Contribution[],
  { countsRules }: PlannedCorrelation,
): readonly Contribution[] {
  if (queue.length === 1) return [queue[0] as Contribution];
  const ordered = [...queue].sort((a, b) => a.member - b.member || a.event.sequence - b.event.sequence);
  if (countsRules) return ordered;
  const seen = new Set<string>();
  return ordered.filter(({ event, group, text }) => {
    const before = seen.size;
    seen.add(JSON.stringify([event.sequence, group, text]));
    return seen.size > before;
  });
}

function remember(
  { recent }: Group,
  { event, member }: Contribution,
  time: number,
  keepEvents: number,
): void {
  // Events of this time are at the end.
  for (let at = recent.length - 1; at >= 0; at--) {
    const each = recent[at] as RecentEvent;
    if (each.time < time) break;
    if (each.sequence !== event.sequence) continue;
    if (!each.members.includes(member)) each.members.push(member);
    return;
  }
  recent.push({ time, sequence: event.sequence, members: [member], reference: event.reference });
  if (recent.length > keepEvents) recent.shift();
}

function describeMatch(
  { resolved, kind }: PlannedCorrelation,
  { group: { values, state, recent }, isOnset }: Fired,
  time: number,
  from: number,
): CorrelationMatch {
  const { correlation, members } = resolved;
  return {
    correlation,
    group: correlation.correlation.groupBy.map(({ name }, index) => ({
      name,
      value: values[index] as string,
    })),
    isOnset,
    time,
    firstTime: recent[0]?.time ?? time,
    value: kind.numberOf(state, from),
    events: recent.map((each) => ({
      time: each.time,
      rules: each.members.map((member) => members[member]?.reference.text ?? ''),
      reference: each.reference,
    })),
  };
}
