/**
 * The state of a correlator as JSON.
 *
 * Correlations and rules are called by what stays the same over a restart. A correlation that has been changed begins
 * anew; the others go on, whatever was added or removed around them.
 */
import type { PendingEvent } from './contributions.ts';
import type { Groups, RecentEvent } from './groups.ts';
import type { MatchedEvent, MatchedRule } from './matched-event.ts';
import type { Plan } from './plan.ts';
import type { Json } from './windows/kind.ts';

/** The format that is written and read. */
export const SNAPSHOT_VERSION = 1;

/** What `Correlator.snapshot` gives. Plain JSON. */
export interface TrackerSnapshot {
  /** Of the format. */
  readonly version: number;
  /** Events before this time are late; null before the first event. */
  readonly watermark: number | null;
  /** Rules that the waiting events matched, with the fields whose values are kept. */
  readonly rules: readonly SavedRule[];
  readonly waiting: readonly SavedEvent[];
  readonly correlations: readonly SavedCorrelation[];
}

export interface SavedRule {
  readonly key: string;
  readonly fields: readonly string[];
}

export interface SavedEvent {
  readonly time: number;
  readonly reference: Json;
  /** With the rule's place in {@link TrackerSnapshot.rules}. */
  readonly matches: readonly MatchedRule[];
}

export interface SavedCorrelation {
  readonly key: string;
  /** The longest idle first. */
  readonly groups: readonly SavedGroup[];
}

export interface SavedGroup {
  readonly key: string;
  readonly last: number;
  readonly held: boolean;
  readonly state: Json;
  readonly recent: readonly SavedRecent[];
}

/** An event in a window and the members that it matched. */
export interface SavedRecent {
  readonly time: number;
  readonly members: readonly number[];
  readonly reference: Json;
}

export function savePending(
  waiting: readonly PendingEvent[],
  { rules }: Plan,
): Pick<TrackerSnapshot, 'rules' | 'waiting'> {
  const inOrder = [...waiting].sort((a, b) => a.time - b.time || a.sequence - b.sequence);
  return {
    rules: rules.map(({ key, fields }) => ({ key, fields })),
    waiting: inOrder.map(({ time, reference, matches }) => ({ time, reference, matches })),
  };
}

/** Matches of rules that are no more are left out, and so are events that have no others. */
export function loadPending({ rules, waiting }: TrackerSnapshot, plan: Plan): readonly MatchedEvent[] {
  const indexes = new Map(plan.rules.map(({ key }, index) => [key, index]));
  const translate = ({ rule, values }: MatchedRule): readonly MatchedRule[] => {
    const saved = rules[rule];
    const index = saved === undefined ? undefined : indexes.get(saved.key);
    if (saved === undefined || index === undefined) return [];
    const slots = plan.rules[index]?.fields.map((name) => saved.fields.indexOf(name)) ?? [];
    return [{ rule: index, values: slots.map((slot) => values[slot] ?? null) }];
  };
  return waiting.flatMap(({ time, reference, matches }) => {
    const known = matches.flatMap(translate);
    return known.length === 0 ? [] : { time, reference, matches: known };
  });
}

export function saveGroups({ correlations }: Plan, groups: readonly Groups[]): readonly SavedCorrelation[] {
  return correlations.map(({ key, kind }, index) => ({
    key,
    groups: (groups[index]?.all() ?? []).map(({ state, recent, ...group }) => ({
      key: group.key,
      last: group.last,
      held: group.held,
      state: kind.save(state),
      recent: recent.map(({ time, member, others = [], reference }) => ({
        time,
        members: [member, ...others],
        reference,
      })),
    })),
  }));
}

/** Equal correlations, which have equal windows, are told apart by their order. */
export function loadGroups(saved: TrackerSnapshot, { correlations }: Plan, groups: readonly Groups[]): void {
  const left = new Map<string, SavedCorrelation[]>();
  for (const each of saved.correlations) left.set(each.key, [...(left.get(each.key) ?? []), each]);
  for (const [index, { key, kind }] of correlations.entries()) {
    for (const each of left.get(key)?.shift()?.groups ?? []) {
      groups[index]?.put({
        key: each.key,
        state: kind.load(each.state),
        last: each.last,
        held: each.held,
        recent: each.recent.map(loadRecent),
      });
    }
  }
}

/** An event of another run: no event to come has its number. */
function loadRecent({ time, members, reference }: SavedRecent): RecentEvent {
  const [member = 0, ...others] = members;
  return { time, sequence: -1, member, others: others.length === 0 ? undefined : others, reference };
}
