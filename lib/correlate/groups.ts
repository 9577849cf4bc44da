/**
 * The windows of one correlation, one for each group, the longest idle first.
 *
 * Eviction: a group goes when its window has become empty, which loses nothing. Only where there are still more groups
 * than allowed, the one that has been idle longest goes with what is in its window, and is counted.
 */
import type { Json, WindowKind } from './windows/kind.ts';

export interface Group {
  readonly values: readonly string[];
  readonly state: unknown;
  /** The latest event. */
  last: number;
  /** Whether the condition held at {@link last}. */
  held: boolean;
  /** The latest events, oldest first. */
  readonly recent: RecentEvent[];
}

/** An event in a window, for reports. */
export interface RecentEvent {
  readonly time: number;
  readonly sequence: number;
  readonly members: number[];
  readonly reference: Json;
}

export interface Groups {
  readonly size: number;
  /** The window of a group, made if need be, with nothing in it that is earlier than `from`. */
  touch(key: string, values: readonly string[], time: number, from: number): Group;
  /** Lets go of groups whose windows are empty from `from` on. */
  sweep(from: number): void;
  entries(): Iterable<readonly [string, Group]>;
  /** Puts a group where it was before a restart: behind those that are there. */
  put(key: string, group: Group): void;
}

/** @param onEvicted - Told of groups that go although there are events in their windows. */
export function createGroups(kind: WindowKind, limit: number, onEvicted: () => void): Groups {
  const groups = new Map<string, Group>();
  return {
    get size() {
      return groups.size;
    },
    touch(key, values, time, from) {
      const known = groups.get(key);
      if (known === undefined) {
        const group: Group = { values, state: kind.create(), last: time, held: false, recent: [] };
        groups.set(key, group);
        if (groups.size > limit) {
          const [oldest] = groups.keys();
          groups.delete(oldest as string);
          onEvicted();
        }
        return group;
      }
      if (known.last === time) return known;
      groups.delete(key);
      groups.set(key, known);
      // A window that was empty for a moment met no condition then.
      if (known.last < from) known.held = false;
      known.last = time;
      kind.expire(known.state, from);
      forget(known.recent, from);
      return known;
    },
    sweep(from) {
      for (const [key, group] of groups) {
        if (group.last >= from) return;
        groups.delete(key);
      }
    },
    entries: () => groups,
    put(key, group) {
      groups.set(key, group);
    },
  };
}

function forget(recent: RecentEvent[], from: number): void {
  let gone = 0;
  while (gone < recent.length && (recent[gone] as RecentEvent).time < from) gone++;
  if (gone > 0) recent.splice(0, gone);
}
