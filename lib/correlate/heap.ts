/** Events waiting for their turn, the earliest first; those of one time in the order they came. */
import type { PendingEvent } from './contributions.ts';

export interface EventHeap {
  readonly earliest: PendingEvent | undefined;
  push(event: PendingEvent): void;
  pop(): PendingEvent | undefined;
  /** In no particular order. */
  all(): readonly PendingEvent[];
}

export function createHeap(): EventHeap {
  const items: PendingEvent[] = [];
  return {
    get earliest() {
      return items[0];
    },
    push(event) {
      let at = items.length;
      items.push(event);
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!isBefore(event, items[parent] as PendingEvent)) break;
        items[at] = items[parent] as PendingEvent;
        at = parent;
      }
      items[at] = event;
    },
    pop() {
      const [first] = items;
      const last = items.pop();
      if (last === undefined || items.length === 0) return first;
      let at = 0;
      for (;;) {
        let child = at * 2 + 1;
        if (child >= items.length) break;
        const right = items[child + 1];
        if (right !== undefined && isBefore(right, items[child] as PendingEvent)) child++;
        if (!isBefore(items[child] as PendingEvent, last)) break;
        items[at] = items[child] as PendingEvent;
        at = child;
      }
      items[at] = last;
      return first;
    },
    all: () => items,
  };
}

function isBefore(a: PendingEvent, b: PendingEvent): boolean {
  return a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
}
