/**
 * The windows of one correlation, one for each group, and which of them has been idle longest.
 *
 * Eviction: a group goes when its window has become empty, which loses nothing. Only where there are still more groups
 * than allowed, the one that has been idle longest goes with what is in its window, and is counted.
 */
import type { Json, WindowKind } from './windows/kind.ts';

export interface Group {
  /** What tells it from the others; see `keyOf`. */
  readonly key: string;
  readonly state: unknown;
  /** The latest event. */
  last: number;
  /** Whether the condition held at {@link last}. */
  held: boolean;
  /** The latest events, oldest first. */
  recent: RecentEvent[];
  /** Idle for longer than this one, the nearest first. */
  older: Group | undefined;
  newer: Group | undefined;
}

/** An event in a window, for reports. */
export interface RecentEvent {
  readonly time: number;
  readonly sequence: number;
  readonly member: number;
  /** Further members that the event matched. */
  others: readonly number[] | undefined;
  readonly reference: Json;
}

export interface Groups {
  /** The window of a group, made if need be, with nothing in it that is earlier than `from`. */
  touch(key: string, time: number, from: number): Group;
  /** Lets go of groups whose windows are empty from `from` on. */
  sweep(from: number): void;
  /** The longest idle first. */
  all(): readonly Group[];
  /** Puts a group where it was before a restart: behind those that are there. */
  put(group: Omit<Group, 'older' | 'newer'>): void;
}

/** How many new groups make it worth while to look for old ones. */
const SWEEP_INTERVAL = 64;

const NO_EVENTS: RecentEvent[] = [];

/** @param onEvicted - Told of groups that go although there are events in their windows. */
export function createGroups(kind: WindowKind, limit: number, onEvicted: () => void): Groups {
  const groups = new Map<string, Group>();
  // A list through the groups themselves: moving a group to its end costs less than a map would ask for.
  let oldest: Group | undefined;
  let newest: Group | undefined;
  let untilSweep = SWEEP_INTERVAL;

  function append(group: Group): void {
    group.older = newest;
    group.newer = undefined;
    if (newest === undefined) oldest = group;
    else newest.newer = group;
    newest = group;
  }

  function unlink({ older, newer }: Group): void {
    if (older === undefined) oldest = newer;
    else older.newer = newer;
    if (newer === undefined) newest = older;
    else newer.older = older;
  }

  function remove(group: Group): void {
    unlink(group);
    groups.delete(group.key);
  }

  function create(key: string, time: number, from: number): Group {
    const group: Group = {
      key,
      state: kind.create(),
      last: time,
      held: false,
      recent: NO_EVENTS,
      older: undefined,
      newer: undefined,
    };
    groups.set(key, group);
    append(group);
    if (--untilSweep <= 0) sweep(from);
    if (groups.size > limit && oldest !== undefined) {
      remove(oldest);
      onEvicted();
    }
    return group;
  }

  function sweep(from: number): void {
    untilSweep = SWEEP_INTERVAL;
    while (oldest !== undefined && oldest.last < from) remove(oldest);
  }

  return {
    touch(key, time, from) {
      const group = groups.get(key);
      if (group === undefined) return create(key, time, from);
      if (group.last === time) return group;
      if (group !== newest) {
        unlink(group);
        append(group);
      }
      // A window that was empty for a moment met no condition then.
      if (group.last < from) group.held = false;
      group.last = time;
      kind.expire(group.state, from);
      forget(group, from);
      return group;
    },
    sweep,
    all() {
      const found: Group[] = [];
      for (let group = oldest; group !== undefined; group = group.newer) found.push(group);
      return found;
    },
    put(saved) {
      const group: Group = { ...saved, older: undefined, newer: undefined };
      groups.set(group.key, group);
      append(group);
    },
  };
}

function forget({ recent }: Group, from: number): void {
  let gone = 0;
  while (gone < recent.length && (recent[gone] as RecentEvent).time < from) gone++;
  if (gone === 1) recent.shift();
  else if (gone > 0) recent.splice(0, gone);
}

/** @param limit - How many events to keep; the latest. */
export function remember(
  group: Group,
  { time, sequence, reference }: Pick<RecentEvent, 'time' | 'sequence' | 'reference'>,
  member: number,
  limit: number,
): void {
  const { recent } = group;
  // Events of this time are at the end.
  for (let at = recent.length - 1; at >= 0; at--) {
    const each = recent[at] as RecentEvent;
    if (each.time < time) break;
    if (each.sequence !== sequence) continue;
    if (each.member !== member && each.others?.includes(member) !== true) {
      each.others = [...(each.others ?? []), member];
    }
    return;
  }
  const event: RecentEvent = { time, sequence, member, others: undefined, reference };
  // A list of one made to measure, as in a queue.
  if (recent.length === 0) group.recent = [event];
  else {
    if (recent.length >= limit) recent.shift();
    recent.push(event);
  }
}
