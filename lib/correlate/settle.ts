/** All correlations at one time: what its events add to windows, which of these then hold, and what that adds to others. */
import {
  countedValues,
  groupKeys,
  valuesOf,
  type Contribution,
  type FieldValues,
  type PendingEvent,
} from './contributions.ts';
import { createGroups, remember, type Group, type Groups } from './groups.ts';
import type { CorrelationMatch } from './match.ts';
import type { CorrelationUse, Plan, PlannedCorrelation, RuleUse, Slots } from './plan.ts';
import type { TrackerOptions } from './tracker.ts';

export interface Settlement {
  readonly groups: readonly Groups[];
  /** Groups that were let go with events in their windows. */
  readonly evictedGroups: number;
  /** Takes an event of the time that will be settled next. */
  enqueue(event: PendingEvent): void;
  /** The matches at a time, by correlation and group. */
  settle(time: number): readonly CorrelationMatch[];
}

/** A group whose window meets the condition. */
interface Fired {
  readonly group: Group;
  readonly isOnset: boolean;
}

/** After how many times all groups are looked at: those of correlations that have no events any more stay until then. */
const SWEEP_INTERVAL = 4096;

const NO_MATCHES: readonly CorrelationMatch[] = [];
const NO_FIELDS: readonly FieldValues[] = [];

export function createSettlement(
  { correlations, rules }: Plan,
  { keepEvents, maxGroups, everyMatch }: TrackerOptions,
): Settlement {
  let evictedGroups = 0;
  const groups: readonly Groups[] = correlations.map(({ kind }) =>
    createGroups(kind, maxGroups, () => evictedGroups++),
  );
  /** What the events of the time at hand add to each correlation. */
  const queues: Contribution[][] = correlations.map(() => []);
  let untilSweep = SWEEP_INTERVAL;

  function contribute(
    { correlation, member }: Pick<RuleUse, 'correlation' | 'member'>,
    event: PendingEvent,
    { rule, values }: PendingEvent['matches'][number],
    groupBy: readonly FieldValues[],
    fields: readonly FieldValues[],
  ): void {
    const { time } = event;
    const { counted } = correlations[correlation] as PlannedCorrelation;
    const queue = queues[correlation] as Contribution[];
    for (const key of groupKeys(groupBy)) {
      for (const { text, number } of countedValues(counted, fields)) {
        queue.push({ event, time, member, rule, values, key, text, number });
      }
    }
  }

  /** A match of an inner correlation is its event, with the values of the group in place of fields of these names. */
  function passOn(use: CorrelationUse, contribution: Contribution, group: readonly string[]): void {
    const { event, rule, values } = contribution;
    const slots = use.slotsByRule.get(rule) as Slots;
    const replaced = (own: readonly number[], ofRule: readonly number[]): readonly FieldValues[] =>
      own.map((index, at) => (index >= 0 ? [group[index] as string] : values[ofRule[at] as number]));
    contribute(
      use,
      event,
      contribution,
      replaced(use.groupBy, slots.groupBy),
      replaced(use.fields, slots.fields),
    );
  }

  /** Adds to the window of the group, and gives the group. */
  function extend(
    { kind }: PlannedCorrelation,
    windows: Groups,
    contribution: Contribution,
    from: number,
  ): Group {
    const group = windows.touch(contribution.key, contribution.time, from);
    kind.add(group.state, contribution);
    remember(group, contribution.event, contribution.member, keepEvents);
    return group;
  }

  /** Whether the group holds, noted in it, and whether that is to be reported. */
  function judge({ kind }: PlannedCorrelation, group: Group, from: number): Fired | undefined {
    const holds = kind.holds(group.state, from);
    const isOnset = holds && !group.held;
    group.held = holds;
    return isOnset || (holds && everyMatch) ? { group, isOnset } : undefined;
  }

  function passAll(planned: PlannedCorrelation, contribution: Contribution): void {
    const { uses, resolved } = planned;
    if (uses.length === 0) return;
    const group = valuesOf(contribution.key, resolved.correlation.correlation.groupBy.length);
    for (const use of uses) passOn(use, contribution, group);
  }

  /** Nearly always one event adds to one group. */
  function settleSingle(
    planned: PlannedCorrelation,
    windows: Groups,
    contribution: Contribution,
  ): readonly CorrelationMatch[] {
    const from = contribution.time - planned.timespan;
    const group = extend(planned, windows, contribution, from);
    const fired = judge(planned, group, from);
    if (group.held) passAll(planned, contribution);
    return fired === undefined ? NO_MATCHES : [describeMatch(planned, fired, contribution.time, from)];
  }

  function settleSeveral(
    planned: PlannedCorrelation,
    windows: Groups,
    queue: readonly Contribution[],
    time: number,
  ): readonly CorrelationMatch[] {
    const from = time - planned.timespan;
    const contributions = inOrder(queue, planned);
    const touched = contributions.map((each) => extend(planned, windows, each, from));
    const fired: Fired[] = [];
    for (const group of new Set(touched)) {
      const each = judge(planned, group, from);
      if (each !== undefined) fired.push(each);
    }
    for (const [at, contribution] of contributions.entries()) {
      if ((touched[at] as Group).held) passAll(planned, contribution);
    }
    // In an order of their own, so that the order of arrival does not show.
    fired.sort((a, b) => (a.group.key < b.group.key ? -1 : 1));
    return fired.map((each) => describeMatch(planned, each, time, from));
  }

  function settle(time: number): readonly CorrelationMatch[] {
    let matches: CorrelationMatch[] | undefined;
    for (let index = 0; index < correlations.length; index++) {
      const queue = queues[index] as Contribution[];
      if (queue.length === 0) continue;
      const planned = correlations[index] as PlannedCorrelation;
      const windows = groups[index] as Groups;
      const found =
        queue.length === 1
          ? settleSingle(planned, windows, queue[0] as Contribution)
          : settleSeveral(planned, windows, queue, time);
      queue.length = 0;
      if (found.length > 0) (matches ??= []).push(...found);
    }
    if (--untilSweep === 0) sweep(time);
    return matches ?? NO_MATCHES;
  }

  function sweep(time: number): void {
    untilSweep = SWEEP_INTERVAL;
    for (const [index, { timespan }] of correlations.entries()) groups[index]?.sweep(time - timespan);
  }

  return {
    groups,
    get evictedGroups() {
      return evictedGroups;
    },
    enqueue(event) {
      for (const match of event.matches) {
        const { values } = match;
        for (const use of rules[match.rule]?.uses ?? []) {
          const groupBy = use.groupBy.map((slot) => values[slot]);
          const fields = use.fields.length === 0 ? NO_FIELDS : use.fields.map((slot) => values[slot]);
          contribute(use, event, match, groupBy, fields);
        }
      }
    },
    settle,
  };
}

