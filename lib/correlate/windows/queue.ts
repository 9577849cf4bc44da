/** A queue of numbers that is cheap at both ends and small when it is short. */

export interface NumberQueue {
  items: number[];
  /** Where the queue begins in {@link items}. */
  head: number;
}

/** Shared by all queues that are empty, and never written to. */
const NONE: number[] = [];

export function createQueue(items: number[] = NONE): NumberQueue {
  return { items, head: 0 };
}

export function sizeOf(queue: NumberQueue): number {
  return queue.items.length - queue.head;
}

export function firstOf(queue: NumberQueue): number {
  return queue.items[queue.head] as number;
}

/** Most windows of most groups hold one event: a list of one is made to measure, where `push` would make room for more. */
export function push(queue: NumberQueue, value: number): void {
  if (queue.items.length === 0) queue.items = [value];
  else queue.items.push(value);
}

/** What was taken off is let go once it is more than what is left. */
export function shift(queue: NumberQueue): number {
  const first = queue.items[queue.head++] as number;
  if (queue.head === queue.items.length) {
    queue.items = NONE;
    queue.head = 0;
  } else if (queue.head > 16 && queue.head * 2 > queue.items.length) {
    queue.items = queue.items.slice(queue.head);
    queue.head = 0;
  }
  return first;
}

/** The last one; there must be one. */
export function pop(queue: NumberQueue): void {
  queue.items.pop();
  if (sizeOf(queue) === 0) {
    queue.items = NONE;
    queue.head = 0;
  }
}

export function itemsOf(queue: NumberQueue): number[] {
  return queue.items.slice(queue.head);
}