/**
 * Members in their order, which ordered windows ask for. An event that matches several rules is one event: it counts
 * once, except for types that count rules.
 */
function inOrder(
  queue: readonly Contribution[],
  { countsRules }: PlannedCorrelation,
): readonly Contribution[] {
  const ordered = [...queue].sort((a, b) => a.member - b.member || a.event.sequence - b.event.sequence);
  if (countsRules) return ordered;
  const seen = new Set<string>();
  return ordered.filter(({ event, key, text }) => {
    const before = seen.size;
    seen.add(JSON.stringify([event.sequence, key, text]));
    return seen.size > before;
  });
}

function describeMatch(
  { resolved, kind }: PlannedCorrelation,
  { group: { key, state, recent }, isOnset }: Fired,
  time: number,
  from: number,
): CorrelationMatch {
  const { correlation, members } = resolved;
  const { groupBy } = correlation.correlation;
  const values = valuesOf(key, groupBy.length);
  return {
    correlation,
    group: groupBy.map(({ name }, index) => ({ name, value: values[index] as string })),
    isOnset,
    time,
    firstTime: recent[0]?.time ?? time,
    value: kind.numberOf(state, from),
    events: recent.map((each) => ({
      time: each.time,
      rules: [each.member, ...(each.others ?? [])].map((member) => members[member]?.reference.text ?? ''),
      reference: each.reference,
    })),
  };
}
